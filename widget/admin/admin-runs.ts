import type { Lifetime } from '../host/lifetime.js';
import type { Outcome } from '../outcome.js';
import type { AdminApi } from './admin-api.js';
import type { Action, Result } from './admin-acts.js';
import type { Known, KnownName } from './known.js';
import type { Store } from './admin-store.js';
import type { Section } from './topics.js';

export interface ActionTools {
  readonly api: AdminApi;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

/** How soon a run in the background is asked about again, growing while it goes on. */
const pace = { firstMs: 800, growth: 1.4, longestMs: 5_000 };

export type Runner = <T>(action: Action, call: () => Promise<Outcome<T>>) => Promise<T | null>;

export interface Parts {
  readonly store: Store;
  readonly run: Runner;
  readonly api: AdminApi;
}

/** One action at a time; a failure stays beside the button that was pressed. */
export function createRunner({ read, dispatch }: Store): Runner {
  return async (action, call) => {
    if (read().doing !== null) return null;
    dispatch({ kind: 'action_started', action });
    const outcome = await call();
    const failed = outcome.kind === 'failed';
    dispatch({
      kind: 'action_ended',
      result: failed ? { kind: 'failed', failure: outcome.failure } : null,
    });
    return failed ? null : outcome.value;
  };
}

type RunName = 'provisionRun' | 'replay' | 'reconciliation' | 'persons' | 'exports';

export interface Follower {
  /** Shows a run and asks about it until it has ended, then shows what it brought. */
  readonly follow: (name: RunName, first: Known[RunName], result: Result | null) => void;
  readonly end: (result: Result | null) => void;
}

export interface PageFollower extends Follower {
  /** Follows what runs in a section that was opened: it was begun before the page was, or by somebody else. */
  readonly resume: (section: Section) => Promise<void>;
}

export function createFollower(store: Store, { now, lifetime }: ActionTools): PageFollower {
  const { read, dispatch, load } = store;
  const end = (result: Result | null): void => {
    dispatch({ kind: 'action_ended', result });
  };
  const followed = new Set<RunName>();
  const look = (name: RunName, waitMs: number, result: Result | null): void => {
    followed.add(name);
    if (read().known[name].value?.running !== true) {
      followed.delete(name);
      // Another act may be on its way by now, and keeps its place.
      if (read().doing === null) end(result);
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
    async resume(section) {
      const name = runOf[section];
      if (name === undefined || followed.has(name)) return;
      if (name !== section) await load(name);
      if (!followed.has(name) && read().known[name].value?.running === true) {
        look(name, pace.firstMs, endOf[name]);
      }
    },
  };
}

/** What may be running in a section. */
const runOf: Readonly<Partial<Record<Section, RunName>>> = {
  provision: 'provisionRun',
  deadLetters: 'replay',
  reconciliation: 'reconciliation',
  persons: 'persons',
  exports: 'exports',
};

/** What is said at the end of a run that was not begun here. */
const endOf: Readonly<Record<RunName, Result | null>> = {
  provisionRun: { kind: 'applied' },
  replay: { kind: 'replayed' },
  reconciliation: null,
  persons: { kind: 'request_done' },
  exports: { kind: 'exported' },
};

/** What a finished run makes old. */
const changedBy: Readonly<Record<RunName, readonly KnownName[]>> = {
  provisionRun: ['provision'],
  replay: ['deadLetters', 'waiting', 'workHistory'],
  reconciliation: [],
  persons: [],
  exports: [],
};
