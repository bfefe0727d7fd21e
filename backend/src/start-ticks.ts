import { wantedOf } from './account/provision/wanted.js';
import type { Relay } from './jobs/relay.js';
import { runEvery } from './jobs/run-every.js';
import type { Ticking } from './jobs/run-every.js';
import { watchFailures } from './operations/alerts/watch-failures.js';
import { keepMeasures } from './operations/kpis/keep-measures.js';
import { enqueueDrafts } from './operations/landing/enqueue-drafts.js';
import { enqueueDue } from './operations/conversations/enqueue-due.js';
import { enqueueStages } from './operations/stages/enqueue-stages.js';
import { findMissedMessages } from './operations/conversations/find-missed-messages.js';
import { enqueueQueued } from './operations/assignment/enqueue-queued.js';
import { enqueueTouches } from './operations/follow-up/enqueue-touches.js';
import { enqueueQuizzes } from './operations/drafts/enqueue-quizzes.js';
import { catchUpAdLeads } from './operations/ad-leads/catch-up-ad-leads.js';
import { catchUp } from './operations/catch-up.js';
import { exportNightly } from './operations/privacy/export-nightly.js';
import { keepRetention } from './operations/privacy/keep-retention.js';
import { reconcileNightly, resumeRuns } from './operations/reconciliation/reconciliation.js';
import { watchVendors } from './operations/waiting-work/watch-vendors.js';
import type { Services } from './services.js';
import type { SqlExecutor } from './storage/executor.js';
import type { Enqueue } from './work/request.js';
import { tickNames, ticks } from './work/ticks.js';
import type { TickName } from './work/ticks.js';

interface TickTools {
  /** Asks only for what the tick's row names. */
  readonly services: Services;
  readonly relay: Pick<Relay, 'look'>;
  /** True once in each process. */
  readonly first: boolean;
}

/** Runs every tick of the table at once, and again after its time. */
export function startTicks(services: Services, relay: Pick<Relay, 'look'>): readonly Ticking[] {
  const { log } = services;
  return tickNames.map((name) => {
    const { everyMs } = ticks[name];
    return runEvery({
      ...{ name, everyMs, log },
      run: (first) => runTick(name, { services, relay, first }),
    });
  });
}

/** What a tick does. @throws Error when it asks for a step that its row does not name. */
export function runTick(name: TickName, { services, ...tools }: TickTools): Promise<unknown> {
  const { enqueue, enqueueWithin } = services;
  const bounded = {
    ...services,
    enqueue: onlyTo(name, enqueue),
    enqueueWithin: (within: SqlExecutor) => onlyTo(name, enqueueWithin(within)),
  };
  return runs[name]({ ...tools, services: bounded });
}

const onlyTo =
  (name: TickName, enqueue: Enqueue): Enqueue =>
  (step, ...inputs) => {
    if (!ticks[name].next.includes(step))
      throw new Error(`The tick ${name} may not ask for ${step}.`);
    return enqueue(step, ...inputs);
  };

const runs: Readonly<Record<TickName, (tools: TickTools) => Promise<unknown>>> = {
  relay: ({ relay }) => relay.look(),
  forms: ({ services }) => enqueueDrafts(services),
  conversations: ({ services }) => enqueueDue(services),
  stages: ({ services }) => enqueueStages(services),
  messages: ({ services }) => findMissedMessages(services),
  assignments: ({ services }) => enqueueQueued(services),
  touches: ({ services }) => enqueueTouches(services),
  alerts: ({ services }) => watchFailures(services),
  measures: ({ services }) => keepMeasures(services),
  vendors: ({ services }) => watchVendors(services),
  points: ({ services }) => services.refreshPoints(),
  nightly: async ({ services }) => {
    await resumeRuns(services);
    await reconcileNightly(services);
    await exportNightly(services);
  },
  drafts: ({ services }) => enqueueQuizzes(services),
  'ad-leads': ({ services, first }) => catchUpAdLeads(services, { atOnce: first }),
  retention: ({ services }) => keepRetention(services),
  'catch-up': ({ services, first }) => {
    const { hook } = wantedOf(services.config);
    return hook === null ? Promise.resolve() : catchUp(services, { hook, atOnce: first });
  },
};
