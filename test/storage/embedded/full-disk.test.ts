import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase } from '../../../backend/src/storage/db.js';
import { startEmbeddedPostgres } from '../../../backend/src/storage/embedded/launcher.js';
import { migrate } from '../../../backend/src/storage/migrate.js';
import { openPool } from '../../../backend/src/storage/pool.js';
import { createStore } from '../../../backend/src/storage/store.js';
import { silentLog } from '../../support/database.js';
import { startChild } from '../child/child.js';
import { newCapture, profile } from '../examples.js';

describe('a full disk', () => {
  let folder: string;
  let unmount: () => void = () => undefined;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'companion-disk-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => {
    unmount();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Only root may mount; elsewhere the limit on a file's size, which also refuses a write, stands in. */
  const canMount = process.getuid?.() === 0 && process.platform === 'linux' && tryMount();

  function tryMount(): boolean {
    const place = mkdtempSync(path.join(tmpdir(), 'companion-mount-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
      execFileSync('umount', [place], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }

  const mountDisk = (megabytes: number): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
    unmount = () => {
      execFileSync('umount', [folder]);
      unmount = () => undefined;
    };
  };

  test('the first start says that the disk is full, and leaves nothing behind', async () => {
    const dataDir = path.join(folder, 'postgres');
    // 2,000 blocks of 512 bytes: less than one segment of the write-ahead log.
    const child = startChild(
      'hold-database',
      [dataDir],
      ['/bin/sh', '-c', 'ulimit -f 2000; exec "$0" "$@"'],
    );
    await child.ended();

    expect(child.lines.at(-1)).toMatch(/^failed /);
    expect(child.lines.at(-1)).toMatch(/DATABASE_URL|is full/);
    expect(existsSync(dataDir)).toBe(false);
  });

  if (canMount) {
    test('the first start on a small disk names it, and works once there is space', async () => {
      mountDisk(30);
      const dataDir = path.join(folder, 'postgres');
      await expect(startEmbeddedPostgres({ dataDir, log: silentLog })).rejects.toMatchObject({
        code: 'storage_unavailable',
        message: expect.stringMatching(/The disk that holds .* is full/),
      });
      execFileSync('mount', ['-o', 'remount,size=200m', folder]);
      const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
      await server.stop();
    });

    test('a delivery that finds no space is refused, never acknowledged, and the next one works after a clean-up (R6.1)', async () => {
      mountDisk(120);
      const dataDir = path.join(folder, 'postgres');
      const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
      const pool = openPool({ connectionString: server.connectionString, log: silentLog });
      await migrate(createDatabase(pool));
      const store = createStore({ pool, clock: () => new Date() });
      await store.captures.append(newCapture({ idempotencyKey: 'before' }));

      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(path.join(folder, 'junk'), Buffer.alloc(bavail * bsize - 200_000));
      const big = profile({ companyName: randomText(400_000) });
      const refused = await Promise.all(
        Array.from({ length: 3 }, (_, index) =>
          store.captures
            .append(newCapture({ idempotencyKey: `full ${index}`, profile: big }))
            .catch((error: unknown) => error),
        ),
      );
      expect(refused).toEqual(
        Array(3).fill(expect.objectContaining({ code: 'storage_unavailable' })),
      );

      rmSync(path.join(folder, 'junk'));
      await untilStored(() => store.captures.append(newCapture({ idempotencyKey: 'after' })));
      const { rows } = await pool.query<{ idempotency_key: string }>(
        'select idempotency_key from captures order by 1',
      );
      expect(rows.map((row) => row.idempotency_key)).toEqual(['after', 'before']);
      await store.close();
      await server.stop();
    });
  }
});

/** Text that PostgreSQL cannot compress away. */
const randomText = (length: number): string =>
  Array.from({ length: length / 10 }, () =>
    Math.random().toString(36).slice(2, 12).padEnd(10, 'x'),
  ).join('');

/** The server may have gone through its own recovery. */
async function untilStored(append: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const stored = await append().then(
      () => true,
      () => false,
    );
    if (stored) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing could be stored after the clean-up');
}
