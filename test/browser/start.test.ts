import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEmptyDatabase } from '../support/database.js';
import {
  companionEnvironment,
  freePort,
  lead,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';
import type { Ports } from '../support/processes.mjs';
import { until } from '../support/world.js';

const dataDir = temporaryFolder();
let ports: Ports;

beforeAll(async () => {
  ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('npm ending by a signal without passing it on ends everything too', async () => {
  let output = '';
  const shell = spawn('sh', ['-c', `"${process.execPath}" scripts/start.mjs & wait`], {
    env: { ...environment(), npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  shell.stdout.on('data', (data: Buffer) => (output += data.toString()));
  await until('the addresses', () => Promise.resolve(output.includes('Listo en')));
  shell.kill('SIGTERM');
  const allPorts = [ports.port, ports.kommoPort, ports.odooPort];
  await until('the end', async () =>
    (await Promise.all(allPorts.map(isClosed))).every((closed) => closed),
  );
  await until('the end of the database', () =>
    Promise.resolve(!existsSync(join(dataDir, 'postgres', 'postmaster.pid'))),
  );
});

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
}

const environment = () => ({
  PATH: process.env['PATH'],
  DATA_DIR: dataDir,
  PORT: String(ports.port),
  SANDBOX_PORT: String(ports.kommoPort),
  SANDBOX_ODOO_PORT: String(ports.odooPort),
});

/** `npm start` without a configuration, as a new user runs it. */
async function startAll(): Promise<Running> {
  let output = '';
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  await until('the addresses', () => Promise.resolve(output.includes('Listo en')));
  return { child, output: () => output };
}

async function interrupt({ child }: Running): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  return ended;
}

const isClosed = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => false,
    () => true,
  );

test('npm start prints every address, Ctrl-C ends everything, and a second start finds the data', async () => {
  const first = await startAll();
  expect(first.output()).toContain(`http://localhost:${ports.kommoPort}/`);
  expect(first.output()).toContain('sandbox-capture');
  const response = await fetch(`http://localhost:${ports.port}/webhooks/leads/direct`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sandbox-capture',
      'content-type': 'application/json',
      'idempotency-key': 'one',
    },
    body: JSON.stringify(lead(1)),
  });
  expect(response.status).toBe(202);
  expect(await interrupt(first)).toBe(0);
  expect(await Promise.all([ports.port, ports.kommoPort, ports.odooPort].map(isClosed))).toEqual([
    true,
    true,
    true,
  ]);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

  const second = await startAll();
  const again = await fetch(`http://localhost:${ports.port}/webhooks/leads/direct`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sandbox-capture',
      'content-type': 'application/json',
      'idempotency-key': 'one',
    },
    body: JSON.stringify(lead(1)),
  });
  expect(await again.json()).toMatchObject({ repeated: true });
  expect(await interrupt(second)).toBe(0);
});

test('the companion runs on the server of DATABASE_URL as well', async () => {
  const database = await openEmptyDatabase('url');
  const companion = await start('dist/backend/src/main.js', {
    ...companionEnvironment({ ...ports, dataDir: join(dataDir, 'unused') }),
    DATABASE_URL: database.connectionString,
  });
  const ready = await fetch(`http://localhost:${ports.port}/health/ready`);
  expect(ready.status).toBe(200);
  expect(existsSync(join(dataDir, 'unused', 'postgres'))).toBe(false);
  await stop(companion);
  await database.drop();
});

test('a configuration with a hole names the variable and ends with 1', async () => {
  const child = spawn(process.execPath, ['dist/backend/src/main.js'], {
    env: {
      PATH: process.env['PATH'],
      KOMMO_SUBDOMAIN: 'accountsrl',
      CAPTURE_TOKEN: 'sandbox-capture',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(said).toContain('KOMMO_ACCOUNT_ID');
  expect(said).not.toMatch(/\bat .*:\d+:\d+/);
});

test('a port that is taken is said as one line, without a stack', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(ports.port, '127.0.0.1', resolve));
  const child = spawn(process.execPath, ['dist/backend/src/main.js'], {
    env: {
      PATH: process.env['PATH'],
      LOG_LEVEL: 'silent',
      ...companionEnvironment({ ...ports, dataDir: join(dataDir, 'taken') }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(said).toContain(String(ports.port));
  expect(said).toContain('PORT');
  expect(said).not.toMatch(/\bat .*:\d+:\d+/);
  expect(existsSync(join(dataDir, 'taken', 'postgres', 'postmaster.pid'))).toBe(false);
  await new Promise((resolve) => taken.close(resolve));
});
