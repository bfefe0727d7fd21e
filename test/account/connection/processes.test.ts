import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../../support/world.js';
import { openAccount } from './account.js';
import type { Account } from './account.js';

const hours = 25;
let account: Account;
const children: ChildProcess[] = [];
beforeEach(async () => {
  account = await openAccount();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await account.close();
});

/** Runs the child over the account's database, with its clock moved as ours. */
function start() {
  const folder = path.join(process.cwd(), 'test');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...['--import', path.join(folder, 'storage/child/typescript.mjs')],
      path.join(folder, 'account/connection/child/call-kommo.ts'),
      ...[account.connectionString, String(hours * 3_600_000)],
    ],
    { env: { ...process.env, ...account.env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      resolve(text);
    });
  });
  return { child, ended };
}

async function connect(isGrace: boolean): Promise<void> {
  await account.kommo('POST', '/sandbox/switches', { 'refresh-grace': isGrace });
  expect(await account.connect(account.process())).toEqual({ kind: 'connected' });
  await account.kommo('DELETE', '/sandbox/requests');
  account.advance(hours);
}

describe.each([
  ['strict', false],
  ['with grace', true],
] as const)('processes of their own, refresh tokens %s', (_name, isGrace) => {
  test('two with 25 calls each make one refresh and no failure (R8.2)', async () => {
    await connect(isGrace);
    const outputs = await Promise.all([start().ended, start().ended]);
    expect(outputs).toEqual(['calling\nall served\n', 'calling\nall served\n']);
    expect(await account.tokenCalls()).toBe(1);
  });

  test('one is killed while Kommo renews: the next goes on, or says that a person must connect', async () => {
    await connect(isGrace);
    await account.kommo('POST', '/sandbox/faults', {
      ...{ kind: 'slow', ms: 600, times: 1, match: '/oauth2/access_token' },
    });
    const { child, ended } = start();
    await until('the refresh', async () => {
      const faults = (await account.kommo('GET', '/sandbox/faults')) as unknown[];
      return faults.length === 0;
    });
    child.kill('SIGKILL');
    await ended;
    // Kommo has spent the refresh token all the same.
    await until('the answer', async () => (await account.tokenCalls()) === 1);

    const next = await start().ended;
    expect(next).toMatch(isGrace ? /all served/ : /failed .*open \/oauth\/start to reconnect/);
  });
});
