import { sql } from 'kysely';
import type { Database } from './db.js';
import { storableJson } from './storable-json.js';
import type { Shared } from './tables.js';

interface Row {
  readonly version: number | null;
  readonly state: unknown;
  readonly now: number;
}

/**
 * Reads, decides, and writes only where nobody has written meanwhile, else once more. No lock is held while a process
 * decides: one that is stopped in the middle keeps nobody waiting.
 */
export const createChange =
  (db: Database): Shared['change'] =>
  async (name, change) => {
    for (;;) {
      const row = await read(db, name);
      const { kept, result } = change(row.state, row.now);
      if (kept === row.state || (await write(db, name, { kept, version: row.version }))) {
        return result;
      }
    }
  };

/** The database's clock, because the processes' own differ; in real time also where the sandbox's clock is moved. */
async function read(db: Database, name: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select version, state, extract(epoch from clock_timestamp())::float8 * 1000 as now
    from (values (${name})) as asked (name) left join shared_states using (name)`.execute(db);
  return rows[0] ?? { version: null, state: null, now: 0 };
}

async function write(
  db: Database,
  name: string,
  { kept, version }: { readonly kept: unknown; readonly version: number | null },
): Promise<boolean> {
  const state = sql`${storableJson(kept)}::jsonb`;
  const { numAffectedRows } =
    version === null
      ? await sql`
          insert into shared_states (name, version, state) values (${name}, 1, ${state})
          on conflict (name) do nothing`.execute(db)
      : await sql`
          update shared_states set version = version + 1, state = ${state}
          where name = ${name} and version = ${version}`.execute(db);
  return numAffectedRows === 1n;
}
