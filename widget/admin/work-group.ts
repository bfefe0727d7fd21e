import type { AdminState } from './admin-state.js';
import type { Store } from './admin-store.js';
import { confirmWork, replayRow } from './confirm-work.js';
import { viewDeadLetters } from './failed-work/failed-work-view.js';
import { viewReconciliation } from './reconciliation/reconciliation-view.js';
import type { Act, GroupTools, SectionGroup } from './section-group.js';
import { viewWaiting } from './waiting/waiting-view.js';

/** Work that waits or failed, and what differs between the systems. */
export const workGroup: SectionGroup = {
  views: {
    waiting: viewWaiting,
    deadLetters: viewDeadLetters,
    reconciliation: viewReconciliation,
  },
  actions: (tools) => [
    ['retry-now', (id) => void retryNow(tools, id)],
    ['replay', () => void planReplay(tools)],
    ['replay-row', (id) => void replayRow(tools, id)],
    ['cause', (cause) => void chooseCause(cause, tools.store)],
    ['reconcile', () => void reconcile(tools)],
    ...askedActions(tools),
    ...selectActions(tools.store),
  ],
};

/** What is asked back before it is done; an empty id means all that is selected. */
const askedActions = (tools: GroupTools): readonly (readonly [string, Act])[] => [
  [
    'discard',
    (id) => {
      const { store, end } = tools;
      store.dispatch({ kind: 'row_used', id: id === '' ? null : id });
      const selected = id === '' ? store.read().selected : [id];
      if (selected.length === 0) end({ kind: 'select_first' });
      else askWhy(tools, 'discard', selected);
    },
  ],
  [
    'repair',
    (id) => {
      const ids = id === '' ? listRepairable(tools.store.read()) : [id];
      if (ids.length > 0) tools.intend({ kind: 'repair', ids });
    },
  ],
  [
    'dismiss',
    (id) => {
      askWhy(tools, 'dismiss', [id]);
    },
  ],
  ['confirm', (_subject, { reason = '' }) => void confirmWork(tools, reason)],
];

const selectActions = (store: Store): readonly (readonly [string, Act])[] => [
  [
    'select',
    (id) => {
      selectOne(id, store);
    },
  ],
  [
    'select-all',
    () => {
      selectAll(store);
    },
  ],
];

function askWhy(
  { intend, focus }: GroupTools,
  kind: 'discard' | 'dismiss',
  ids: readonly string[],
): void {
  intend({ kind, ids, refused: false });
  focus('reason');
}

async function planReplay({ store, run, api, end, intend }: GroupTools): Promise<void> {
  store.dispatch({ kind: 'row_used', id: null });
  const { selected: ids, edits } = store.read();
  if (ids.length === 0) {
    end({ kind: 'select_first' });
    return;
  }
  const planned = await run('plan', () => api.replay(ids, edits, true));
  if (planned !== null) intend({ kind: 'replay', ids, plan: planned.plan });
}

async function reconcile({ run, api, follow }: GroupTools): Promise<void> {
  const started = await run('reconcile', api.reconcile);
  if (started !== null) follow('reconciliation', started, null);
}

/** An empty id: everything that is shown. */
async function retryNow({ store, run, api, now }: GroupTools, id: string): Promise<void> {
  const items = store.read().known.waiting.value?.items ?? [];
  const ids = id === '' ? items.map((item) => item.id) : [id];
  if (ids.length === 0) return;
  const waiting = await run('retry', () => api.retryNow(ids));
  if (waiting === null) return;
  store.dispatch({ kind: 'arrived', name: 'waiting', value: waiting, at: now() });
  store.dispatch({ kind: 'action_ended', result: { kind: 'retried', n: ids.length } });
}

/** An empty cause: all of them. */
async function chooseCause(cause: string, { dispatch, load }: Store): Promise<void> {
  dispatch({ kind: 'cause_chosen', cause: cause === '' ? null : cause });
  await load('deadLetters');
}

function selectOne(id: string, { read, dispatch }: Store): void {
  const { selected } = read();
  const ids = selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id];
  dispatch({ kind: 'selected', ids });
}

function selectAll({ read, dispatch }: Store): void {
  const { selected, known } = read();
  const all = known.deadLetters.value?.items.map(({ id }) => id) ?? [];
  dispatch({ kind: 'selected', ids: selected.length === all.length ? [] : all });
}

function listRepairable({ known }: AdminState): readonly string[] {
  const differences = known.reconciliation.value?.differences ?? [];
  return differences.filter(({ repairable }) => repairable).map(({ id }) => id);
}
