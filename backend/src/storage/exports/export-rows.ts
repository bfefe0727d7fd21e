import type pg from 'pg';
import { personalData } from '../privacy/personal-data.js';

/** What belongs to running processes, or tells of the exports themselves, is not taken along. */
const left = new Set([
  ...['turns', 'shared_states', 'spent_states', 'rate_limits', 'alone_runs', 'waiting_work'],
  ...['exports'],
]);

/** Tables in the order in which they can be filled again. */
export const exportedTables: readonly {
  readonly table: string;
  readonly columns: readonly string[];
}[] = personalData
  .filter(({ table }) => !left.has(table))
  .map(({ table, personal, plain }) => ({ table, columns: [...personal, ...plain].sort() }));

const perFetch = 500;

/** Rows as JSON, one a line, in an order that the rows themselves give: the same rows are the same lines on every server. */
export async function* readRows(
  client: pg.ClientBase,
  { table, columns }: (typeof exportedTables)[number],
): AsyncGenerator<string> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  await client.query(`
    declare rows_of cursor for
    select to_jsonb(t)::text collate "C" as line from (select ${list} from "${table}") t order by 1`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${perFetch} from rows_of`);
    for (const { line } of rows) yield line;
    if (rows.length < perFetch) break;
  }
  await client.query('close rows_of');
}

/** One moment for all tables; times as UTC, whatever the server's own zone is. */
export async function inOneMoment<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local timezone = 'UTC'`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
