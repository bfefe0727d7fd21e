import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { freePort, temporaryFolder } from './support/processes.mjs';
import { until } from './support/world.js';

/** The whole of `npm start`, in a folder of its own that holds the project and its own `.env`. */
let folder: string;
let ports: Readonly<Record<'PORT' | 'SANDBOX_PORT' | 'SANDBOX_ODOO_PORT', string>>;
let running: ChildProcess | null = null;

beforeEach(async () => {
  folder = temporaryFolder();
  for (const name of readdirSync('.')) {
    if (name !== '.env' && name !== 'data') symlinkSync(resolve(name), join(folder, name));
  }
  const [PORT, SANDBOX_PORT, SANDBOX_ODOO_PORT] = [
    ...[await freePort(), await freePort(), await freePort()].map(String),
  ];
  ports = {
    PORT: PORT ?? '',
    SANDBOX_PORT: SANDBOX_PORT ?? '',
    SANDBOX_ODOO_PORT: SANDBOX_ODOO_PORT ?? '',
  };
});
afterEach(async () => {
  const child = running;
  running = null;
  if (child !== null && child.exitCode === null) {
    const ended = new Promise((end) => child.once('exit', end));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function npmStart(env: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((end) => child.once('close', end));
  return { output: () => said, ended };
}

const dotEnv = (lines: readonly string[]) => {
  writeFileSync(join(folder, '.env'), `\uFEFF${lines.join('\r\n')}`);
};

/** Ended with a failure, and no word of a sandbox. */
async function refusal(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { output, ended } = npmStart(env);
  expect(await ended).toBe(1);
  expect(output()).not.toMatch(/sandbox ready|Listo en/u);
  return output();
}

const filled = [
  'KOMMO_SUBDOMAIN=acme',
  'KOMMO_ACCOUNT_ID=31234567',
  'KOMMO_CLIENT_ID=11111111-2222-4333-8444-555555555555',
];

test('an empty .env starts no sandbox: what is missing is named in words (R9.2)', async () => {
  dotEnv([]);
  const said = await refusal();
  expect(said).toContain('✗ CAPTURE_TOKEN: Falta.');
  expect(said).not.toMatch(/expected|Too small|at .*\.js/u);
});

test('a .env that asks for nothing but a name starts no sandbox either, whatever stands in the environment (R9.2)', async () => {
  dotEnv(['KOMMO_SUBDOMAIN=']);
  expect(await refusal({ SANDBOX_CLIENT_SECRET: 'x' })).toContain('✗ KOMMO_SUBDOMAIN');
});

test('weak, published and repeated secrets, plain http and a blocked port are refused at once, each by its name (R8.2)', async () => {
  dotEnv([
    ...filled,
    'PUBLIC_URL=http://companion.example',
    'CAPTURE_TOKEN=sandbox-capture',
    'KOMMO_HOOK_SECRET=changeme-changeme',
    'KOMMO_CLIENT_SECRET=8f2b6d1c9e4a7035bd16',
    'METRICS_TOKEN=8f2b6d1c9e4a7035bd16',
    'KOMMO_TOKEN=a-long-lived-token',
  ]);
  const said = await refusal({ PORT: '6000' });
  for (const line of [
    '✗ PORT: Los navegadores se niegan a llamar a ese puerto.',
    '✗ PUBLIC_URL: Es http sin cifrar hacia otra máquina.',
    '✗ CAPTURE_TOKEN: Es el valor publicado del sandbox.',
    '✗ KOMMO_HOOK_SECRET: Es fácil de adivinar.',
    '✗ METRICS_TOKEN: Es la misma clave que KOMMO_CLIENT_SECRET.',
  ]) {
    expect(said).toContain(line);
  }
  expect(said).not.toMatch(/8f2b6d1c9e4a7035bd16|changeme-changeme/u);
});

test("without a .env a port that browsers block is refused too, the companion's as the sandbox's (R9.2)", async () => {
  for (const [port, said] of [
    [{ PORT: '6667' }, '✗ PORT: Los navegadores se niegan'],
    [{ SANDBOX_PORT: '4190' }, 'SANDBOX_PORT=4190'],
  ] as const) {
    const { output, ended } = npmStart(port);
    expect(await ended).toBe(1);
    expect(output()).toContain(said);
    expect(output()).not.toContain('Listo en');
  }
});

test("an Odoo in the environment is used with the sandbox's Kommo, and no stand-in of Odoo listens (R5.4)", async () => {
  const odoo = {
    ODOO_URL: 'https://odoo.firma.example',
    ODOO_DATABASE: 'firma',
    ODOO_LOGIN: 'integracion@firma.example',
    ODOO_KEY: 'a-key-of-the-firm',
  };
  const { output } = npmStart(odoo);
  await until('the addresses', () => Promise.resolve(output().includes('Listo en')));
  expect(output()).toContain('Kommo es el del sandbox');
  expect(output()).toContain('https://odoo.firma.example');
  expect(output()).not.toContain('a-key-of-the-firm');
  const answers = async (port: string) =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  expect([await answers(ports.SANDBOX_PORT), await answers(ports.SANDBOX_ODOO_PORT)]).toEqual([
    true,
    false,
  ]);
});
