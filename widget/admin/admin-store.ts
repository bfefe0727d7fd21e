import type { Lifetime } from '../host/lifetime.js';
import type { AdminApi } from './admin-api.js';
import { firstState, reduceAdmin, type AdminEvent, type AdminState } from './admin-state.js';
import type { KnownName } from './known.js';

export interface Store {
  readonly read: () => AdminState;
  readonly dispatch: (event: AdminEvent) => void;
  /** Asks the companion; nothing happens while the same question is open. */
  readonly load: (name: KnownName) => Promise<void>;
}

interface StoreTools {
  readonly api: AdminApi;
  readonly now: () => number;
  readonly lifetime: Lifetime;
}

export function createStore({ api, now, lifetime }: StoreTools, redraw: () => void): Store {
  let state = firstState;
  const dispatch = (event: AdminEvent): void => {
    if (lifetime.ended()) return;
    state = reduceAdmin(state, event);
    redraw();
  };
  return {
    read: () => state,
    dispatch,
    load,
  };
  async function load(name: KnownName): Promise<void> {
    if (state.known[name].asking) return;
    dispatch({ kind: 'asked', name });
    const { cause, acts, asked, person, received } = state;
    const outcome = await api.read[name]({ cause, acts, asked, person, received });
    dispatch(
      outcome.kind === 'ok'
        ? { kind: 'arrived', name, value: outcome.value, at: now() }
        : { kind: 'not_arrived', name, failure: outcome.failure },
    );
    // Others were chosen while these were on their way.
    const others = state.acts !== acts || state.asked !== asked || state.received !== received;
    if (others || state.cause !== cause) await load(name);
  }
}
