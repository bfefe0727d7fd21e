import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** The process as `npm start` runs it. */
function startProcess(changes: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-process-'));
  const ports = { SANDBOX_PORT: '0', SANDBOX_ODOO_PORT: '0', SANDBOX_DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['dist/sandbox/main.js'], {
    env: { ...process.env, ...ports, ...changes },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ readonly code: number | null; readonly said: string }>((done) => {
    child.once('close', (code) => {
      rmSync(dataDir, { recursive: true, force: true });
      done({ code, said });
    });
  });
  const ready = new Promise<void>((done) => {
    child.once('message', () => {
      done();
    });
  });
  return { child, ended, ready };
}

test('is ready on an empty folder, rests below 120 MB, and ends when asked', async () => {
  const { child, ended, ready } = startProcess();
  await ready;
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
    const residentKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    expect(residentKb / 1024).toBeLessThan(120);
  }
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test.each(['SANDBOX_PORT', 'SANDBOX_ODOO_PORT'])(
  'a taken %s is one line and no stack',
  async (variable) => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const port = String((other.address() as AddressInfo).port);
    const { code, said } = await startProcess({ [variable]: port }).ended;
    await new Promise((done) => other.close(done));
    expect([code, said]).toEqual([
      1,
      `El puerto ${port} está ocupado por otro programa. Ciérrelo o elija otro puerto con ${variable}.\n`,
    ]);
  },
);
