import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { callActs, callReasons, type CallList } from '../../../contract/calls.js';
import { firstCalls, neighboursOf, reduceCalls } from '../../../widget/calls/calls-state.js';
import { viewCalls } from '../../../widget/calls/calls-view.js';
import { now, talkedCard } from '../card/cards.js';
import { languages, settingIn } from '../dictionaries.js';
import { createHost, settle, showLead, type Host } from '../host.js';

const call = (kommoLeadId: number, change: Partial<CallList['calls'][number]> = {}) => ({
  ...{ kommoLeadId, name: `Colmado ${kommoLeadId}`, person: 'Ana Peña', owner: 1002 },
  ...{ stage: 'Calificado', leadClass: 'HOT' as const, score: 84 },
  ...{ limitAt: new Date(now + 40 * 60_000).toISOString(), why: 'due' as const },
  ...{ next: 'call' as const },
  ...change,
});
const list: CallList = { of: 'own', total: 3, calls: [call(11), call(12), call(13)] };

describe('the list in every language (R5.1)', () => {
  test.each(languages)('in %s every reason and every next step has its words', (language) => {
    const calls = callReasons.flatMap((why, row) =>
      callActs.map((next, index) => call(row * 10 + index, { why, next })),
    );
    const arrived = reduceCalls(reduceCalls(firstCalls(11, []), { kind: 'opened' }), {
      ...{ kind: 'arrived', list: { of: 'all', total: 120, calls } },
    });
    const text = viewCalls(arrived, settingIn(language)).replace(/<[^>]+>/gu, ' ');
    expect(text).not.toMatch(/\bcalls\.|call_acts|\{\w+\}|undefined/u);
  });

  test('the time left is told as it is now, also after it has ended', () => {
    const arrived = reduceCalls(reduceCalls(firstCalls(null, []), { kind: 'opened' }), {
      ...{ kind: 'arrived', list },
    });
    const at = (later: number) => viewCalls(arrived, { ...settingIn('es'), now: now + later });
    expect(at(0)).toContain('Le quedan 40 min en «Calificado».');
    expect(at(39 * 60_000)).toContain('Le quedan 1 min en «Calificado».');
    expect(at(100 * 60_000)).toContain('Su plazo en «Calificado» venció hace 1 h.');
  });
});

test.each([
  [11, 1, null, 12],
  [12, 2, 11, 13],
  [13, 3, 12, null],
  [99, 0, null, 11],
  [null, 0, null, 11],
])('from lead %p, the place is %i, before it %p, after it %p', (here, position, previous, next) => {
  expect(neighboursOf({ ids: [11, 12, 13], here })).toEqual({ position, previous, next });
});

describe('beside the card (R5.1)', () => {
  let host: Host;
  const box = () => host.panel.querySelector('[data-part="calls"]');
  const textOf = () => box()?.textContent.replace(/\s+/gu, ' ') ?? '';

  async function open(leadId: number): Promise<void> {
    showLead(leadId);
    host = createHost();
    host.open();
    await settle();
    await host.calls[0]?.answer({ status: 200, body: { ...talkedCard, leadId } });
  }
  beforeEach(() => {
    jest.useFakeTimers({ now });
    sessionStorage.clear();
  });
  afterEach(() => {
    host.callbacks.destroy();
    expect(host.panel.querySelector('[data-part="calls"]')).toBe(null);
    host.panel.remove();
    jest.useRealTimers();
  });

  test('it is asked for when it is wanted, and then leads from card to card', async () => {
    await open(11);
    expect([host.calls.length, box()]).toEqual([1, null]);
    await host.press('calls');
    expect(textOf()).toContain('Cargando…');
    expect(host.calls[1]?.options.url).toBe('https://leads.example/widget/v1/calls?language=es');
    await host.calls[1]?.answer({ status: 200, body: list });
    expect(textOf()).toContain('1 de 3');
    host.callbacks.destroy();
    host.panel.remove();

    await open(12);
    expect(host.calls).toHaveLength(1);
    expect(textOf()).toContain('2 de 3');
    const href = (rel: string) => box()?.querySelector(`a[rel="${rel}"]`)?.getAttribute('href');
    expect([href('prev'), href('next')]).toEqual(['/leads/detail/11', '/leads/detail/13']);
    await host.press('calls-list');
    await host.calls[1]?.answer({ status: 200, body: list });
    expect(box()?.querySelector('[aria-current="page"]')?.textContent).toBe('Colmado 12');
  });

  test('where Kommo can, the next card opens without a new page', async () => {
    sessionStorage.setItem('account-leads-calls', '[11,12]');
    await open(11);
    const moves: string[] = [];
    Object.assign(window.APP ?? {}, { router: { navigate: (path: string) => moves.push(path) } });
    const next = box()?.querySelector<HTMLElement>('a[rel="next"]');
    const pressed = new MouseEvent('click', { bubbles: true, cancelable: true });
    next?.dispatchEvent(pressed);
    expect([moves, pressed.defaultPrevented]).toEqual([['/leads/detail/12'], true]);
  });

  test('a failure says why and is tried again; an empty list says so', async () => {
    await open(11);
    await host.press('calls');
    await host.calls[1]?.fail('timeout');
    expect(box()?.querySelector('[role="alert"]')).not.toBe(null);
    await host.press('calls-refresh');
    await host.calls[2]?.answer({ status: 200, body: { of: 'own', total: 0, calls: [] } });
    expect(textOf()).toContain('No hay leads abiertos');
    expect(box()?.querySelector('[role="alert"]')).toBe(null);
  });
});
