import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** What `npm start` does with an environment, up to where it would start the processes. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-environment-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(code: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const scripts = resolve('scripts');
  const text = code.replaceAll('@', `file://${scripts}`);
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', text],
      { cwd: folder, env: { PATH: process.env['PATH'], ...env } },
      (error, stdout) => {
        if (error === null) done(stdout.trim());
        else fail(new Error(error.message));
      },
    );
  });
}

test('a .env with a byte-order mark is read from its first name on, and what is set stays (R9.2)', async () => {
  writeFileSync(join(folder, '.env'), '\uFEFFKOMMO_SUBDOMAIN=acme\nPORT=3100\n');
  const code =
    "import { loadEnvFile } from '@/env-file.mjs'; const has = loadEnvFile(); console.log(JSON.stringify([has, process.env.KOMMO_SUBDOMAIN, process.env.PORT]))";
  expect(JSON.parse(await run(code, { PORT: '3200' }))).toEqual([true, 'acme', '3200']);
  rmSync(join(folder, '.env'));
  expect(JSON.parse(await run(code))).toEqual([false, null, null]);
});

test('the drawn secrets of the sandbox are for their owner alone, also where an older start left them open (R8.2)', async () => {
  const code =
    "import { drawSandboxSecrets } from '@/sandbox-environment.mjs'; console.log(drawSandboxSecrets(process.env).clientSecret)";
  const drawn = await run(code);
  const file = join(folder, 'data', 'sandbox', 'secrets.json');
  chmodSync(file, 0o644);
  expect(await run(code)).toBe(drawn);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("an Odoo in the environment is used with the sandbox's Kommo, and none is stood in for (R5.4)", async () => {
  const code =
    "import { sandboxEnvironment } from '@/sandbox-environment.mjs'; console.log(JSON.stringify(sandboxEnvironment(process.env, { clientSecret: 'c', encryptionKey: 'e' })))";
  const own = {
    ODOO_URL: 'https://odoo.example',
    ODOO_DATABASE: 'firm',
    ODOO_LOGIN: 'bot',
    ODOO_KEY: 'key',
  };
  expect(JSON.parse(await run(code, own))).toMatchObject({
    ...own,
    ...{ SANDBOX: 'true', SANDBOX_ODOO_URL: own.ODOO_URL, KOMMO_SUBDOMAIN: 'sandbox' },
  });
  const none = JSON.parse(await run(code)) as Record<string, unknown>;
  expect(none).toMatchObject({ ODOO_URL: 'http://127.0.0.1:4069', ODOO_KEY: 'sandbox-odoo' });
  expect(none).not.toHaveProperty('SANDBOX_ODOO_URL');
});
