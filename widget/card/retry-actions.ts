import type { Action, ActionTools } from './card-action.js';

export const retryActions = (tools: ActionTools): readonly Action[] => [
  ['retry-now', () => void retryNow(tools)],
];

/** The card that follows tells what became of it. */
async function retryNow({
  leadId,
  read,
  dispatch,
  companion,
  loader,
  focus,
}: ActionTools): Promise<void> {
  const state = read();
  if (companion === null || state.kind !== 'ready' || state.retry.kind === 'sending') return;
  dispatch({ kind: 'retry_pressed' });
  const outcome = await companion.retryWaiting(leadId);
  if (outcome.kind === 'failed') {
    dispatch({ kind: 'retry_refused', failure: outcome.failure });
    focus('[data-action="retry-now"]');
    return;
  }
  dispatch({ kind: 'retry_taken' });
  loader.refresh();
}
