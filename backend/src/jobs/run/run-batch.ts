import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from '../../log.js';
import type { Outcome } from '../../work/outcome.js';
import type { JobRequest } from '../../work/request.js';
import type { Envelope } from '../enqueue.js';
import type { Handler, Job } from '../job.js';
import type { Claimed, Settled } from './settle.js';
import { decideVerdict } from './verdict.js';

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
  claimed: readonly Claimed[],
  tools: Tools,
): Promise<BatchResult> {
  const outcomes = await runAll(handler, claimed);
  const settled = claimed.map((job, index) => ({
    job,
    verdict: decideVerdict(outcomes[index] ?? noAnswer, job, handler.ladder, tools.random),
  }));
  report(handler.step, settled, outcomes, tools.log);
  return {
    settled,
    next: outcomes.flatMap((outcome) => (outcome.kind === 'done' ? outcome.next : [])),
  };
}

/** A claim that is not the one after the last that came to an end follows a process that ended, or a lease that ran out. */
export function toClaimed(
  { id, singletonKey, retryCount, data }: JobWithMetadata<Envelope>,
  { ladder }: Handler,
): Claimed {
  const { payload, tries = 0, ended = retryCount } = data;
  return {
    ...{ id, key: singletonKey ?? id, run: retryCount, attempt: tries + 1, payload },
    isLast: tries >= ladder.length,
    wasInterrupted: retryCount > ended,
  };
}

const failed = (error: unknown): Outcome => ({ kind: 'failed', error });

const noAnswer = failed(new Error('The handler gave no outcome for this job.'));

async function runAll(handler: Handler, claimed: readonly Claimed[]): Promise<readonly Outcome[]> {
  const jobs = claimed.map(({ payload, ...job }): Job => ({ ...job, data: payload }));
  try {
    return (await handler.run(jobs)).slice(0, jobs.length);
  } catch (error) {
    return jobs.map(() => failed(error));
  }
}

function report(
  step: string,
  settled: readonly Settled[],
  outcomes: readonly Outcome[],
  log: Logger,
): void {
  const failure = outcomes.find((outcome) => outcome.kind === 'failed');
  const count = (kind: string): number =>
    settled.filter(({ verdict }) => verdict.kind === kind).length;
  const facts = { step, done: count('done'), again: count('again'), dead: count('dead') };
  if (facts.dead > 0) log.error({ ...facts, err: failure?.error }, 'jobs ended as dead letters');
  else if (failure)
    log.warn({ ...facts, err: failure.error }, 'jobs failed and will be tried again');
  else log.debug(facts, 'jobs settled');
}
