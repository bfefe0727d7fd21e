import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Card } from '../../../contract/card.js';
import { preview, richerCard, talkedCard } from './cards.js';
import { createHost, settle, showLead, type Host } from '../host.js';

let host: Host;
let leadId = 9_000;

beforeEach(async () => {
  jest.useFakeTimers();
  leadId += 1;
  showLead(leadId);
  host = createHost();
  host.open();
  await host.calls[0]?.answer({ status: 200, body: { ...talkedCard, leadId } });
});

afterEach(() => {
  host.callbacks.destroy();
  host.panel.remove();
  jest.useRealTimers();
});

const field = (name = 'value') =>
  host.panel.querySelector<HTMLInputElement>(`[data-form] [name="${name}"]`);
const focused = (): string | null =>
  document.activeElement?.getAttribute('data-action') ??
  document.activeElement?.getAttribute('name') ??
  null;

async function key(name: string, init: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  document.activeElement?.dispatchEvent(event);
  await settle();
  return event;
}

const saved = (card: Card = richerCard) =>
  host.calls.at(-1)?.answer({ status: 200, body: { ...card, leadId } });

describe('editing an answer', () => {
  test('by keyboard: the value opens, Enter saves, and the keyboard is back at the value (R9.1)', async () => {
    await host.press('edit:monthly_transactions');
    expect(focused()).toBe('value');
    const input = field();
    if (input !== null) input.value = '1,200';
    const seen: string[] = [];
    const listen = (event: Event): void => void seen.push(event.type);
    document.addEventListener('keydown', listen);
    expect((await key('Enter')).defaultPrevented).toBe(true);
    document.removeEventListener('keydown', listen);
    expect(seen).toEqual([]);
    expect(host.calls.at(-1)?.options).toMatchObject({
      method: 'PATCH',
      url: `https://leads.example/widget/v1/leads/${String(leadId)}/answers?language=es`,
      data: '{"answers":{"monthly_transactions":"1,200"}}',
    });
    expect(host.text()).toContain('Guardando…');
    await saved();
    expect(focused()).toBe('edit:monthly_transactions');
    expect(host.text()).toContain('84 → 88');
    expect(host.calls).toHaveLength(2);
  });

  test('Escape cancels, sends nothing, and goes back to the value', async () => {
    await host.press('edit:monthly_transactions');
    await key('Escape');
    expect(field()).toBeNull();
    expect(focused()).toBe('edit:monthly_transactions');
    expect(host.calls).toHaveLength(1);
  });

  test('an empty field takes the answer back', async () => {
    await host.press('edit:monthly_transactions');
    const input = field();
    if (input !== null) input.value = ' ';
    await host.press('save:monthly_transactions');
    expect(host.calls.at(-1)?.options.data).toBe('{"answers":{"monthly_transactions":null}}');
  });

  test('what is typed survives a redraw, a refresh and a failure, and can be sent again', async () => {
    await host.press('edit:monthly_transactions');
    const input = field();
    if (input !== null) input.value = 'muchas';
    await jest.advanceTimersByTimeAsync(61_000);
    await saved(talkedCard);
    expect(field()?.value).toBe('muchas');
    await host.press('save:monthly_transactions');
    await host.calls
      .at(-1)
      ?.answer({ status: 422, body: { code: 'invalid_body', requestId: 'r-5' } });
    expect(host.text()).toContain('Escriba un número entero, por ejemplo 250.');
    expect([field()?.value, focused()]).toEqual(['muchas', 'value']);
    if (input !== null) input.value = '300';
    await key('Enter');
    await saved();
    expect(host.text()).toContain('84 → 88');
  });

  test('pressed twice saves once', async () => {
    await host.press('edit:monthly_transactions');
    await host.press('save:monthly_transactions');
    await key('Enter');
    await host.press('save:monthly_transactions');
    expect(host.calls).toHaveLength(2);
  });

  test('a look that began before the edit does not bring the old answer back', async () => {
    await host.press('refresh');
    const look = host.calls.at(-1);
    await host.press('edit:monthly_transactions');
    await host.press('save:monthly_transactions');
    await saved();
    await look?.answer({ status: 200, body: { ...talkedCard, leadId } });
    expect(host.text()).toContain('Suma: 88');
  });

  test('a failure says why, with the request', async () => {
    await host.press('edit:multiple_branches');
    await host.press('save:multiple_branches');
    await host.calls
      .at(-1)
      ?.answer({ status: 503, body: { code: 'kommo_unreachable', requestId: 'r-7' } });
    expect(host.text()).toContain('No se guardó. Kommo no responde en este momento.');
    expect(host.text()).toContain('r-7');
  });
});

describe('"Esta puntuación no es correcta" (R8.8)', () => {
  test('asks for a reason, sends it with the score that was on screen, and thanks', async () => {
    await host.press('complain');
    expect(focused()).toBe('expected');
    await host.press('complain-send');
    expect(host.text()).toContain('Escriba el motivo en unas palabras.');
    expect(focused()).toBe('reason');
    const [expected, reason] = [field('expected'), field('reason')];
    if (expected !== null) expected.value = 'higher';
    if (reason !== null) reason.value = 'Es un grupo de cinco empresas';
    await host.press('complain-send');
    expect(JSON.parse(host.calls.at(-1)?.options.data ?? '')).toEqual({
      model: 'lead',
      total: 84,
      expected: 'higher',
      reason: 'Es un grupo de cinco empresas',
    });
    await host.calls.at(-1)?.answer({ status: 204, body: '' });
    expect(host.text()).toContain('Gracias.');
  });

  test('not kept says so and keeps what was typed', async () => {
    await host.press('complain');
    const reason = field('reason');
    if (reason !== null) reason.value = 'Es un grupo';
    await host.press('complain-send');
    await host.calls.at(-1)?.fail('error');
    expect(host.text()).toContain('No se guardó. No hay conexión con el servidor');
    expect(field('reason')?.value).toBe('Es un grupo');
    await host.press('complain-cancel');
    expect(focused()).toBe('complain');
  });
});

describe('what would be sent to Odoo (R5.5)', () => {
  test('is asked for when it is opened, and each time anew', async () => {
    expect(host.calls).toHaveLength(1);
    await host.press('preview');
    expect(host.calls.at(-1)?.options).toMatchObject({
      method: 'GET',
      url: `https://leads.example/widget/v1/leads/${String(leadId)}/odoo/preview?language=es`,
    });
    expect(host.text()).toContain('Preparando…');
    await host.calls.at(-1)?.answer({ status: 200, body: preview });
    expect(host.text()).toContain('El RNC no es válido');
    await host.press('preview');
    expect(host.text()).not.toContain('El RNC no es válido');
    await host.press('preview');
    expect(host.calls).toHaveLength(3);
  });

  test('that fails says why and is tried again', async () => {
    await host.press('preview');
    await host.calls
      .at(-1)
      ?.answer({ status: 503, body: { code: 'odoo_unreachable', requestId: 'r-8' } });
    expect(host.text()).toContain('Odoo no responde en este momento.');
    await host.press('preview');
    expect(host.calls).toHaveLength(3);
  });
});

describe('answering the proposed question where it stands', () => {
  const propose = (question: string): Card => ({
    ...talkedCard,
    nextQuestion: { question, text: '¿…?', couldBring: 4 },
  });
  const show = async (card: Card): Promise<void> => {
    await host.press('refresh');
    await host.calls.at(-1)?.answer({ status: 200, body: { ...card, leadId } });
  };

  test('one press saves the option, and the change is told there (R2.5)', async () => {
    await host.press('answer:multiple_branches:sí');
    expect(host.calls.at(-1)?.options).toMatchObject({
      method: 'PATCH',
      data: '{"answers":{"multiple_branches":"sí"}}',
    });
    await host.press('answer:multiple_branches:no');
    expect(host.calls).toHaveLength(2);
    await saved({ ...richerCard, nextQuestion: null });
    expect(host.panel.querySelector('[data-part="missing"]')?.textContent).toMatch(
      /Varias sucursales:\s+84 → 88/,
    );
  });

  test('a number is typed and saved with Enter, once, and an empty field saves nothing', async () => {
    await show(propose('monthly_transactions'));
    const before = host.calls.length;
    await host.press('answer:monthly_transactions');
    expect(host.calls).toHaveLength(before);
    const input = field();
    input?.focus();
    if (input !== null) input.value = '900';
    await key('Enter');
    await key('Enter');
    expect(host.calls).toHaveLength(before + 1);
    expect(host.calls.at(-1)?.options.data).toBe('{"answers":{"monthly_transactions":"900"}}');
  });

  test('what is typed for one question is not left in the field of the next', async () => {
    await show(propose('monthly_transactions'));
    const input = field();
    if (input !== null) input.value = '900';
    const text = { ...talkedCard.answers[0], question: 'other_number', label: 'Otra' };
    const answers = [...talkedCard.answers, text] as Card['answers'];
    await show({ ...propose('other_number'), answers });
    expect(field()?.value).toBe('');
  });

  test('a refusal is told beside the question', async () => {
    await host.press('answer:multiple_branches:no');
    await host.calls
      .at(-1)
      ?.answer({ status: 503, body: { code: 'kommo_unreachable', requestId: 'r-8' } });
    expect(host.panel.querySelector('.al-ask')?.textContent).toContain(
      'No se guardó. Kommo no responde en este momento.',
    );
  });
});

describe('a task for the executive', () => {
  const open = async (): Promise<HTMLInputElement | null> => {
    await host.press('task');
    return field('text');
  };

  test('is asked for, with the keyboard on "Cancelar", and made once', async () => {
    const text = await open();
    expect(focused()).toBe('task-cancel');
    expect(text?.value).toBe('Llamar a Altagracia Reyes');
    const due = host.panel.querySelector<HTMLSelectElement>('[name="due"]');
    if (due !== null) due.value = 'hours_2';
    text?.focus();
    await key('Enter');
    await key('Enter');
    expect(host.calls).toHaveLength(2);
    const { url, data } = host.calls.at(-1)?.options ?? {};
    expect(url).toContain(`https://leads.example/widget/v1/leads/${String(leadId)}/tasks?`);
    expect(JSON.parse(data ?? '')).toEqual({
      text: 'Llamar a Altagracia Reyes',
      dueAt: new Date(Date.now() + 2 * 3_600_000).toISOString(),
    });
    await host.calls.at(-1)?.answer({ status: 204, body: '' });
    expect(host.text()).toContain('La tarea está en Kommo, a su nombre.');
    expect(focused()).toBe('task');
  });

  test('without words is asked for again; Escape takes it back', async () => {
    const text = await open();
    if (text !== null) text.value = ' ';
    await host.press('task-make');
    expect(host.text()).toContain('Escriba qué hay que hacer.');
    expect(focused()).toBe('text');
    await key('Escape');
    expect([field('text'), focused()]).toEqual([null, 'task']);
    expect(host.calls).toHaveLength(1);
  });

  test('that Kommo refuses says so and keeps what was typed', async () => {
    const text = await open();
    if (text !== null) text.value = 'Enviar la propuesta';
    await host.press('task-make');
    await host.calls
      .at(-1)
      ?.answer({ status: 503, body: { code: 'kommo_unreachable', requestId: 'r-9' } });
    expect(host.text()).toContain('No se guardó. Kommo no responde en este momento.');
    expect(field('text')?.value).toBe('Enviar la propuesta');
  });
});
