import { isReason } from '../reason.js';
import type { Follower, Parts } from './admin-runs.js';
import type { Intent } from './admin-acts.js';
import type { AdminState } from './admin-state.js';
import type { GroupTools } from './section-group.js';

/** Does what the reader was asked about. What a run in the background brings is followed until it ends. */
export async function confirmWork(parts: GroupTools, reason: string): Promise<void> {
  const { intent } = parts.store.read();
  if (intent?.kind === 'replay') await replayDeadLetters(parts, intent.ids);
  else if (intent?.kind === 'discard' || intent?.kind === 'dismiss')
    await giveUp(parts, intent, reason);
  else if (intent?.kind === 'repair') await repairDifferences(parts, intent.ids);
}

async function replayDeadLetters(
  { store, run, api, follow }: Parts & Follower,
  ids: readonly string[],
): Promise<void> {
  const { edits } = store.read();
  const started = await run('replay', () => api.replay(ids, edits, false));
  if (started === null) return;
  store.dispatch({ kind: 'selected', ids: [] });
  follow('replay', started, { kind: 'replayed' });
}

/** What a row says of itself is corrected and tried again; what cannot be right is told at its field. */
export async function replayRow(
  { store, run, api, follow, focus }: GroupTools,
  id: string,
): Promise<void> {
  const { doing, known, edits } = store.read();
  if (doing !== null || known.replay.value?.running === true) return;
  store.dispatch({ kind: 'row_used', id });
  const { [id]: own = {} } = edits;
  const started = await run('replay', () => api.replay([id], { [id]: own }, false));
  if (started === null) focusWrong(store.read(), focus);
  else follow('replay', started, { kind: 'replayed' });
}

/** The first field that the companion did not take. */
function focusWrong({ result }: AdminState, focus: (part: string) => void): void {
  const [wrong] = (result?.kind === 'failed' ? result.failure.fields : undefined) ?? [];
  if (wrong !== undefined) focus(wrong.field);
}

/** What is given up, or let be, is given up with a reason. */
async function giveUp(
  { store, run, api, end, focus }: GroupTools,
  { kind, ids }: Extract<Intent, { kind: 'discard' | 'dismiss' }>,
  reason: string,
): Promise<void> {
  if (!isReason(reason)) {
    store.dispatch({ kind: 'intended', intent: { kind, ids, refused: true } });
    focus('reason');
    return;
  }
  const done = await run(kind, () => api[kind](ids, reason));
  if (done === null) return;
  if (kind === 'discard') store.dispatch({ kind: 'selected', ids: [] });
  else store.dispatch({ kind: 'intended', intent: null });
  await store.load(kind === 'discard' ? 'deadLetters' : 'reconciliation');
  if (kind === 'discard') void store.load('workHistory');
  end(kind === 'discard' ? { kind: 'discarded', n: ids.length } : null);
}

async function repairDifferences(
  { store, run, api, follow }: Parts & Follower,
  ids: readonly string[],
): Promise<void> {
  const done = await run('repair', () => api.repair(ids));
  if (done === null) return;
  store.dispatch({ kind: 'intended', intent: null });
  await store.load('reconciliation');
  const found = store.read().known.reconciliation.value;
  if (found !== null) follow('reconciliation', found, null);
}
