import { sql } from 'kysely';
import type { Database } from '../storage/db.js';
import type { Jobs, ReleasedFate } from './job.js';
import { jobId } from './job-id.js';

/** A job that is no more, and left no dead letter, was done; done ones are kept for a week. */
export const createFates = (db: Database): Pick<Jobs, 'fatesOf'> => ({
  fatesOf: async (work, since) => {
    if (work.length === 0) return [];
    const { rows } = await sql<{ place: number; fate: ReleasedFate }>`
      select place::int as place, case
        when exists (select from dead_letters as dead
          where dead.step = asked.step and dead.key = asked.key
            and (dead.discarded_at is null or dead.failed_at >= ${since})) then 'failed'
        when exists (select from pgboss.job as job
          where job.name = asked.step and job.id = asked.id and job.state <= 'active') then 'waiting'
        else 'done' end as fate
      from unnest(
        ${work.map(({ step }) => step)}::text[],
        ${work.map(({ key }) => key)}::text[],
        ${work.map(({ step, key }) => jobId(step, key))}::uuid[])
        with ordinality as asked (step, key, id, place)`.execute(db);
    const fateByPlace = new Map(rows.map(({ place, fate }) => [place, fate]));
    return work.map((_one, index) => fateByPlace.get(index + 1) ?? 'done');
  },
});
