import { createKommo } from '../../backend/src/adapters/kommo/create-kommo.js';
import { createKommoClient } from '../../backend/src/adapters/kommo/http/client.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { steps } from '../../backend/src/handlers.js';
import type { Services } from '../../backend/src/services.js';
import { enqueueBy } from '../../backend/src/work/request.js';
import type { JobRequest } from '../../backend/src/work/request.js';
import type { Outcome } from '../../backend/src/work/outcome.js';
import type { Try } from '../../backend/src/work/step.js';
import { isStepName, work } from '../../backend/src/work/table.js';
import type { StepName } from '../../backend/src/work/table.js';
import { silentLog } from './database.js';
import type { World } from './world.js';
import { unlimitedTurns } from './unlimited-turns.js';

export interface Driven {
  /** The world's, at no pace, with a queue in memory. */
  readonly services: Services;
  /** Runs what is queued, and what follows from it, until nothing is left; a time to start is not waited for. */
  drain(): Promise<void>;
  /** Puts hooks that were stored since the last time into the queue, as the relay does. */
  relay(): Promise<void>;
  /** The edges that the work has taken, as "score → send-to-kommo". */
  edges(): ReadonlySet<string>;
  /** What failed since the last time. */
  takeFailures(): readonly unknown[];
}

/** Null where the process ended over it: the work comes back. */
export type RunStep = (
  name: StepName,
  services: Services,
  jobs: readonly StoredJob[],
) => Promise<readonly Outcome[] | null>;
type StoredJob = Try & { readonly data: unknown };

export const runStep: RunStep = (name, services, jobs) => steps[name].runStored(services, jobs);

/** Drives the journey's own steps without the queue's polls, so that a test is fast and knows when all is done. */
export function drive(world: World, run: RunStep = runStep): Driven {
  let queue: JobRequest[] = [];
  const failures: unknown[] = [];
  const asked = new Set<string>();
  const edges = new Set<string>();
  const store = (requests: readonly JobRequest[]) => {
    for (const request of requests) {
      const id = `${request.step} ${request.key}`;
      if (asked.has(id)) continue;
      asked.add(id);
      queue.push(request);
    }
    return Promise.resolve();
  };
  const services: Services = {
    ...world.services,
    kommo: unpacedKommo(world),
    enqueue: enqueueBy(store),
    enqueueWithin: () => enqueueBy(store),
  };

  async function drain(): Promise<void> {
    for (let turns = 0; queue.length > 0; turns += 1) {
      if (turns > 1_000) throw new Error(`The queue does not end: ${JSON.stringify(queue[0])}`);
      const name = queue[0]?.step ?? '';
      if (!isStepName(name)) throw new Error(`Nobody does ${name}`);
      const taken = queue.filter((job) => job.step === name).slice(0, work[name].batch);
      queue = queue.filter((job) => !taken.includes(job));
      const stored = taken.map(({ data }) => ({ data, attempt: 1, isLast: false }));
      const outcomes = await run(name, services, stored);
      if (outcomes === null) queue.push(...taken);
      if (outcomes === null) continue;
      for (const [index, outcome] of outcomes.entries()) {
        const job = taken[index];
        if (outcome.kind === 'done') {
          for (const { step } of outcome.next) edges.add(`${name} → ${step}`);
          await store(outcome.next);
        }
        if (outcome.kind === 'later' && job) queue.push(job);
        else if (outcome.kind === 'failed') failures.push(outcome.error);
      }
    }
  }

  return {
    services,
    drain,
    relay: async () => {
      const { rows } = await world.pool.query<{ id: string }>(
        "update hooks set state = 'queued' where state = 'received' returning id",
      );
      await services.enqueue('read-hook', ...rows);
    },
    edges: () => edges,
    takeFailures: () => failures.splice(0),
  };
}

/** Kommo at no pace; `echoes` false writes as a stranger does, whose hooks are news. */
export function unpacedKommo(
  { config, services: { store, clock } }: World,
  echoes = true,
): Services['kommo'] {
  const client = createKommoClient({
    baseUrl: config.kommo.baseUrl,
    token: () => Promise.resolve('sandbox-token'),
    shared: unlimitedTurns,
    log: silentLog,
    clock,
    sleep: () => Promise.resolve(),
  });
  const tools = { client, blueprint, log: silentLog, clock };
  return createKommo(
    echoes ? { ...tools, onWritten: (...told) => store.seen.advance(...told) } : tools,
  );
}
