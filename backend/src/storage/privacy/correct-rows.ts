import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../db.js';
import type { PlaceCount, Swap } from './person-table.js';
import type { PersonalTable } from './personal-table.js';

interface Correction {
  readonly condition: RawBuilder<unknown>;
  readonly swaps: readonly Swap[];
}

/** What a source calls its delivery is its own, and how a contact is found follows from Kommo. */
const untouched = new Set(['key', 'idempotency_key', 'code']);

/** In JSON a value is replaced where it is the whole text, in plain text wherever it stands. */
export async function correctRows(
  db: Database,
  { table, place, personal }: PersonalTable,
  { condition, swaps }: Correction,
): Promise<PlaceCount> {
  let most = 0;
  for (const { column, type } of await columnsOf(db, table)) {
    if (!personal.includes(column) || untouched.has(column)) continue;
    for (const swap of swaps) {
      const rows = await correctColumn(db, { table, column, type }, { condition, swap });
      most = Math.max(most, rows);
    }
  }
  return { table, place, rows: most };
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

async function correctColumn(
  db: Database,
  { table, column, type }: Column,
  { condition, swap }: { readonly condition: RawBuilder<unknown>; readonly swap: Swap },
): Promise<number> {
  const isJson = type === 'json' || type === 'jsonb';
  const [before, after] = isJson
    ? [JSON.stringify(swap.before), JSON.stringify(swap.after)]
    : [swap.before, swap.after];
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} t
    set ${sql.ref(column)} = replace(${sql.ref(`t.${column}`)}::text, ${before}, ${after})::${sql.raw(type)}
    where ${condition} and strpos(${sql.ref(`t.${column}`)}::text, ${before}) > 0`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function columnsOf(db: Database, table: string): Promise<readonly Omit<Column, 'table'>[]> {
  const { rows } = await sql<{ column: string; type: string }>`
    select column_name as column, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}
      and data_type in ('text', 'json', 'jsonb')`.execute(db);
  return rows;
}
