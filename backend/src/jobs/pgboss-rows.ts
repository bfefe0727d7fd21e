import { sql } from 'kysely';
import type { Traces } from '../../../domain/privacy/traces.js';
import type { Database } from '../storage/db.js';
import { mentionPattern, personPattern } from '../storage/privacy/person-pattern.js';
import type {
  Jobs,
  PendingJob,
  PersonalJobs,
  QueueState,
  ReleasedState,
  StepCounts,
} from './job.js';
import { jobId } from './job-id.js';

/*
 * The only file that reads or writes pg-boss's own tables, for what it has no public call: freeing the claims of a process
 * that has ended, delays that follow our clock, joins with our tables, and counts of all queues at once. What it relies on is in
 * test/jobs/pgboss-rows.test.ts, which fails when an upgrade changes it.
 */

/** Makes every claim a job to be taken up at once; answers how many. Only for whoever knows that nobody else is there. */
export async function freeClaims(db: Database): Promise<number> {
  const { numAffectedRows } = await sql`
    update pgboss.job set state = 'retry', start_after = pgboss.job_now(), heartbeat_on = null
    where state = 'active'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** What waits for its time comes `ms` nearer. */
export async function bringNearer(db: Database, ms: number): Promise<void> {
  await sql`
    update pgboss.job set start_after = start_after - ${ms} * interval '1 ms'
    where state < 'active'`.execute(db);
}

/** What became of work that was put back at `since`: a job that is no more, and left no dead letter, was done. */
export const statesOf =
  (db: Database): Jobs['statesOf'] =>
  async (work, since) => {
    if (work.length === 0) return [];
    const { rows } = await sql<{ place: number; state: ReleasedState }>`
      select place::int as place, case
        when exists (select from dead_letters as dead
          where dead.step = asked.step and dead.key = asked.key
            and (dead.discarded_at is null or dead.failed_at >= ${since})) then 'failed'
        when exists (select from waiting_work as waits
          where waits.step = asked.step and waits.key = asked.key) then 'later'
        when exists (select from pgboss.job as job
          where job.name = asked.step and job.id = asked.id and job.state <= 'active') then 'waiting'
        else 'done' end as state
      from unnest(
        ${work.map(({ step }) => step)}::text[],
        ${work.map(({ key }) => key)}::text[],
        ${work.map(({ step, key }) => jobId(step, key))}::uuid[])
        with ordinality as asked (step, key, id, place)`.execute(db);
    const stateByPlace = new Map(rows.map(({ place, state }) => [place, state]));
    return work.map((_one, index) => stateByPlace.get(index + 1) ?? 'done');
  };

/** Counts what is alive (an index holds only that) and what is dead; done jobs are not counted. */
export async function countJobs(db: Database): Promise<readonly StepCounts[]> {
  const { rows } = await sql<StepCounts>`
    select step, sum(waiting)::int as waiting, sum(delayed)::int as delayed, sum(running)::int as running, sum(dead)::int as dead from (
      select queue.name as step,
        count(*) filter (where state < 'active') as waiting,
        count(*) filter (where state < 'active' and start_after > pgboss.job_now()) as delayed,
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

/** Nothing waits where no queue was ever made. */
export async function readQueueState(db: Database): Promise<QueueState> {
  if (!(await isMade(db))) return { waiting: 0, oldestDueMs: 0 };
  const { rows } = await sql<{ waiting: number; oldestDueMs: number | null }>`
    select count(*)::int as waiting,
      (extract(epoch from greatest(interval '0', pgboss.job_now() - min(start_after))) * 1000)::float as "oldestDueMs"
    from pgboss.job where state < 'active' and start_after <= pgboss.job_now()`.execute(db);
  const [{ waiting, oldestDueMs } = { waiting: 0, oldestDueMs: null }] = rows;
  return { waiting, oldestDueMs: oldestDueMs ?? 0 };
}

/** Whether the queue was ever started on this database. */
async function isMade(db: Database): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select to_regclass('pgboss.job') is not null as made`.execute(db);
  return rows[0]?.made === true;
}

/** A request's own job names nobody but the request. */
export function createPersonalJobs(db: Database): PersonalJobs {
  const ofPerson = (traces: Traces) => {
    const patterns = [personPattern(traces), mentionPattern(traces)].filter((one) => one !== null);
    const pattern = patterns.length === 0 ? null : patterns.join('|');
    return sql`(data::text ~* ${pattern} or output::text ~* ${pattern})`;
  };
  return {
    count: async (traces) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pgboss.job where ${ofPerson(traces)}`.execute(db);
      return rows[0]?.count ?? 0;
    },
    read: async (traces) => {
      const { rows } = await sql<{ job: unknown }>`
        select jsonb_build_object('step', name, 'state', state, 'data', data, 'at', created_on) as job
        from pgboss.job where ${ofPerson(traces)} limit 1000`.execute(db);
      return rows.map(({ job }) => job);
    },
    erase: async (traces) => {
      const { numAffectedRows } = await sql`
        delete from pgboss.job where ${ofPerson(traces)} and state <> 'active'`.execute(db);
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pgboss.job
        where ${ofPerson(traces)} and state = 'active'`.execute(db);
      return { erased: Number(numAffectedRows ?? 0), running: rows[0]?.count ?? 0 };
    },
  };
}

/** Empty where the queue was never started. */
export async function listPending(db: Database): Promise<readonly PendingJob[]> {
  if (!(await isMade(db))) return [];
  const { rows } = await sql<PendingJob>`
    select name as step, singleton_key as key, data -> 'payload' as data,
      to_char(start_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from pgboss.job
    where state <= 'active' and name not like '\\_\\_pgboss%'
    order by name, singleton_key`.execute(db);
  return rows;
}
