import type { Card } from '../../../contract/card.js';
import type { CardState } from './card-state.js';

const quietMs = 60_000;
const waitingMs = 15_000;
const runningMs = { first: 1_500, growth: 1.5, longest: 10_000 };
const failingLongestMs = 300_000;

/**
 * How long to wait before the next look at an open, visible card: briefly while the hand-over runs, a little while it
 * is about to begin, something waits to be tried again or the bot has the conversation, else a minute, and ever longer while the companion cannot be reached. Null when there is nothing to look at.
 */
export function nextRefreshMs(state: CardState): number | null {
  if (state.kind === 'unsaved' || state.kind === 'not_configured' || state.kind === 'loading') {
    return null;
  }
  if (state.failures > 0) return Math.min(quietMs * 2 ** (state.failures - 1), failingLongestMs);
  if (state.kind === 'failed') return quietMs;
  if (state.card.odoo.kind !== 'in_progress') {
    return isAboutToMove(state.card) ? waitingMs : quietMs;
  }
  return Math.min(runningMs.first * runningMs.growth ** state.running, runningMs.longest);
}

/** A lead that was just won is handed over by itself. */
const isAboutToMove = ({ waiting, run, odoo, lead }: Card): boolean =>
  waiting.length > 0 ||
  isUnderWay(run) ||
  (lead.stage?.outcome === 'won' && odoo.kind === 'not_sent');

const isUnderWay = (run: Card['run']): boolean =>
  run !== null && run.state !== 'ended' && run.state !== 'taken';

/** A card this young is not fetched again when the panel comes back into sight. */
export const freshMs = 15_000;
