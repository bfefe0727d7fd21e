import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Card } from '../../../contract/card.js';
import type { ConversationRun } from '../../../contract/card-conversation.js';
import { openCard } from '../../../widget/card/state/card-state.js';
import { nextHolder } from '../../../widget/card/state/passing.js';
import { nextRefreshMs } from '../../../widget/card/state/refresh.js';
import { viewCard } from '../../../widget/card/view/card-view.js';
import { askingCard, askingRun, freshCard, now, wonCard } from './cards.js';
import { languages, settingIn } from '../dictionaries.js';
import { createHost, settle, showLead, type Host } from '../host.js';

const withRun = (change: Partial<ConversationRun>): Card => ({
  ...askingCard,
  run: { ...askingRun, ...change },
});
const textOf = (card: Card, language: (typeof languages)[number] = 'es'): string =>
  viewCard(openCard(card.leadId, { card, receivedAt: now }), settingIn(language), null)
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ');

describe('the conversation as it runs, on the card (R4.1, R9.1)', () => {
  test('says which question waits, since when, until when, and what was answered', () => {
    const text = textOf(askingCard);
    expect(text).toContain('El bot espera respuesta (hace 4 min).');
    expect(text).toContain('«¿Tienen múltiples sucursales?»');
    expect(text).toContain('pasa a una persona a las');
    expect(text).toContain('2 respuestas hasta ahora');
    expect(text).toContain('Tomar la conversación');
    expect(text).toContain('Cómo hablarle (Cambiando proveedor): Pregunte qué falló');
  });

  test.each([
    [{ state: 'welcome' }, 'Bienvenida enviada', 'Tomar la conversación'],
    [{ state: 'soon' }, 'El bot está por empezar', 'Tomar la conversación'],
    [{ state: 'taken', takenBy: 1002, passTo: 'bot' }, 'La tiene', 'Devolver al bot'],
    [
      { state: 'ended', ending: { key: 'timed_out', label: 'Sin respuesta' }, passTo: 'bot' },
      'Sin respuesta',
      'Devolver al bot',
    ],
    [{ state: 'taken', takenBy: null, passTo: 'bot' }, 'La tiene una persona', 'Devolver al bot'],
  ] as const)('%j is said with what can be done', (change, said, button) => {
    const text = textOf(withRun({ question: null, nextAt: null, ...change }));
    expect(text).toContain(said);
    expect(text).toContain(button);
  });

  test('where the bot does not get it, the reason stands in place of the button', () => {
    const reason = 'El bot ya preguntó todo lo que quería saber.';
    const ended = { state: 'ended', question: null, nextAt: null } as const;
    const ending = { key: 'completed', label: 'Completada' };
    const card = withRun({ ...ended, ending, passTo: null, reason });
    expect(textOf(card)).toContain('Terminó hace 4 min: Completada.');
    expect(textOf(card)).toContain(reason);
    expect(textOf(card)).not.toContain('Devolver al bot');
    const unbegun = withRun({ ...ended, ending: null, state: 'unbegun', passTo: null, reason });
    expect(textOf(unbegun)).toContain('El bot no empezó.');
    expect(nextHolder(card)).toBeNull();
    expect(nextHolder({ ...askingCard, stale: true })).toBeNull();
  });

  test('how it ended and how to speak are in the reader’s language', () => {
    const ending = { key: 'timed_out', label: 'Sin respuesta' };
    const text = textOf(withRun({ state: 'ended', ending, question: null, nextAt: null }), 'en');
    expect(text).toContain('No answer');
    expect(text).toContain('Changing provider');
    expect(text).toContain('Ask what went wrong');
    // One that the firm made since keeps its own name.
    const own = { key: 'call_us', label: 'Pidió llamada' };
    expect(textOf(withRun({ state: 'ended', ending: own, question: null }), 'pt')).toContain(
      'Pidió llamada',
    );
  });

  test('nothing of it stands on a card without one, or once the lead is won', () => {
    expect(textOf(freshCard)).not.toContain('Conversación con el bot');
    expect(textOf({ ...wonCard, run: askingRun })).not.toContain('Conversación con el bot');
  });

  test.each(languages)('is complete in %s', (language) => {
    expect(textOf(askingCard, language)).not.toMatch(/\brun\.\w+/u);
    expect(textOf(withRun({ state: 'taken' }), language)).not.toMatch(/\brun\.\w+/u);
  });

  test('is looked at again soon while the bot has it, and rarely once a person does', () => {
    const waitOf = (card: Card) => nextRefreshMs(openCard(1, { card, receivedAt: now }));
    expect(waitOf(askingCard)).toBe(15_000);
    expect(waitOf(withRun({ state: 'taken' }))).toBe(60_000);
  });
});

describe('what the executive does about it', () => {
  let host: Host;
  let leadId = 12_000;
  beforeEach(async () => {
    jest.useFakeTimers({ now });
    leadId += 1;
    showLead(leadId);
    host = createHost();
    host.open();
    await host.calls[0]?.answer({ status: 200, body: { ...askingCard, leadId } });
  });
  afterEach(() => {
    host.callbacks.destroy();
    host.panel.remove();
    jest.useRealTimers();
  });
  const taken = () => ({ ...withRun({ state: 'taken', takenBy: 1002, passTo: 'bot' }), leadId });

  test('takes it once, however often it is pressed, and gives it back (R4.1)', async () => {
    await host.press('pass');
    await host.press('pass');
    expect(host.calls).toHaveLength(2);
    expect(host.calls[1]?.options).toMatchObject({
      method: 'POST',
      url: `https://leads.example/widget/v1/leads/${String(leadId)}/conversation?language=es`,
      data: '{"to":"person"}',
    });
    expect(host.text()).toContain('Deteniendo el bot…');
    await host.calls[1]?.answer({ status: 200, body: taken() });
    expect(host.text()).toContain('La conversación es suya');
    expect(document.activeElement?.textContent).toBe('Devolver al bot');
    await host.press('pass');
    expect(host.calls[2]?.options).toMatchObject({ data: '{"to":"bot"}' });
    await host.calls[2]?.answer({ status: 200, body: { ...withRun({ state: 'soon' }), leadId } });
    expect(host.text()).toContain('El bot sigue con lo que falta.');
  });

  test('Enter held down takes it and does not give it back', async () => {
    await host.press('pass');
    await host.calls[1]?.answer({ status: 200, body: taken() });
    const held = new KeyboardEvent('keydown', {
      ...{ key: 'Enter', repeat: true, bubbles: true, cancelable: true },
    });
    document.activeElement?.dispatchEvent(held);
    await settle();
    expect(held.defaultPrevented).toBe(true);
    expect(host.calls).toHaveLength(2);
  });

  test('a failure is said with its request id and can be tried again', async () => {
    await host.press('pass');
    const body = { code: 'kommo_unreachable', requestId: 'req-88' };
    await host.calls[1]?.answer({ status: 503, body });
    expect(host.panel.querySelector('[data-part="run"] [role="alert"]')).not.toBeNull();
    expect(host.text()).toContain('req-88');
    await host.press('pass');
    expect(host.calls).toHaveLength(3);
  });

  test('corrects with one press what was read out of a sentence (R1.5)', async () => {
    expect(host.text()).toContain('Leído de «sí, y también inventario»');
    await host.press('answer:special_reports:no');
    expect(host.calls[1]?.options).toMatchObject({
      method: 'PATCH',
      data: '{"answers":{"special_reports":"no"}}',
    });
  });

  test('corrects a count where it stands, and says why it was not taken', async () => {
    const form = host.panel.querySelector('[data-part="read-monthly_transactions"]');
    expect(form?.textContent).toContain('Leído de «como unas 650»');
    const input = form?.querySelector('input');
    if (input != null) input.value = '700';
    await host.press('answer:monthly_transactions');
    expect(host.calls[1]?.options).toMatchObject({
      data: '{"answers":{"monthly_transactions":"700"}}',
    });
    await host.calls[1]?.answer({ status: 422, body: { code: 'invalid_body', requestId: 'r' } });
    expect(
      host.panel.querySelector('[data-part="read-monthly_transactions"] [role="alert"]'),
    ).not.toBeNull();
  });
});
