import type { PgBoss } from 'pg-boss';
import { storableJson } from '../storage/storable-json.js';
import type { JobRequest } from '../work/request.js';
import type { SqlExecutor } from '../storage/executor.js';
import { jobId } from './job-id.js';

/** How a job's row holds our data. pg-boss counts claims; what they came to is counted here. */
export interface Envelope {
  readonly payload: unknown;
  /** Runs that failed and cost a try. */
  readonly tries?: number;
  /** Claims that came to an end. Where pg-boss counts more, a process ended while the job ran. */
  readonly ended?: number;
}

/**
 * Inserts what is not there yet, in the given transaction. A dead letter of the same step and key is superseded by the
 * new request, so that nobody redrives what has been asked for again.
 */
export async function enqueueWithin(
  boss: PgBoss,
  within: SqlExecutor,
  requests: readonly JobRequest[],
): Promise<void> {
  if (requests.length === 0) return;
  const steps = [...new Set(requests.map(({ step }) => step))].sort();
  await within.executeSql(
    `delete from dead_letters using unnest($1::text[], $2::text[]) as asked (step, key)
     where dead_letters.step = asked.step and dead_letters.key = asked.key and discarded_at is null`,
    [requests.map(({ step }) => step), requests.map(({ key }) => key)],
  );
  // Always in the same order: two transactions that insert the same jobs must not wait for each other.
  for (const step of steps) {
    const rows = rowsOf(requests.filter((request) => request.step === step));
    await boss.insert(step, rows, { db: within });
  }
}

function rowsOf(requests: readonly JobRequest[]) {
  const byId = new Map(requests.map((request) => [jobId(request.step, request.key), request]));
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { key, data, delayMs }]) => ({
      id,
      singletonKey: key,
      data: envelope(data),
      ...(delayMs !== undefined && { startAfter: `${delayMs} milliseconds` }),
    }));
}

function envelope(data: unknown): Envelope {
  const payload: unknown = JSON.parse(storableJson(data));
  return { payload, tries: 0, ended: 0 };
}
