import { expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../backend/src/storage/embedded/launcher.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { silentLog } from '../support/database.js';
import { startChild } from './child/child.js';

const killedWithDatabase = (cycle: number): boolean => cycle % 2 === 1;

test('kill -9 under load loses no acknowledged delivery (R6.1)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'companion-crash-'));
  chmodSync(folder, 0o755);
  const dataDir = path.join(folder, 'postgres');
  const acknowledged: string[] = [];
  for (let cycle = 0; cycle < 5; cycle += 1) {
    const child = startChild('append-captures', [dataDir, String(cycle)]);
    await child.line('acked');
    await new Promise((resolve) => setTimeout(resolve, 300 + 37 * cycle));
    // Alone, as by the system's memory killer; or with its database, as when the machine goes.
    if (killedWithDatabase(cycle)) {
      process.kill(
        Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
        'SIGKILL',
      );
    }
    await child.ended('SIGKILL');
    acknowledged.push(
      ...child.lines.flatMap((line) => /^acked (\d+-\d+-\d+)$/.exec(line)?.[1] ?? []),
    );
  }

  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const pool = openPool({ connectionString: server.connectionString, log: silentLog });
  const { rows } = await pool.query<{ idempotency_key: string }>(
    'select idempotency_key from captures',
  );
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });

  const stored = new Set(rows.map((row) => row.idempotency_key));
  expect(acknowledged.length).toBeGreaterThan(1000);
  expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
  expect(stored.size).toBe(rows.length);
});
