import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { AppError, backoff, never } from '../../errors.js';
import { daysBefore } from '../days-before.js';
import { createDatabase } from '../db.js';
import type { Database } from '../db.js';
import { executorOf } from '../executor.js';
import { migrations } from '../migrations/migrations.js';
import type { ErasureTable } from '../privacy/erasures.js';
import type { Shared } from '../tables.js';
import { exportedTables, inOneMoment, readRows } from './export-rows.js';
import type { ExportRow, Exports } from './export-table.js';
import { jobsPart } from './manifest.js';
import type { Manifest, ManifestPart } from './manifest.js';
import { writeSealed } from './sealed-file.js';

interface Tools {
  readonly pool: pg.Pool;
  /** DATA_DIR/exports */
  readonly folder: string;
  readonly recipient: string | null;
  readonly clock: () => Date;
  readonly erasures: ErasureTable;
  readonly shared: Pick<Shared, 'withLock'>;
  /** What waits in the queue, a line each. */
  readonly readJobs: () => Promise<readonly string[]>;
}

export const erasuresFile = 'erasures.jsonl';

export function createExports(tools: Tools): Exports {
  const { pool, folder, recipient, erasures, shared } = tools;
  const db = createDatabase(pool);
  return {
    isSealed: recipient !== null,
    ...{ recipient, place: folder },
    begin: (by, also) =>
      db.transaction().execute(async (trx) => {
        const id = await begin(tools, trx, by);
        await also?.(id, executorOf(trx));
        return id;
      }),
    run: (id) => shared.withLock('export', () => run(tools, db, id)),
    make: (by) =>
      shared.withLock('export', async () => {
        const id = await begin(tools, db, by);
        await run(tools, db, id);
        const made = await find(db, id);
        if (made.state === 'done') return made;
        throw new AppError('internal', `The export failed: ${made.failure}. Is the disk full?`, {
          retry: backoff,
        });
      }),
    list: (limit) => listExports(db, sql`true order by started_at desc, id limit ${limit}`),
    prune: (days) => prune(tools, db, days),
    noteErasure: async (erasure) => {
      await erasures.add(erasure);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, erasuresFile);
      const known = await readFile(path, 'utf8').catch(() => '');
      if (known.includes(`"${erasure.id}"`)) return;
      await appendFile(path, `${JSON.stringify(erasure)}\n`, { mode: 0o600 });
    },
  };
}

const recipientOf = ({ recipient }: Tools): string => {
  if (recipient !== null) return recipient;
  throw new AppError('not_ready', 'EXPORT_RECIPIENT is not set: an export would lie open.', {
    retry: never,
    reason: { code: 'privacy.no_recipient' },
  });
};

async function begin(tools: Tools, db: Database, by: string): Promise<string> {
  recipientOf(tools);
  const id = randomUUID();
  const startedAt = tools.clock();
  const name = startedAt.toISOString().replace(/[:.]/gu, '-');
  await sql`
    insert into exports (id, folder, asked_by, started_at)
    values (${id}, ${name}, ${by}, ${startedAt})`.execute(db);
  return id;
}

async function run(tools: Tools, db: Database, id: string): Promise<void> {
  const { clock, folder } = tools;
  const recipient = recipientOf(tools);
  const { state, startedAt, folder: name } = await find(db, id);
  if (state !== 'running') return;
  await endCutShort(tools, db, id);
  try {
    const order = { recipient, at: new Date(startedAt) };
    const written = await write(tools, join(folder, name), {
      ...order,
      onRows: async (rows) => {
        await sql`update exports set rows = ${rows} where id = ${id}`.execute(db);
      },
    });
    await sql`
      update exports set state = 'done', finished_at = ${clock()}, rows = ${written.rows},
        bytes = ${written.bytes}, manifest_hash = ${written.hash}
      where id = ${id}`.execute(db);
  } catch (cause) {
    const failure = cause instanceof Error ? cause.message.slice(0, 300) : 'unknown';
    await sql`
      update exports set state = 'failed', finished_at = ${clock()}, failure = ${failure}
      where id = ${id}`.execute(db);
    await rm(join(folder, `${name}.partial`), { recursive: true, force: true });
  }
}

/** Who holds the lock knows that no other runs: what still says so was cut short. What the page began is run again by the queue. */
async function endCutShort({ clock }: Tools, db: Database, id: string): Promise<void> {
  await sql`
    update exports set state = 'failed', finished_at = ${clock()}, failure = 'cut short'
    where state = 'running' and id <> ${id} and asked_by not like 'user:%'`.execute(db);
}

async function find(db: Database, id: string): Promise<ExportRow> {
  const [row] = await listExports(db, sql`id = ${id}`);
  if (row === undefined) throw new AppError('internal', 'The export is not on record.');
  return row;
}

interface Order {
  readonly recipient: string;
  readonly at: Date;
  /** So many are written by now. */
  readonly onRows: (rows: number) => Promise<void>;
}

/** The folder has its name only when all of it is there. */
async function write(tools: Tools, target: string, { recipient, at, onRows }: Order) {
  const partial = `${target}.partial`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const parts: ManifestPart[] = [];
  const add = async (name: string, columns: readonly string[], lines: AsyncIterable<string>) => {
    const file = `${name}.jsonl.gz.age`;
    const written = await writeSealed(join(partial, file), recipient, lines);
    parts.push({ name, file, columns, ...written });
    await onRows(rowsOf(parts));
  };
  // Before the tables: what is done meanwhile is done twice then, which is harmless; the other way round it would be lost.
  await add(jobsPart, [], eachOf(await tools.readJobs()));
  await inOneMoment(tools.pool, async (client) => {
    for (const one of exportedTables) await add(one.table, one.columns, readRows(client, one));
  });
  const manifest: Manifest = {
    ...{ format: 1, at: at.toISOString(), recipient, parts },
    migrations: Object.keys(migrations),
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(partial, 'manifest.json'), text, { mode: 0o600 });
  // Whole already where it was cut short behind this line.
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
  const sizes = await Promise.all(parts.map(({ file }) => stat(join(target, file))));
  return {
    rows: rowsOf(parts),
    bytes: sizes.reduce((sum, { size }) => sum + size, 0),
    hash: createHash('sha256').update(text).digest('hex'),
  };
}

const rowsOf = (parts: readonly ManifestPart[]): number =>
  parts.reduce((sum, { rows }) => sum + rows, 0);

async function* eachOf(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

async function prune({ folder, clock }: Tools, db: Database, days: number): Promise<number> {
  const before = daysBefore(clock(), days);
  const old = await listExports(
    db,
    sql`started_at < ${before}
      and id is distinct from (select id from exports where state = 'done' order by started_at desc, id limit 1)`,
  );
  for (const { id, folder: name } of old) {
    await rm(join(folder, name), { recursive: true, force: true });
    await sql`delete from exports where id = ${id}`.execute(db);
  }
  return old.length;
}

interface ExportRecord {
  readonly id: string;
  readonly folder: string;
  readonly asked_by: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly state: ExportRow['state'];
  readonly rows: number;
  readonly bytes: number;
  readonly manifest_hash: string | null;
  readonly failure: string | null;
}

async function listExports(
  db: Database,
  where: ReturnType<typeof sql>,
): Promise<readonly ExportRow[]> {
  const { rows } = await sql<ExportRecord>`select * from exports where ${where}`.execute(db);
  return rows.map(({ asked_by, started_at, finished_at, manifest_hash, ...row }) => ({
    ...row,
    by: asked_by,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
    manifestHash: manifest_hash,
  }));
}
