import type { Companion } from '../api/companion.js';
import type { CardMemory } from './card-memory.js';
import type { Lifetime } from '../host/lifetime.js';
import type { CardEvent, CardState } from './state/card-state.js';
import { freshMs, nextRefreshMs } from './state/refresh.js';

export interface Loader {
  /** Asks for the card, once: later calls do nothing. */
  readonly start: () => void;
  /** Asks now; does nothing while an answer is awaited. */
  readonly refresh: () => void;
  /** Sets the next look by what the state is now. */
  readonly reschedule: () => void;
  readonly setVisible: (visible: boolean) => void;
}

export interface LoaderTools {
  readonly read: () => CardState;
  readonly dispatch: (event: CardEvent) => void;
  readonly companion: Companion | null;
  readonly memory: CardMemory;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

/** Keeps the open card fresh: one request to open, then as `nextRefreshMs` says, and none while nobody looks. */
export function createLoader(tools: LoaderTools): Loader {
  const { read, lifetime, now } = tools;
  let started = false;
  let visible = true;
  let asking = false;

  const reschedule = (): void => {
    const delay = visible && !asking ? nextRefreshMs(read()) : null;
    if (delay === null) lifetime.cancel('refresh');
    else lifetime.after('refresh', delay, refresh);
  };
  const refresh = (): void => {
    if (asking || lifetime.ended()) return;
    asking = true;
    lifetime.cancel('refresh');
    void askForCard(tools).finally(() => {
      asking = false;
      reschedule();
    });
  };

  return {
    start() {
      if (started) return;
      started = true;
      refresh();
    },
    refresh,
    reschedule,
    setVisible(isVisible) {
      visible = isVisible;
      const state = read();
      const old = state.kind !== 'ready' || now() - state.receivedAt > freshMs;
      if (visible && started && old) refresh();
      else reschedule();
    },
  };
}

async function askForCard({ read, dispatch, companion, memory, now }: LoaderTools): Promise<void> {
  const state = read();
  if (companion === null || !('leadId' in state)) return;
  dispatch({ kind: 'refresh_started' });
  const outcome = await companion.readCard(state.leadId);
  if (outcome.kind === 'failed') {
    dispatch({ kind: 'card_failed', failure: outcome.failure });
    return;
  }
  memory.keep(state.leadId, { card: outcome.value, receivedAt: now() });
  dispatch({ kind: 'card_arrived', card: outcome.value, at: now() });
}
