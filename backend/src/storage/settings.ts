import { sql } from 'kysely';
import type { Database } from './db.js';
import { storableJson } from './storable-json.js';
import type { SettingTable } from './tables.js';

export function createSettingTable({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: () => Date;
}): SettingTable {
  const get = async (key: string): Promise<unknown> => {
    const { rows } = await sql<{
      value: unknown;
    }>`select value from settings where key = ${key}`.execute(db);
    return rows[0]?.value;
  };
  return {
    get,
    set: async (key, value) => {
      await sql`
        insert into settings (key, value, updated_at) values (${key}, ${storableJson(value)}::jsonb, ${clock()})
        on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(
        db,
      );
    },
    getOrSet: async (key, value) => {
      const found = await get(key);
      if (found !== undefined) return found;
      await sql`
        insert into settings (key, value, updated_at) values (${key}, ${storableJson(value())}::jsonb, ${clock()})
        on conflict (key) do nothing`.execute(db);
      // Not what we generated but what is stored: another process may have been quicker.
      return get(key);
    },
  };
}
