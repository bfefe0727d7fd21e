import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import jquery from 'jquery';
import { freshCard, odooStates, waitingForOdoo, withOdoo, wonCard } from './cards.js';
import { createHost, settle, showLead, type Host } from '../host.js';

let host: Host;
let leadId = 5_000;

/** Each test has a lead of its own: the widget remembers cards for the page's life. */
function openHost(settings?: Readonly<Record<string, unknown>>): Host {
  leadId += 1;
  showLead(leadId);
  return createHost(settings);
}

const answerCard = (card = freshCard): Promise<void> | undefined =>
  host.calls.at(-1)?.answer({ status: 200, body: { ...card, leadId } });

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  host.callbacks.destroy();
  host.panel.remove();
  jest.useRealTimers();
});

describe('opening', () => {
  test('costs one request, with a skeleton until it is answered (R9.1)', async () => {
    host = openHost();
    host.open();
    expect(host.calls.map(({ options }) => [options.method, options.url])).toEqual([
      ['GET', `https://leads.example/widget/v1/leads/${String(leadId)}/card?language=es`],
    ]);
    expect(host.panel.querySelector('.al-skeleton')).not.toBeNull();
    await answerCard();
    expect(host.text()).toContain('Suma: 68');
    expect(host.calls).toHaveLength(1);
  });

  test('renders once although Kommo renders twice', async () => {
    host = openHost();
    host.callbacks.render();
    host.open();
    host.open();
    await answerCard();
    expect(host.calls).toHaveLength(1);
    expect(host.panel.querySelectorAll('.account-leads')).toHaveLength(1);
  });

  test('renders again when Kommo threw the block away, with what is known', async () => {
    host = openHost();
    host.open();
    await answerCard();
    host.panel.replaceChildren();
    host.callbacks.render();
    expect(host.text()).toContain('Suma: 68');
  });

  test('an unsaved card asks nothing and says what to do', () => {
    showLead(0);
    host = createHost();
    host.open();
    expect(host.calls).toHaveLength(0);
    expect(host.text()).toContain('Guarde el lead primero');
  });

  test('without a companion address it says whom to ask', () => {
    host = openHost({});
    host.open();
    expect(host.calls).toHaveLength(0);
    expect(host.text()).toContain('Falta la dirección del servidor');
  });

  test('on a page without a card nothing is drawn', () => {
    showLead(null);
    host = createHost();
    host.open();
    expect(host.panel.children).toHaveLength(0);
  });
});

describe('a failure', () => {
  test('shows reason, request id and a retry that works', async () => {
    host = openHost();
    host.open();
    const problem = { code: 'kommo_not_connected', requestId: 'req-9' };
    await host.calls[0]?.answer({ status: 503, body: problem });
    expect(host.text()).toContain('Falta conectar el servidor con Kommo');
    expect(host.text()).toContain('req-9');
    await host.press('refresh');
    await answerCard();
    expect(host.text()).toContain('Suma: 68');
  });

  test.each([
    ['error', 'No hay conexión con el servidor'],
    ['timeout', 'tardó demasiado'],
  ])('of the network (%s) is told in words', async (textStatus, words) => {
    host = openHost();
    host.open();
    await host.calls[0]?.fail(textStatus);
    expect(host.text()).toContain(words);
  });

  test('after a success keeps the last known card and its age (R9.1)', async () => {
    host = openHost();
    host.open();
    await answerCard();
    await host.press('refresh');
    jest.advanceTimersByTime(3 * 60_000);
    await host.calls[1]?.fail('error');
    expect(host.text()).toContain('Datos de hace 3 min.');
    expect(host.text()).toContain('Suma: 68');
  });

  test('of the companion on the next opening shows what the page still knows', async () => {
    host = openHost();
    host.open();
    await answerCard();
    host.callbacks.destroy();
    host.open();
    expect(host.text()).toContain('Suma: 68');
    await host.calls.at(-1)?.fail('error');
    expect(host.text()).toContain('Suma: 68');
  });
});

describe('while it is open', () => {
  test('it looks again after a minute, and not before', async () => {
    host = openHost();
    host.open();
    await answerCard();
    await jest.advanceTimersByTimeAsync(59_000);
    expect(host.calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(host.calls).toHaveLength(2);
  });

  test('a hidden tab asks nothing; a tab that comes back asks once', async () => {
    host = openHost();
    host.open();
    await answerCard();
    hideTab(true);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(host.calls).toHaveLength(1);
    hideTab(false);
    expect(host.calls).toHaveLength(2);
  });

  test('a running hand-over is followed closely until it is done (R5.5)', async () => {
    host = openHost();
    host.open();
    await answerCard(wonCard);
    await host.press('odoo');
    expect(host.calls[1]?.options).toMatchObject({
      method: 'POST',
      url: `https://leads.example/widget/v1/leads/${String(leadId)}/odoo?language=es`,
      data: '{"reason":null}',
      contentType: 'application/json',
    });
    await host.calls[1]?.answer({ status: 202, body: odooStates.inProgress });
    expect(host.text()).toContain('Oportunidad en curso');
    await jest.advanceTimersByTimeAsync(1_600);
    expect(host.calls).toHaveLength(3);
    await answerCard(withOdoo(wonCard, odooStates.done));
    expect(host.text()).toContain('Cliente n.º 318');
    await jest.advanceTimersByTimeAsync(30_000);
    expect(host.calls).toHaveLength(3);
  });

  test('pressing twice sends once; a lead not won is sent only with a reason', async () => {
    host = openHost();
    host.open();
    await answerCard();
    await host.press('odoo');
    expect(document.activeElement?.getAttribute('data-action')).toBe('odoo-no');
    await host.press('odoo-yes');
    expect(host.calls).toHaveLength(1);
    expect(host.text()).toContain('Escriba el motivo en unas palabras.');
    const reason = host.panel.querySelector('textarea');
    expect(document.activeElement).toBe(reason);
    if (reason !== null) reason.value = 'Firmó en papel';
    await host.press('odoo-yes');
    await host.press('odoo');
    await host.press('odoo');
    expect(host.calls.map(({ options }) => options.data)).toEqual([
      undefined,
      '{"reason":"Firmó en papel"}',
    ]);
  });

  test('what waits is tried now by one press, once however often it is pressed (R6.2)', async () => {
    host = openHost();
    host.open();
    await answerCard({ ...wonCard, waiting: [waitingForOdoo] });
    await host.press('retry-now');
    await host.press('retry-now');
    expect(host.calls).toHaveLength(2);
    expect(host.calls[1]?.options).toMatchObject({
      method: 'POST',
      url: `https://leads.example/widget/v1/leads/${String(leadId)}/retry?language=es`,
    });
    expect(host.text()).toContain('Reintentando…');
    await host.calls[1]?.answer({ status: 202, body: { queued: 1 } });
    expect(host.calls).toHaveLength(3);
    await answerCard({ ...wonCard, waiting: [] });
    expect(host.text()).not.toContain('En espera');
  });

  test('while something waits it looks again sooner', async () => {
    host = openHost();
    host.open();
    await answerCard({ ...freshCard, waiting: [waitingForOdoo] });
    await jest.advanceTimersByTimeAsync(14_000);
    expect(host.calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(host.calls).toHaveLength(2);
  });

  test('a section that the reader opened stays open when the card is refreshed', async () => {
    host = openHost();
    host.open();
    await answerCard();
    const details = host.panel.querySelector('details');
    details?.setAttribute('open', '');
    await host.press('refresh');
    await answerCard(wonCard);
    expect(details?.isConnected).toBe(true);
    expect(details?.hasAttribute('open')).toBe(true);
  });

  test('the question is copied, and the button says so for a moment', async () => {
    const copied: string[] = [];
    Object.assign(navigator, {
      clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) },
    });
    host = openHost();
    host.open();
    await answerCard();
    await host.press('copy');
    await settle();
    expect(copied).toEqual([freshCard.nextQuestion?.text]);
    expect(host.text()).toContain('Copiada');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(host.text()).not.toContain('Copiada');
  });
});

describe('leaving', () => {
  test.each([
    [
      'Kommo destroys the widget',
      () => {
        host.callbacks.destroy();
      },
    ],
    [
      'Kommo shows another lead',
      () => {
        showLead(1);
        jquery(document).trigger('page:changed');
      },
    ],
    [
      'Kommo shows another page',
      () => {
        showLead(null);
        jquery(document).trigger('page:changed');
      },
    ],
  ])('when %s, no node, timer or listener is left', async (_case, leave) => {
    const listeners = countListeners();
    host = openHost();
    host.open();
    await answerCard();
    await host.press('copy');
    expect(listeners.count()).toBeGreaterThan(0);
    leave();
    expect(host.panel.children).toHaveLength(0);
    expect(jest.getTimerCount()).toBe(0);
    expect(listeners.count()).toBe(0);
    listeners.restore();
  });

  test('an answer that comes too late changes nothing', async () => {
    host = openHost();
    host.open();
    host.callbacks.destroy();
    await answerCard();
    expect(host.panel.children).toHaveLength(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('staying on the same lead keeps the card', async () => {
    host = openHost();
    host.open();
    await answerCard();
    jquery(document).trigger('page:changed');
    expect(host.text()).toContain('Suma: 68');
  });

  test('nothing of a lead is kept in the browser', async () => {
    host = openHost();
    host.open();
    await answerCard();
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });
});

function hideTab(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Listeners on anything, natively added; jQuery's own are among them. */
function countListeners(): { count: () => number; restore: () => void } {
  const held: string[] = [];
  const add = jest.spyOn(EventTarget.prototype, 'addEventListener');
  const remove = jest.spyOn(EventTarget.prototype, 'removeEventListener');
  const count = (): number => {
    held.splice(0, held.length, ...add.mock.calls.map(([type]) => type));
    for (const [type] of remove.mock.calls) {
      const index = held.indexOf(type);
      if (index >= 0) held.splice(index, 1);
    }
    return held.length;
  };
  return {
    count,
    restore() {
      add.mockRestore();
      remove.mockRestore();
    },
  };
}
