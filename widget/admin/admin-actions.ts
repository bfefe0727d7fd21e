import type { Lifetime } from '../host/lifetime.js';
import type { Outcome } from '../outcome.js';
import { isReason } from '../reason.js';
import type { AdminApi } from './admin-api.js';
import type { AdminState, Deed, Intent, Known, KnownName, Result } from './admin-state.js';
import type { Store } from './admin-store.js';

/** What the reader can do; each does nothing while another is under way. */
export interface Deeds {
  readonly test: () => void;
  readonly check: () => void;
  readonly intendApply: () => void;
  readonly planReplay: () => void;
  readonly intendDiscard: () => void;
  /** An empty id: everything that can be repaired. */
  readonly intendRepair: (id: string) => void;
  readonly intendDismiss: (id: string) => void;
  /** An empty id: everything that is shown. */
  readonly retryNow: (id: string) => void;
  readonly reconcile: () => void;
  readonly cancel: () => void;
  readonly confirm: (reason: string) => void;
}

interface DeedTools {
  readonly api: AdminApi;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

/** How soon a run in the background is asked about again, growing while it goes on. */
const pace = { firstMs: 800, growth: 1.4, longestMs: 5_000 };

type Runner = <T>(deed: Deed, call: () => Promise<Outcome<T>>) => Promise<T | null>;

export function createDeeds(store: Store, tools: DeedTools, focus: (part: string) => void): Deeds {
  const { api } = tools;
  const run = createRunner(store);
  const { follow, end } = createFollower(store, tools);
  const intend = (intent: Intent | null): void => {
    store.dispatch({ kind: 'intended', intent });
    if (intent !== null) focus('intent');
  };

  const askWhy = createAskWhy(intend, focus);
  return {
    test: () => void testConnection({ store, run, api, now: tools.now }),
    check: () => void checkAgain({ store, run, api, now: tools.now }),
    intendApply: () => {
      intend({ kind: 'apply' });
    },
    planReplay() {
      const { selected: ids, edits } = store.read();
      if (ids.length === 0) end({ kind: 'select_first' });
      else {
        void run('plan', () => api.replay(ids, edits, true)).then((planned) => {
          if (planned !== null) intend({ kind: 'replay', ids, plan: planned.plan });
        });
      }
    },
    intendDiscard() {
      const { selected } = store.read();
      if (selected.length === 0) end({ kind: 'select_first' });
      else askWhy('discard', selected);
    },
    intendRepair(id) {
      const ids = id === '' ? listRepairable(store.read()) : [id];
      if (ids.length > 0) intend({ kind: 'repair', ids });
    },
    intendDismiss: (id) => {
      askWhy('dismiss', [id]);
    },
    retryNow: (id) => void retryNow({ store, run, api, now: tools.now }, id),
    reconcile: () =>
      void run('reconcile', api.reconcile).then((started) => {
        if (started !== null) follow('reconciliation', started, null);
      }),
    cancel: () => {
      intend(null);
      focus('section');
    },
    confirm: (reason) => void confirm({ store, run, api, follow, end, focus }, reason),
  };
}

const createAskWhy =
  (intend: (intent: Intent) => void, focus: (part: string) => void) =>
  (kind: 'discard' | 'dismiss', ids: readonly string[]): void => {
    intend({ kind, ids, refused: false });
    focus('reason');
  };

interface Parts {
  readonly store: Store;
  readonly run: Runner;
  readonly api: AdminApi;
}

/** One deed at a time; a failure stays beside the button that was pressed. */
function createRunner({ read, dispatch }: Store): Runner {
  return async (deed, call) => {
    if (read().doing !== null) return null;
    dispatch({ kind: 'deed_started', deed });
    const outcome = await call();
    const failed = outcome.kind === 'failed';
    dispatch({
      kind: 'deed_ended',
      result: failed ? { kind: 'failed', failure: outcome.failure } : null,
    });
    return failed ? null : outcome.value;
  };
}

type RunName = 'provisionRun' | 'replay' | 'reconciliation';

interface Follower {
  /** Shows a run and asks about it until it has ended, then shows what it brought. */
  readonly follow: (name: RunName, first: Known[RunName], result: Result | null) => void;
  readonly end: (result: Result | null) => void;
}

function createFollower(store: Store, { now, lifetime }: DeedTools): Follower {
  const { read, dispatch, load } = store;
  const end = (result: Result | null): void => {
    dispatch({ kind: 'deed_ended', result });
  };
  const look = (name: RunName, waitMs: number, result: Result | null): void => {
    if (read().known[name].value?.running !== true) {
      end(result);
      for (const stale of changedBy[name]) void load(stale);
      return;
    }
    lifetime.after(`follow ${name}`, waitMs, () => {
      void load(name).then(() => {
        look(name, Math.min(waitMs * pace.growth, pace.longestMs), result);
      });
    });
  };
  return {
    end,
    follow(name, first, result) {
      dispatch({ kind: 'arrived', name, value: first, at: now() });
      look(name, pace.firstMs, result);
    },
  };
}

/** What a finished run makes old. */
const changedBy: Readonly<Record<RunName, readonly KnownName[]>> = {
  provisionRun: ['provision'],
  replay: ['letters'],
  reconciliation: [],
};

async function testConnection(parts: Parts & { readonly now: () => number }): Promise<void> {
  const { store, run, api, now } = parts;
  const connection = await run('test', api.testConnection);
  if (connection === null) return;
  store.dispatch({ kind: 'arrived', name: 'connection', value: connection, at: now() });
  if (connection.state === 'connected') {
    store.dispatch({ kind: 'deed_ended', result: { kind: 'test_ok' } });
  }
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
  store.dispatch({ kind: 'deed_ended', result: { kind: 'retried', n: ids.length } });
}

function listRepairable({ known }: AdminState): readonly string[] {
  const differences = known.reconciliation.value?.differences ?? [];
  return differences.filter(({ repairable }) => repairable).map(({ id }) => id);
}

interface Confirming extends Parts, Follower {
  readonly focus: (part: string) => void;
}

/** Does what the reader was asked about. What a run in the background brings is followed until it ends. */
async function confirm(parts: Confirming, reason: string): Promise<void> {
  const { intent } = parts.store.read();
  switch (intent?.kind) {
    case 'apply':
      return applyPlan(parts);
    case 'replay':
      return replayLetters(parts, intent.ids);
    case 'discard':
    case 'dismiss':
      return giveUp(parts, intent, reason);
    case 'repair':
      return repairDifferences(parts, intent.ids);
    case undefined:
      return;
  }
}

async function applyPlan({ store, run, api, follow }: Parts & Follower): Promise<void> {
  const started = await run('apply', api.apply);
  if (started === null) return;
  store.dispatch({ kind: 'intended', intent: null });
  follow('provisionRun', started, { kind: 'applied' });
}

async function replayLetters(
  { store, run, api, follow }: Parts & Follower,
  ids: readonly string[],
): Promise<void> {
  const { edits } = store.read();
  const started = await run('replay', () => api.replay(ids, edits, false));
  if (started === null) return;
  store.dispatch({ kind: 'selected', ids: [] });
  follow('replay', started, { kind: 'replayed' });
}

/** What is given up, or let be, is given up with a reason. */
async function giveUp(
  { store, run, api, end, focus }: Confirming,
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
  await store.load(kind === 'discard' ? 'letters' : 'reconciliation');
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
