import type { Action, ActionTools } from './card-action.js';
import { nextHolder } from './state/passing.js';

export const passingActions = (tools: ActionTools): readonly Action[] => [
  ['pass', () => void pass(tools)],
];

/** Pressed again while it is under way, it is done once. */
async function pass({
  leadId,
  read,
  dispatch,
  companion,
  memory,
  now,
  loader,
  focus,
}: ActionTools): Promise<void> {
  const state = read();
  if (companion === null || state.kind !== 'ready' || state.passing.kind === 'sending') return;
  const to = nextHolder(state.card);
  if (to === null) return;
  dispatch({ kind: 'pass_pressed', to });
  const outcome = await companion.passConversation(leadId, to);
  if (outcome.kind === 'failed') dispatch({ kind: 'pass_refused', failure: outcome.failure });
  else {
    memory.keep(leadId, { card: outcome.value, receivedAt: now() });
    dispatch({ kind: 'pass_done', card: outcome.value, at: now() });
  }
  focus('[data-action="pass"]');
  loader.reschedule();
}
