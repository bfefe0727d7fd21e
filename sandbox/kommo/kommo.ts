import type { Account } from './account.js';
import { createAccount } from './account.js';
import { createClock } from './clock.js';
import { createHooks } from './hooks.js';
import type { Hooks } from './hooks.js';
import { createStore } from './persistence.js';
import { seedSnapshot } from './seed.js';
import { snapshotOf, stateFrom } from './state.js';
import { createSwitches } from './switches.js';

export interface KommoOptions {
  readonly companionUrl: string;
  readonly clientSecret: string;
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
}

export interface KommoStandIn {
  readonly account: Account;
  readonly hooks: Hooks;
  /** To be called after anything that may have changed the account. */
  remember(): void;
  close(): void;
}

export function createKommo({
  companionUrl,
  clientSecret,
  dataDir,
  clock: base,
}: KommoOptions): KommoStandIn {
  const store = createStore(dataDir);
  const seed = seedSnapshot(clientSecret, Math.floor(base().getTime() / 1000));
  const start = store.load() ?? seed;
  const clock = createClock(base, start.clockOffsetMs);
  const account = createAccount({
    state: stateFrom(start),
    clock,
    switches: createSwitches(),
    lastId: start.lastId,
    clientSecret,
    redirectUri: `${companionUrl}/oauth/callback`,
  });
  const hooks = createHooks(account);

  return {
    account,
    hooks,
    remember() {
      store.touch(() =>
        snapshotOf(account.state, {
          version: 1,
          lastId: account.lastId(),
          clockOffsetMs: clock.offsetMs(),
          clientSecret: account.clientSecret(),
        }),
      );
    },
    close() {
      hooks.deliveries.close();
      clock.close();
      store.close();
    },
  };
}
