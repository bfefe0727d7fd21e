import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from '../log.js';
import type { Envelope } from './enqueue.js';
import type { Outcome } from '../work/outcome.js';
import type { JobRequest } from '../work/request.js';
import type { Handler, Job } from './job.js';
import type { Claimed, Settled } from './settle.js';
import { crashed, decideFate } from './verdict.js';

export interface BatchResult {
  readonly settled: readonly Settled[];
  readonly next: readonly JobRequest[];
}

interface Tools {
  readonly random: () => number;
  readonly log: Logger;
}

/** Runs one batch and judges it; writes nothing. */
export async function runBatch(
  handler: Handler,
  rows: readonly JobWithMetadata<Envelope>[],
  tools: Tools,
): Promise<BatchResult> {
  const most = handler.ladder.length + 1;
  const claimed = rows.map((row) => toClaimed(row, most));
  const spent = claimed.filter(({ attempt }) => attempt > most);
  const runnable = claimed.filter(({ attempt }) => attempt <= most);
  const outcomes = runnable.length === 0 ? [] : await runAll(handler, runnable);
  const settled = [
    ...spent.map((job) => ({
      job: { ...job, attempt: job.attempt - 1 },
      fate: crashed(job.attempt - 1),
    })),
    ...runnable.map((job, index) => ({
      job,
      fate: decideFate(outcomes[index] ?? noAnswer, job, handler.ladder, tools.random),
    })),
  ];
  report(handler.step, settled, outcomes, tools.log);
  return {
    settled,
    next: outcomes.flatMap((outcome) => (outcome.kind === 'done' ? outcome.next : [])),
  };
}

function toClaimed(
  { id, singletonKey, retryCount, data }: JobWithMetadata<Envelope>,
  most: number,
): Claimed {
  const attempt = retryCount - data.waits + 1;
  return {
    ...{ id, key: singletonKey ?? id, run: retryCount, attempt },
    isLast: attempt >= most,
    payload: data.payload,
  };
}

const noAnswer: Outcome = {
  kind: 'failed',
  error: new Error('The handler gave no outcome for this job.'),
};

async function runAll(handler: Handler, claimed: readonly Claimed[]): Promise<readonly Outcome[]> {
  const jobs = claimed.map(({ payload, ...job }): Job => ({ ...job, data: payload }));
  try {
    return (await handler.run(jobs)).slice(0, jobs.length);
  } catch (error) {
    return jobs.map(() => ({ kind: 'failed', error }));
  }
}

function report(
  step: string,
  settled: readonly Settled[],
  outcomes: readonly Outcome[],
  log: Logger,
): void {
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  const count = (kind: string): number => settled.filter(({ fate }) => fate.kind === kind).length;
  const facts = { step, done: count('done'), again: count('again'), dead: count('dead') };
  if (facts.dead > 0) log.error({ ...facts, err: failed?.error }, 'jobs ended as dead letters');
  else if (failed) log.warn({ ...facts, err: failed.error }, 'jobs failed and will be tried again');
  else log.debug(facts, 'jobs settled');
}
