import { createAccount } from './account/account.js';
import type { Account } from './account/account.js';
import { createBots } from './bots/bots.js';
import type { Bots } from './bots/bots.js';
import { createClock } from './clock.js';
import { createFollowers } from './followers.js';
import type { Followers } from './followers.js';
import type { HttpContext } from './http/context.js';
import { recordEvents } from './history/events.js';
import { createFaults } from './http/faults.js';
import { createHooks } from './hooks/hooks.js';
import type { Hooks } from './hooks/hooks.js';
import { createLimits } from './http/limits.js';
import { createStore } from './account/persistence.js';
import { createRequestLog } from './http/request-log.js';
import { seedSnapshot } from './account/seed.js';
import { refill, snapshotOf, stateFrom } from './account/state.js';
import type { Snapshot } from './account/state.js';
import { createSwitches } from './switches.js';
import { createBotTriggers } from './triggers/bot-triggers.js';
import type { BotTriggers } from './triggers/bot-triggers.js';
import { createTriggers } from './triggers/triggers.js';
import type { Triggers } from './triggers/triggers.js';

export interface KommoOptions {
  readonly companionUrl: string;
  readonly clientSecret: string;
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
  /** Milliseconds that only grow, for the limits; the process's own when absent. */
  readonly ticks?: () => number;
  /** False: what falls due comes only when time is moved by the control, so that its order is the same each time. */
  readonly wakesItself?: boolean;
  /** What a person at the console should know. */
  readonly say: (line: string) => void;
}

export interface KommoStandIn {
  readonly account: Account;
  readonly httpContext: HttpContext;
  readonly hooks: Hooks;
  readonly triggers: Triggers;
  readonly bots: Bots;
  readonly botTriggers: BotTriggers;
  readonly followers: Followers;
  /** To be called after anything that may have changed the account. */
  remember(): void;
  /** An account as on the first day; faults, limits and switches too. */
  reset(): void;
  close(): void;
}

/** The account with everything around it, without a server. */
export function createKommo({
  companionUrl,
  clientSecret,
  dataDir,
  clock: base,
  ticks,
  wakesItself,
  say,
}: KommoOptions): KommoStandIn {
  const store = createStore({ dataDir, clock: base, say });
  const seed = () => seedSnapshot(Math.floor(base().getTime() / 1000));
  const start = store.load() ?? seed();
  const clock = createClock(base, start.clockOffsetMs, ticks, wakesItself);
  const account = createAccount({
    ...{
      state: stateFrom(start),
      clock,
      switches: createSwitches(),
      lastId: start.lastId,
      clientSecret,
    },
    redirectUri: `${companionUrl}/oauth/callback`,
  });
  const parts = createParts(account);
  const remember = () => {
    store.touch(() => takeSnapshot(account));
  };
  // What time brings about, a bot's timer say, comes with no call.
  account.onChange(remember);
  return {
    ...{ account, ...parts, remember },
    followers: createFollowers(() => clock.offsetMs()),
    reset() {
      refill(account.state, seed());
      account.switches.clear();
      account.rotateSecret(clientSecret);
      clear(parts);
    },
    close() {
      parts.hooks.deliveries.close();
      clock.close();
      store.close();
    },
  };
}

type Parts = Pick<KommoStandIn, 'httpContext' | 'hooks' | 'triggers' | 'bots' | 'botTriggers'>;

function createParts(account: Account): Parts {
  recordEvents(account);
  const hooks = createHooks(account);
  const httpContext: HttpContext = {
    ...{ account, faults: createFaults(), log: createRequestLog() },
    limits: createLimits(() => account.clock.ticks()),
  };
  const triggers = createTriggers(account, hooks.deliveries);
  const bots = createBots(account, hooks.deliveries);
  return { httpContext, hooks, triggers, bots, botTriggers: createBotTriggers(account, bots) };
}

function clear({ httpContext, hooks, triggers, bots, botTriggers }: Parts): void {
  const { deliveries } = hooks;
  for (const part of [
    httpContext.faults,
    httpContext.log,
    deliveries,
    triggers,
    bots.requests,
    botTriggers,
  ])
    part.clear();
  httpContext.limits.reset();
  hooks.reset();
}

function takeSnapshot(account: Account): Snapshot {
  return snapshotOf(account.state, {
    ...{ version: 1, lastId: account.lastId(), clockOffsetMs: account.clock.offsetMs() },
  });
}
