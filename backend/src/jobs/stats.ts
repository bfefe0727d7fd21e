import { sql } from 'kysely';
import type { Database } from '../storage/db.js';
import type { StepCounts } from './job.js';

/** Counts what is alive (an index holds only that) and what is dead; done jobs are not counted. */
export async function countJobs(db: Database): Promise<readonly StepCounts[]> {
  const { rows } = await sql<StepCounts>`
    select step, sum(waiting)::int as waiting, sum(delayed)::int as delayed, sum(running)::int as running, sum(dead)::int as dead from (
      select queue.name as step,
        count(*) filter (where state < 'active') as waiting,
        count(*) filter (where state < 'active' and start_after > now()) as delayed,
        count(*) filter (where state = 'active') as running,
        0 as dead
      from pgboss.queue left join pgboss.job on job.name = queue.name and state <= 'active'
      where queue.name not like '\\_\\_pgboss%'
      group by queue.name
      union all
      select step, 0, 0, 0, count(*) from dead_letters where discarded_at is null group by step
    ) as counts
    group by step order by step`.execute(db);
  return rows;
}
