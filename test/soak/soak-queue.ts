import { steps } from '../../backend/src/handlers.js';
import { decideVerdict } from '../../backend/src/jobs/run/verdict.js';
import type { Services } from '../../backend/src/services.js';
import { enqueueBy } from '../../backend/src/work/request.js';
import type { JobRequest } from '../../backend/src/work/request.js';
import { failed } from '../../backend/src/work/outcome.js';
import { isStepName, work } from '../../backend/src/work/table.js';
import type { StepName } from '../../backend/src/work/table.js';
import { unpacedKommo } from '../support/drain.js';
import type { Driven } from '../support/drain.js';
import type { World } from '../support/world.js';
import { inTurn } from './in-turn.js';
import { createMortal } from './mortal.js';
import type { Random } from './random.js';

interface QueuedJob {
  readonly request: JobRequest;
  readonly dueAt: number;
  readonly attempt: number;
}

export interface SoakQueue extends Driven {
  readonly deaths: () => number;
  /** When the next job may run. */
  readonly nextAt: () => number;
  readonly deadLetters: () => readonly string[];
}

export interface SoakOrder {
  readonly random: Random;
  /** Share of the work in which the process dies, and of the runs of a bot. */
  readonly deaths: number;
  readonly deathsAtRuns: number;
  /** Share of the work that two processes do at the same time: the queue gives it out once more while the first is slow. */
  readonly overlaps?: number;
  readonly config: (config: Services['config']) => Services['config'];
  /** At a pace of its own; left out, at none. */
  readonly kommo?: Services['kommo'];
}

/**
 * The queue's rules in the test's time: one job for a step and key, the ladder of the step, a run that a crash cut off again.
 * The steps, the store and the clock are the companion's own.
 */
export function createSoakQueue(world: World, order: SoakOrder): SoakQueue {
  const { random, deaths, deathsAtRuns, overlaps = 0, config } = order;
  let queue: QueuedJob[] = [];
  const asked = new Set<string>();
  const edges = new Set<string>();
  const dead: string[] = [];
  let died = 0;
  const { clock } = world.services;
  const now = () => clock().getTime();

  const store = (requests: readonly JobRequest[]) => {
    for (const request of requests) {
      const id = `${request.step} ${request.key}`;
      if (asked.has(id)) continue;
      asked.add(id);
      queue.push({ request, dueAt: now() + (request.delayMs ?? 0), attempt: 1 });
    }
    return Promise.resolve();
  };
  const services = inTurn({
    ...world.services,
    config: config(world.config),
    kommo: order.kommo ?? unpacedKommo(world),
    enqueue: enqueueBy(store),
    enqueueWithin: () => enqueueBy(store),
  });

  /** Null where the process died over it. */
  async function run(name: StepName, jobs: readonly QueuedJob[]) {
    const at = random.chance(deaths)
      ? random.between(1, 8)
      : random.chance(deathsAtRuns)
        ? ('run' as const)
        : ('never' as const);
    const mortal = createMortal(services, { at, afterEffect: random.chance(0.6) });
    const stored = jobs.map(({ request, attempt }) => ({
      ...{ data: request.data, attempt },
      isLast: attempt > work[name].ladder.length,
    }));
    const outcomes = steps[name]
      .runStored(mortal.services, stored)
      .catch((error: unknown) => jobs.map(() => failed(error)));
    return Promise.race([outcomes, mortal.death.then(() => null)]);
  }

  async function drain(): Promise<void> {
    for (;;) {
      const due = queue.filter(({ dueAt }) => dueAt <= now());
      const name = due[0]?.request.step ?? '';
      if (!isStepName(name)) return;
      const taken = due.filter(({ request }) => request.step === name).slice(0, work[name].batch);
      queue = queue.filter((job) => !taken.includes(job));
      const isTwice = overlaps > 0 && random.chance(overlaps);
      const [outcomes = null] = await Promise.all(
        (isTwice ? [taken, taken] : [taken]).map((jobs) => run(name, jobs)),
      );
      if (outcomes === null) {
        died += 1;
        // Another process takes it up a little later.
        queue.push(...taken.map((job) => ({ ...job, dueAt: now() + 20_000 })));
        continue;
      }
      for (const [index, job] of taken.entries()) {
        const outcome = outcomes[index] ?? failed(new Error('no outcome'));
        const isLast = job.attempt > work[name].ladder.length;
        const verdict = decideVerdict(
          outcome,
          { attempt: job.attempt, isLast },
          work[name].ladder,
          () => random.next(),
        );
        if (outcome.kind === 'done') {
          for (const { step } of outcome.next) edges.add(`${name} → ${step}`);
          await store(outcome.next);
        }
        if (verdict.kind === 'dead') {
          dead.push(`${name}: ${verdict.message}`);
          asked.delete(`${name} ${job.request.key}`);
          await steps[name].giveUp(services, job.request.data, verdict);
        }
        if (verdict.kind === 'again') {
          const attempt = job.attempt + (verdict.costsTry ? 1 : 0);
          queue.push({ request: job.request, dueAt: now() + verdict.ms, attempt });
        }
      }
    }
  }

  return {
    ...{ services, drain },
    relay: async () => {
      // In the order in which they came.
      const { rows } = await world.pool.query<{ id: string; nth: number }>(
        `with received as (select id, xmin::text::bigint as nth from hooks where state = 'received' for update)
         update hooks set state = 'queued' from received where hooks.id = received.id returning hooks.id, nth`,
      );
      const inOrder = rows.sort((one, other) => one.nth - other.nth);
      await services.enqueue('read-hook', ...inOrder.map(({ id }) => ({ id })));
    },
    edges: () => edges,
    takeFailures: () => [],
    deaths: () => died,
    nextAt: () => Math.min(...queue.map(({ dueAt }) => dueAt)),
    deadLetters: () => dead,
  };
}
