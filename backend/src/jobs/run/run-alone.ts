import { sql } from 'kysely';
import type { Database } from '../../storage/db.js';
import type { SqlExecutor } from '../../storage/executor.js';

/** How often a job may end its process, running alone, before it is set apart. */
export const mostAlone = 3;

/**
 * A process that ends says nothing of which of its jobs was the cause. So those it had in hand are run one at a time, each
 * start written down first: what ends the process now is the cause.
 */
export interface AloneRuns {
  /** Those that were started least come first: whoever was running at the end of the last process waits. */
  inOrder<Job extends { readonly id: string }>(jobs: readonly Job[]): Promise<readonly Job[]>;
  /** One at a time in this process; `starts` counts this one. */
  run(jobId: string, work: (starts: number) => Promise<void>): Promise<void>;
}

export function createAloneRuns(db: Database): AloneRuns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    inOrder: async (jobs) => {
      const { rows } = await sql<{ id: string; starts: number }>`
        select id, starts from alone_runs where id = any(${jobs.map(({ id }) => id)}::uuid[])`.execute(
        db,
      );
      const startsById = new Map(rows.map(({ id, starts }) => [id, starts]));
      const startsOf = ({ id }: { readonly id: string }): number => startsById.get(id) ?? 0;
      return [...jobs].sort((a, b) => startsOf(a) - startsOf(b));
    },
    run: (jobId, work) => {
      const turn = last.catch(() => null).then(async () => work(await countStart(db, jobId)));
      last = turn;
      return turn;
    },
  };
}

async function countStart(db: Database, id: string): Promise<number> {
  const { rows } = await sql<{ starts: number }>`
    insert into alone_runs (id, starts) values (${id}, 1)
    on conflict (id) do update set starts = alone_runs.starts + 1 returning starts`.execute(db);
  return rows[0]?.starts ?? 1;
}

/** It came to an end, whatever the end was. */
export async function forgetStarts(within: SqlExecutor, id: string): Promise<void> {
  await within.executeSql(`delete from alone_runs where id = $1`, [id]);
}
