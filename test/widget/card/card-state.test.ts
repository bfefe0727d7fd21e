import { describe, expect, test } from '@jest/globals';
import {
  openCard,
  reduceCard,
  shownScore,
  type CardEvent,
  type CardState,
  type ReadyState,
} from '../../../widget/card/state/card-state.js';
import { nextRefreshMs } from '../../../widget/card/state/refresh.js';
import { freshCard, now, odooStates, talkedCard, withOdoo, wonCard } from './cards.js';

const failure = { code: 'kommo_unreachable', requestId: 'r-1' };
const ready = (card = freshCard): ReadyState =>
  openCard(card.leadId, { card, receivedAt: now }) as ReadyState;
const after = (state: CardState, ...events: CardEvent[]): CardState =>
  events.reduce(reduceCard, state);

describe('opening', () => {
  test('a card that was never seen opens as loading, a known one at once (R9.1)', () => {
    expect(openCard(1, null)).toEqual({ kind: 'loading', leadId: 1 });
    expect(ready()).toMatchObject({ kind: 'ready', card: freshCard });
  });

  test('a failure without a card is shown as failed, with one as stale', () => {
    expect(after(openCard(1, null), { kind: 'card_failed', failure })).toMatchObject({
      kind: 'failed',
      failure,
    });
    expect(after(ready(), { kind: 'card_failed', failure })).toMatchObject({
      kind: 'ready',
      card: freshCard,
      failure,
    });
  });

  test('a card that arrives clears the failure', () => {
    const state = after(
      openCard(1, null),
      { kind: 'card_failed', failure },
      { kind: 'refresh_started' },
      { kind: 'card_arrived', card: freshCard, at: now },
      { kind: 'card_failed', failure },
      { kind: 'card_arrived', card: freshCard, at: now },
    );
    expect(state).toMatchObject({ kind: 'ready', failure: null, failures: 0, refreshing: false });
  });

  test.each(['unsaved', 'not_configured'] as const)('nothing changes a card that is %s', (kind) => {
    expect(after({ kind }, { kind: 'card_arrived', card: freshCard, at: now })).toEqual({ kind });
  });
});

describe('the score shown', () => {
  test('is the one that stands in Kommo until another is chosen (R4.4)', () => {
    expect(shownScore(ready(talkedCard))?.model).toBe('lead');
    const chosen = after(ready(talkedCard), { kind: 'model_chosen', model: 'pre' }) as ReadyState;
    expect(shownScore(chosen)?.model).toBe('pre');
  });

  test('stays when a model is chosen that the lead does not have', () => {
    const chosen = after(ready(), { kind: 'model_chosen', model: 'lead' }) as ReadyState;
    expect(shownScore(chosen)?.model).toBe('pre');
  });
});

describe('the hand-over (R5.5)', () => {
  const handover = (state: CardState): unknown => (state as ReadyState).handover;

  test('of a won lead is sent at once', () => {
    expect(handover(after(ready(wonCard), { kind: 'odoo_pressed' }))).toEqual({
      kind: 'sending',
      reason: null,
    });
  });

  test('of a lead that is not won asks why, and sends only with a reason', () => {
    const asked = after(ready(), { kind: 'odoo_pressed' });
    expect(handover(asked)).toEqual({ kind: 'confirming', short: false });
    expect(handover(after(asked, { kind: 'odoo_confirmed', reason: ' no ' }))).toEqual({
      kind: 'confirming',
      short: true,
    });
    expect(handover(after(asked, { kind: 'odoo_confirmed', reason: 'Ya firmó' }))).toEqual({
      kind: 'sending',
      reason: 'Ya firmó',
    });
    expect(handover(after(asked, { kind: 'odoo_cancelled' }))).toEqual({ kind: 'idle' });
  });

  test('asks when only the companion knows that the lead is not won', () => {
    const refused = after(
      ready(wonCard),
      { kind: 'odoo_pressed' },
      { kind: 'odoo_failed', failure: { code: 'lead_not_won', requestId: 'r-2' } },
    );
    expect(handover(refused)).toEqual({ kind: 'confirming', short: false });
  });

  test('is not begun twice', () => {
    const sending = after(ready(wonCard), { kind: 'odoo_pressed' });
    expect(handover(after(sending, { kind: 'odoo_pressed' }))).toBe(handover(sending));
    for (const odoo of [odooStates.inProgress, odooStates.done]) {
      expect(handover(after(ready(withOdoo(wonCard, odoo)), { kind: 'odoo_pressed' }))).toEqual({
        kind: 'idle',
      });
    }
  });

  test('is tried again after a failure without a second question: the companion has its reason', () => {
    const failed = ready(withOdoo(freshCard, odooStates.failed));
    expect(handover(after(failed, { kind: 'odoo_pressed' }))).toEqual({
      kind: 'sending',
      reason: null,
    });
  });

  test('takes its state from the answer, and a refusal goes when the work is seen under way', () => {
    const answered = after(
      ready(wonCard),
      { kind: 'odoo_pressed' },
      { kind: 'odoo_answered', odoo: odooStates.inProgress },
    ) as ReadyState;
    expect(answered).toMatchObject({
      handover: { kind: 'idle' },
      card: { odoo: odooStates.inProgress },
    });
    const refused = after(
      ready(wonCard),
      { kind: 'odoo_pressed' },
      { kind: 'odoo_failed', failure },
    );
    expect(handover(refused)).toEqual({ kind: 'refused', failure });
    const card = withOdoo(wonCard, odooStates.inProgress);
    expect(handover(after(refused, { kind: 'card_arrived', card, at: now }))).toEqual({
      kind: 'idle',
    });
  });
});

describe('the next look', () => {
  const running = ready(withOdoo(wonCard, odooStates.inProgress));

  test.each<[string, CardState, number | null]>([
    ['while loading', openCard(1, null), null],
    ['at an unsaved card', { kind: 'unsaved' }, null],
    ['at a quiet card', ready(), 60_000],
    [
      'at a won card whose hand-over has not begun',
      ready(withOdoo(wonCard, { kind: 'not_sent' })),
      15_000,
    ],
    ['at a hand-over that has just begun', running, 1_500],
    ['at one seen running once', { ...running, running: 1 }, 2_250],
    ['at one seen running often', { ...running, running: 20 }, 10_000],
    ['after one failure', { ...running, failures: 1 }, 60_000],
    ['after two failures', { ...running, failures: 2 }, 120_000],
    ['after many failures', { ...running, failures: 20 }, 300_000],
  ])('%s', (_case, state, expected) => {
    expect(nextRefreshMs(state)).toBe(expected);
  });
});
