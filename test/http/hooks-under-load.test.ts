import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmbeddedPostgres } from '../../backend/src/storage/embedded/launcher.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { silentLog } from '../support/database.js';
import { startChild } from '../storage/child/child.js';
import type { Child } from '../storage/child/child.js';

const template = readFileSync(
  new URL('../fixtures/kommo/lead-update-name-empty.form.txt', import.meta.url),
  'utf8',
);
/** A hook of the recorded size about another lead. */
const hookOf = (leadId: number): string => template.replaceAll('15318175', String(leadId));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'companion-hooks-'));
  chmodSync(folder, 0o755);
});
afterAll(() => {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<{ readonly child: Child; readonly url: string }> => {
  const child = startChild('receive-hooks', [folder]);
  const ready = await child.line('ready');
  return { child, url: `${ready.slice('ready '.length)}/webhooks/kommo/sandbox-hook` };
};

/** `fetch` needs more time for five hundred requests than the companion has for its answers. */
const agent = new Agent({ maxSockets: 500 });

/** Milliseconds until the answer; null where there was none or another one than 200. */
function send(url: string, leadId: number): Promise<number | null> {
  const startedAt = performance.now();
  const body = hookOf(leadId);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('close', () => {
        resolve(
          answer.complete && answer.statusCode === 200 ? performance.now() - startedAt : null,
        );
      });
    });
    sent.on('error', () => {
      resolve(null);
    });
    sent.end(body);
  });
}

test('five hundred hooks at once are answered, and a kill -9 loses none that was (R9.3)', async () => {
  const first = await start();
  await Promise.all(Array.from({ length: 300 }, (_, index) => send(first.url, 1 + index)));
  const times = await Promise.all(
    Array.from({ length: 500 }, (_, index) => send(first.url, 1_000 + index)),
  );
  const sorted = times.flatMap((ms) => ms ?? []).sort((a, b) => a - b);
  expect(sorted).toHaveLength(500);
  const [median = 0, p99 = 0] = [sorted[249], sorted[494]];
  process.stdout.write(
    `500 hooks at once: median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms\n`,
  );

  // The process goes in the middle of the next five hundred.
  let kill: Promise<unknown> = Promise.resolve();
  const taken: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, lane) => {
      for (let index = lane; index < 500; index += 20) {
        const leadId = 5_000 + index;
        if ((await send(first.url, leadId)) === null) return;
        taken.push(leadId);
        if (taken.length === 100) kill = first.child.ended('SIGKILL');
      }
    }),
  );
  await kill;

  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    log: silentLog,
  });
  const pool = openPool({ connectionString: server.connectionString, log: silentLog });
  const { rows } = await pool.query<{ id: number; state: string }>(
    "select (body -> 'leads' -> 0 ->> 'id')::int as id, state from hooks",
  );
  await pool.end();
  await server.stop();

  const stored = new Set(rows.map(({ id }) => id));
  expect(taken.length).toBeGreaterThanOrEqual(100);
  expect(taken.length).toBeLessThan(500);
  expect([...times.keys()].filter((index) => !stored.has(1_000 + index))).toEqual([]);
  expect(taken.filter((leadId) => !stored.has(leadId))).toEqual([]);
  // All of them still wait for the next process to take them up.
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['received']));
});
