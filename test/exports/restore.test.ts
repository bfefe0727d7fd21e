import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { migrate } from '../../backend/src/storage/migrate.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { readManifest } from '../../backend/src/storage/exports/restore.js';
import { exportNightly } from '../../backend/src/operations/privacy/export-nightly.js';
import { restoreExport } from '../../backend/src/restore-export.js';
import type { ExportRow } from '../../backend/src/storage/exports/export-table.js';
import { openEmptyDatabase, silentLog } from '../support/database.js';
import {
  captureLead,
  leaveEverywhere,
  names,
  searchDatabase,
} from '../operations/privacy/person-everywhere.js';
import { until } from '../support/world.js';
import { openWorkWorld } from '../operations/work-world.js';
import type { WorkWorld } from '../operations/work-world.js';

let clockMs = Date.parse('2026-11-23T12:00:00Z');
const clock = () => new Date(clockMs);
let work: WorkWorld;
let folder: string;
let identity: string;
let recipient: string;
let made: ExportRow;
const at = (name: string) => path.join(folder, 'exports', name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exports-'));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  const env = { DATA_DIR: folder, EXPORT_RECIPIENT: recipient };
  work = await openWorkWorld({ clock, env });
  const lead = await captureLead(work);
  await leaveEverywhere(work.world.pool, lead, clock());
  await work.world.jobs.enqueue([
    { step: 'look-again', key: 'later', data: { kommoLeadId: 1 }, delayMs: 3_600_000 },
  ]);
  made = await work.services.exports.make('user:1001');
});
afterAll(async () => {
  await work.close();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database on the server that is reached as `reached`, and what restores into it. */
async function openTarget(reached: 'embedded' | 'url') {
  const empty = await openEmptyDatabase(reached);
  const { connectionString } = empty;
  const pool = openPool({ connectionString, log: silentLog });
  await migrate(createDatabase(pool));
  const config = work.world.config;
  const tools = { config, log: silentLog, clock, pool, connectionString };
  return {
    pool,
    tools,
    close: async () => {
      await pool.end();
      await empty.drop();
    },
  };
}

describe('an export', () => {
  test('is sealed: no file names the person, and the manifest counts and hashes each table (R8.3)', async () => {
    const files = await readdir(at(made.folder));
    for (const file of files) {
      expect([file, names(await readFile(path.join(at(made.folder), file), 'latin1'))]).toEqual([
        file,
        false,
      ]);
    }
    const { parts } = await readManifest(at(made.folder));
    expect(parts.find(({ name }) => name === 'leads')).toMatchObject({ rows: 1 });
    expect(made).toMatchObject({ state: 'done', rows: parts.reduce((n, { rows }) => n + rows, 0) });
  });

  test.each(['embedded', 'url'] as const)(
    'comes back into an empty database reached as %s with every count and hash, and the queue (R8.3)',
    async (reached) => {
      const target = await openTarget(reached);
      const order = { folder: at(made.folder), identity };
      const report = await restoreExport(target.tools, order);
      expect(report).toMatchObject({ jobs: 1, erasedAgain: 0 });
      const { createExports } = await import('../../backend/src/storage/exports/exports.js');
      const again = await createExports({
        ...{ pool: target.pool, folder: path.join(folder, reached), recipient, clock },
        erasures: work.services.store.erasures,
        shared: work.services.store.shared,
        readJobs: () => Promise.resolve([]),
      }).make('test');
      const [before, after] = [
        await readManifest(at(made.folder)),
        await readManifest(path.join(folder, reached, again.folder)),
      ];
      const tables = ({ parts }: typeof before) =>
        parts
          .filter(({ name }) => name !== 'jobs')
          .map(({ name, rows, sha256 }) => [name, rows, sha256]);
      expect(tables(after)).toEqual(tables(before));
      const { rows } = await target.pool.query(
        `select name, data -> 'payload' as data from pgboss.job where singleton_key = 'later'`,
      );
      expect(rows).toEqual([{ name: 'look-again', data: { kommoLeadId: 1 } }]);
      await target.close();
    },
  );

  test('is refused by a database that holds something, by another key, and where a file is damaged (R8.3)', async () => {
    const target = await openTarget('embedded');
    const codeOf = (key: string) =>
      restoreExport(target.tools, { folder: at(made.folder), identity: key }).then(
        () => null,
        (error: unknown) => (error as { reason?: { code: string } }).reason?.code,
      );
    expect(await codeOf(await generateX25519Identity())).toBe('restore.wrong_key');
    await target.pool.query(`insert into settings values ('x', '1', now())`);
    expect(await codeOf(identity)).toBe('restore.not_empty');
    await target.pool.query('delete from settings');
    const manifest = path.join(at(made.folder), 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace(/"rows": 1,/u, '"rows": 2,'));
    expect(await codeOf(identity)).toBe('restore.damaged');
    await writeFile(manifest, 'no JSON');
    expect(await codeOf(identity)).toBe('restore.no_manifest');
    await writeFile(manifest, text);
    const { rows } = await target.pool.query('select 1 from leads');
    expect(rows).toEqual([]);
    await target.close();
  });

  test('does not bring back who was erased after it was made (R8.1, R8.3)', async () => {
    const { startRequest } = await import('../../backend/src/operations/privacy/start-request.js');
    clockMs += 60_000;
    const order = { kind: 'erase', query: '8095550142', change: {}, by: 'user:1001' } as const;
    const id = await startRequest(work.services, order);
    await until('the person is erased', async () => {
      const request = await work.services.store.privacyRequests.find(id);
      return request?.state === 'done';
    });
    const target = await openTarget('embedded');
    const report = await restoreExport(target.tools, { folder: at(made.folder), identity });
    expect(report.erasedAgain).toBe(1);
    expect(await searchDatabase(target.pool)).toEqual([]);
    await target.close();
  });
});

test('the night makes one, and one that fails raises an alert once (R8.3, R8.5)', async () => {
  clockMs += 86_400_000;
  await exportNightly(work.services);
  await exportNightly(work.services);
  const [latest, before] = await work.services.exports.list(5);
  expect([latest?.by, before?.by]).toEqual(['night', 'user:1001']);
  clockMs += 86_400_000;
  const broken = {
    ...work.services,
    exports: { ...work.services.exports, make: () => Promise.reject(new Error('full')) },
  };
  clockMs += 4 * 3_600_000;
  await expect(exportNightly(broken)).rejects.toThrow('full');
  await expect(exportNightly(broken)).rejects.toThrow('full');
  const open = await work.services.store.alerts.open();
  expect(open.filter(({ subject }) => subject === 'exports')).toHaveLength(1);
});
