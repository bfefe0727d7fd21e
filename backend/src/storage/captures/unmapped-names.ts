import { sql } from 'kysely';
import type { Database } from '../db.js';

export interface UnmappedName {
  readonly source: string;
  readonly name: string;
  readonly example: string;
  readonly count: number;
}

export interface UnmappedNames {
  /** What came with leads since then, and with quizzes that are no lead yet; the most frequent first. */
  listUnmapped(since: Date, limit: number): Promise<readonly UnmappedName[]>;
}

export const createUnmappedNames = (db: Database): UnmappedNames => ({
  listUnmapped: async (since, limit) => {
    const { rows } = await sql<UnmappedName>`
      with told as (
        select profile ->> 'source' as source, field.key as name, field.value as said
        from leads, jsonb_each_text(profile -> 'unmapped') as field
        where profile ? 'unmapped' and captured_at >= ${since}
        union all
        select source, field.key, field.value from capture_drafts, jsonb_each_text(fields) as field
        where captured_at is null and updated_at >= ${since})
      select source, name, left(max(said), 100) as example, count(*)::int as count from told
      group by source, name order by count desc, name limit ${limit}`.execute(db);
    return rows;
  },
});
