import { wantedOf } from './account/provision/wanted.js';
import type { Relay } from './jobs/relay.js';
import { runEvery } from './jobs/run-every.js';
import type { Ticking } from './jobs/run-every.js';
import { watchFailures } from './operations/alerts/watch-failures.js';
import { enqueueDue } from './operations/conversations/enqueue-due.js';
import { catchUp } from './operations/catch-up.js';
import { reconcileNightly, resumeRuns } from './operations/reconciliation/reconciliation.js';
import { watchVendors } from './operations/waiting-work/watch-vendors.js';
import type { Services } from './services.js';
import { tickNames, ticks } from './work/ticks.js';
import type { TickName } from './work/ticks.js';

/** `first` is true once in each process. */
type Run = (first: boolean) => Promise<unknown>;

/** Runs every tick of the table at once, and again after its time. */
export function startTicks(services: Services, relay: Pick<Relay, 'look'>): readonly Ticking[] {
  const { log } = services;
  const runs = runsOf(services, relay);
  return tickNames.map((name) => {
    const { everyMs } = ticks[name];
    return runEvery({ ...{ name, everyMs, log }, run: runs[name] });
  });
}

function runsOf(services: Services, relay: Pick<Relay, 'look'>): Readonly<Record<TickName, Run>> {
  const { hook } = wantedOf(services.config);
  return {
    relay: () => relay.look(),
    conversations: () => enqueueDue(services),
    alerts: () => watchFailures(services),
    vendors: () => watchVendors(services),
    nightly: async () => {
      await resumeRuns(services);
      await reconcileNightly(services);
    },
    'catch-up': (first) =>
      hook === null ? Promise.resolve() : catchUp(services, { hook, atOnce: first }),
  };
}
