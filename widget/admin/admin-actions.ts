import type { AdminState, Intent } from './admin-state.js';
import { createFollower, createRunner } from './admin-runs.js';
import type { ActionTools, Follower, Parts } from './admin-runs.js';
import { changeTeam } from './team/change-team.js';
import type { Store } from './admin-store.js';
import { createConversationActions } from './conversations/conversation-actions.js';
import type { ConversationActions } from './conversations/conversation-actions.js';
import { confirm, replayRow } from './confirm-intent.js';

type Fields = Readonly<Record<string, string>>;

/** What the reader can do; each does nothing while another is under way. */
export interface Actions extends ConversationActions {
  readonly test: () => void;
  readonly testOdoo: () => void;
  /** Only the doctor's problems, or everything again. */
  readonly showProblems: () => void;
  readonly check: () => void;
  readonly intendApply: () => void;
  readonly planReplay: () => void;
  /** An empty id: all that is selected. */
  readonly intendDiscard: (id: string) => void;
  /** One row by itself, with what was corrected in it. */
  readonly replayRow: (id: string) => void;
  /** An empty id: everything that can be repaired. */
  readonly intendRepair: (id: string) => void;
  readonly intendDismiss: (id: string) => void;
  /** An empty id: everything that is shown. */
  readonly retryNow: (id: string) => void;
  readonly reconcile: () => void;
  /** "active:1002", "absence:1002" with its dates … */
  readonly steerTeam: (order: string, fields: Fields) => void;
  readonly cancel: () => void;
  readonly confirm: (reason: string) => void;
}

export function createActions(
  store: Store,
  tools: ActionTools,
  focus: (part: string) => void,
): Actions {
  const { api } = tools;
  const run = createRunner(store);
  const { follow, end } = createFollower(store, tools);
  const intend = (intent: Intent | null): void => {
    store.dispatch({ kind: 'intended', intent });
    if (intent !== null) focus('intent');
  };

  return {
    ...createConversationActions({ store, run, api, lifetime: tools.lifetime, intend }),
    test: () => void testConnection({ store, run, api, now: tools.now }),
    showProblems() {
      store.dispatch({ kind: 'problems_chosen', only: !store.read().onlyProblems });
    },
    testOdoo: () => void testOdoo({ store, run, api, now: tools.now }),
    check: () => void checkAgain({ store, run, api, now: tools.now }),
    intendApply: () => {
      intend({ kind: 'apply' });
    },
    replayRow: (id) => void replayRow({ store, run, api, follow, end, focus, now: tools.now }, id),
    planReplay() {
      store.dispatch({ kind: 'row_used', id: null });
      const { selected: ids, edits } = store.read();
      if (ids.length === 0) end({ kind: 'select_first' });
      else {
        void run('plan', () => api.replay(ids, edits, true)).then((planned) => {
          if (planned !== null) intend({ kind: 'replay', ids, plan: planned.plan });
        });
      }
    },
    ...createIntents({ ...store, end, intend, askWhy: createAskWhy(intend, focus) }),
    retryNow: (id) => void retryNow({ store, run, api, now: tools.now }, id),
    steerTeam: createSteerTeam({ store, run, api, now: tools.now }),
    reconcile: () =>
      void run('reconcile', api.reconcile).then((started) => {
        if (started !== null) follow('reconciliation', started, null);
      }),
    cancel: () => {
      intend(null);
      focus('section');
    },
    confirm: (reason) =>
      void confirm({ store, run, api, follow, end, focus, now: tools.now }, reason),
  };
}

interface IntentTools extends Store {
  readonly end: Follower['end'];
  readonly intend: (intent: Intent) => void;
  readonly askWhy: ReturnType<typeof createAskWhy>;
}

/** What is asked back before it is done. */
const createIntents = ({
  read,
  dispatch,
  end,
  intend,
  askWhy,
}: IntentTools): Pick<Actions, 'intendDiscard' | 'intendRepair' | 'intendDismiss'> => ({
  intendDiscard(id) {
    dispatch({ kind: 'row_used', id: id === '' ? null : id });
    const selected = id === '' ? read().selected : [id];
    if (selected.length === 0) end({ kind: 'select_first' });
    else askWhy('discard', selected);
  },
  intendRepair(id) {
    const ids = id === '' ? listRepairable(read()) : [id];
    if (ids.length > 0) intend({ kind: 'repair', ids });
  },
  intendDismiss(id) {
    askWhy('dismiss', [id]);
  },
});

const createAskWhy =
  (intend: (intent: Intent) => void, focus: (part: string) => void) =>
  (kind: 'discard' | 'dismiss', ids: readonly string[]): void => {
    intend({ kind, ids, refused: false });
    focus('reason');
  };

async function testConnection(parts: Parts & { readonly now: () => number }): Promise<void> {
  const { store, run, api, now } = parts;
  const connection = await run('test', api.testConnection);
  if (connection === null) return;
  store.dispatch({ kind: 'arrived', name: 'connection', value: connection, at: now() });
  if (connection.state === 'connected') {
    store.dispatch({ kind: 'action_ended', result: { kind: 'test_ok' } });
  }
}

async function testOdoo(parts: Parts & { readonly now: () => number }): Promise<void> {
  const { store, run, api, now } = parts;
  const value = await run('test_odoo', api.testOdoo);
  if (value !== null) store.dispatch({ kind: 'arrived', name: 'odooConnection', value, at: now() });
}

async function checkAgain(parts: Parts & { readonly now: () => number }): Promise<void> {
  const { store, run, api, now } = parts;
  const report = await run('check', api.checkAgain);
  if (report !== null) {
    store.dispatch({ kind: 'arrived', name: 'doctor', value: report, at: now() });
  }
}

async function retryNow(
  { store, run, api, now }: Parts & { readonly now: () => number },
  id: string,
): Promise<void> {
  const items = store.read().known.waiting.value?.items ?? [];
  const ids = id === '' ? items.map((item) => item.id) : [id];
  if (ids.length === 0) return;
  const waiting = await run('retry', () => api.retryNow(ids));
  if (waiting === null) return;
  store.dispatch({ kind: 'arrived', name: 'waiting', value: waiting, at: now() });
  store.dispatch({ kind: 'action_ended', result: { kind: 'retried', n: ids.length } });
}

const createSteerTeam =
  ({ store, run, api, now }: Parts & { readonly now: () => number }): Actions['steerTeam'] =>
  (order, fields) => {
    const page = store.read().known.team.value;
    const team = page === null ? null : changeTeam(page, order, fields);
    if (team === null) return;
    void run('team', () => api.saveTeam(team)).then((saved) => {
      if (saved !== null)
        store.dispatch({ kind: 'arrived', name: 'team', value: saved, at: now() });
    });
  };

function listRepairable({ known }: AdminState): readonly string[] {
  const differences = known.reconciliation.value?.differences ?? [];
  return differences.filter(({ repairable }) => repairable).map(({ id }) => id);
}
