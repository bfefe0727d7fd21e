import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { AppError, never } from '../../errors.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { migrations } from '../migrations/migrations.js';
import { exportedTables } from './export-rows.js';
import { jobsPart, manifestSchema } from './manifest.js';
import type { Manifest, ManifestPart } from './manifest.js';
import { readSealed } from './sealed-file.js';
import type { Written } from './sealed-file.js';

interface Order {
  readonly folder: string;
  /** The secret key, "AGE-SECRET-KEY-1…". */
  readonly identity: string;
}

export interface Restored {
  readonly manifest: Manifest;
  /** What waited in the queue, a line each. */
  readonly jobs: readonly string[];
}

const refused = (message: string, reason: Sentence): AppError =>
  new AppError('invalid_body', message, { retry: never, reason });

/** Reads and checks what lies beside the sealed files. @throws AppError with a reason for the administrator. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  const read = manifestSchema.safeParse(parse(text));
  if (!read.success) {
    throw refused('No manifest.json that can be read.', {
      code: 'restore.no_manifest',
      params: { folder },
    });
  }
  const newer = read.data.migrations.filter((name) => !Object.hasOwn(migrations, name));
  if (newer.length > 0) throw refused('A newer version made it.', { code: 'restore.newer' });
  return read.data;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Fills an empty, migrated database, all or nothing: each file's count and hash must be the manifest's.
 * @throws AppError where the database holds something, a file is damaged, or the key is another's.
 */
export async function restore(pool: pg.Pool, { folder, identity }: Order): Promise<Restored> {
  const manifest = await readManifest(folder);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await refuseFull(client);
    const jobs: string[] = [];
    for (const part of manifest.parts) {
      const read = await fill(client, part, { folder, identity, jobs });
      if (read.rows !== part.rows || read.sha256 !== part.sha256) throw damaged(part.file);
    }
    await client.query('commit');
    return { manifest, jobs };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const damaged = (file: string): AppError =>
  refused(`${file} is damaged.`, { code: 'restore.damaged', params: { file } });

async function refuseFull(client: pg.ClientBase): Promise<void> {
  // Keys that a migration drew for a database that is still empty.
  await client.query('delete from settings where updated_at = to_timestamp(0)');
  for (const { table } of exportedTables) {
    const { rowCount } = await client.query(`select 1 from "${table}" limit 1`);
    if (rowCount === 0) continue;
    throw refused(`The table ${table} is not empty.`, {
      code: 'restore.not_empty',
      params: { table },
    });
  }
}

const perInsert = 500;

async function fill(
  client: pg.ClientBase,
  { name, file, columns }: ManifestPart,
  { folder, identity, jobs }: Order & { readonly jobs: string[] },
): Promise<Written> {
  const done: Written[] = [];
  const lines = readSealed(join(folder, file), identity, (read) => {
    done.push(read);
  });
  let batch: string[] = [];
  try {
    for await (const line of lines) {
      if (name === jobsPart) jobs.push(line);
      else if (batch.push(line) >= perInsert) {
        await insert(client, { name, columns }, batch);
        batch = [];
      }
    }
  } catch (error) {
    if (error instanceof Error && /identity|no identity matched|decrypt/iu.test(error.message)) {
      throw refused('The key does not open the export.', { code: 'restore.wrong_key' });
    }
    throw error;
  }
  if (batch.length > 0) await insert(client, { name, columns }, batch);
  if (name !== jobsPart) await setSequence(client, name, columns);
  const [read] = done;
  if (read === undefined) throw damaged(file);
  return read;
}

async function insert(
  client: pg.ClientBase,
  { name, columns }: Pick<ManifestPart, 'name' | 'columns'>,
  lines: readonly string[],
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  await client.query(
    `insert into "${name}" (${list}) overriding system value
     select ${list} from jsonb_populate_recordset(null::"${name}", $1::jsonb)`,
    [`[${lines.join(',')}]`],
  );
}

/** What counts by itself goes on behind what was restored. */
async function setSequence(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
): Promise<void> {
  if (!columns.includes('id')) return;
  const { rows } = await client.query<{ sequence: string | null }>(
    `select pg_get_serial_sequence($1, 'id') as sequence`,
    [`"${table}"`],
  );
  const sequence = rows[0]?.sequence ?? null;
  if (sequence === null) return;
  await client.query(
    `select setval($1, coalesce((select max(id) from "${table}"), 0) + 1, false)`,
    [sequence],
  );
}
