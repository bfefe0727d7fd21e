import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { odooOf } from '../../../backend/src/create-services.js';
import {
  checkEnvironment,
  expected,
} from '../../../backend/src/account/doctor/doctor-environment.js';
import { printDoctor } from '../../../backend/src/account/doctor/doctor-print.js';
import { openForCommand } from '../../../backend/src/account/open-for-command.js';
import { runDoctorCommand } from '../../../backend/src/account/doctor/run-doctor.js';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import type { Sandbox } from '../../../sandbox/start-sandbox.js';
import { openEmptyDatabase, silentLog } from '../../support/database.js';
import { inSpanish } from '../../support/in-spanish.js';

const env = {
  PUBLIC_URL: 'https://companion.example',
  CAPTURE_TOKEN: 'a-capture-token-of-the-test',
  KOMMO_SUBDOMAIN: 'firma',
  KOMMO_ACCOUNT_ID: '30000001',
  KOMMO_TOKEN: 'a-long-lived-token-of-the-test',
  KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
  KOMMO_CLIENT_SECRET: 'a-secret-of-the-test-integration',
  KOMMO_HOOK_SECRET: 'a-hook-secret-of-the-test',
};

describe('the environment', () => {
  test('that is complete has nothing to say', () => {
    expect(checkEnvironment(env)).toEqual([]);
  });

  test.each([
    ['a variable is missing', { CAPTURE_TOKEN: undefined }, 'CAPTURE_TOKEN', 'Falta'],
    ['a variable is wrong', { KOMMO_SUBDOMAIN: 'Firma!' }, 'KOMMO_SUBDOMAIN', 'No es válido'],
    ['a port is none', { PORT: 'abc' }, 'PORT', 'No es válido'],
    ['a key is the sandbox’s', { CAPTURE_TOKEN: 'sandbox-capture' }, 'CAPTURE_TOKEN', 'publicado'],
    [
      'an address is the sandbox’s',
      { KOMMO_BASE_URL: 'http://127.0.0.1:4000' },
      'KOMMO_BASE_URL',
      'Solo vale',
    ],
    ['nothing reaches Kommo', { KOMMO_TOKEN: undefined }, 'Acceso a Kommo', 'No hay'],
  ])('is said when %s (R8.2)', (_name, change, name, found) => {
    const checks = inSpanish(checkEnvironment({ ...env, ...change }));
    expect(checks).toEqual([
      {
        ...{ name, state: 'failed' },
        found: expect.stringContaining(found),
        remedy: expect.any(String),
      },
    ]);
  });

  test('has a sentence for each variable of .env.example', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gmu)];
    expect(named.length).toBeGreaterThan(15);
    for (const [, name = ''] of named) expect(Object.keys(expected)).toContain(name);
  });
});

describe('the report on a terminal', () => {
  const report = {
    checkedAt: '2026-11-23T12:00:00.000Z',
    checks: [
      { group: 'kommo', name: 'Cuenta', state: 'ok', found: 'Firma', remedy: null },
      {
        group: 'kommo',
        name: 'Permisos',
        state: 'failed',
        found: 'El token no es de un administrador '.repeat(4).trim(),
        remedy: 'Conecte de nuevo en https://companion.example/oauth/start con un administrador.',
      },
    ],
  } as const;

  test('has no colours elsewhere, keeps to the width, and says what to do', () => {
    const text = printDoctor(report, { colour: false, width: 60, language: 'es' });
    expect(text).not.toContain('\u001b');
    expect(text).toContain('✓ Cuenta: Firma');
    expect(text).toContain('→ Conecte de nuevo');
    expect(text).toContain('2 comprobaciones: 1 bien, 0 con aviso, 1 con fallo.');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  test('leaves out what is well where only problems are wanted, and still counts it', () => {
    const options = { colour: false, width: 60, language: 'es' } as const;
    const text = printDoctor(report, { ...options, onlyProblems: true });
    expect(text).not.toContain('Cuenta');
    expect(text).toContain('✗ Permisos');
    expect(text).toContain('2 comprobaciones: 1 bien, 0 con aviso, 1 con fallo.');
    const wellDone = { ...report, checks: [report.checks[0]] };
    expect(printDoctor(wellDone, { ...options, onlyProblems: true })).toBe(
      'Todo bien: 1 comprobación.',
    );
  });

  test('is coloured on a terminal', () => {
    expect(printDoctor(report, { colour: true, width: 80, language: 'es' })).toContain(
      '\u001b[31m✗\u001b[0m',
    );
  });
});

describe('the command', () => {
  let sandbox: Sandbox;
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>;

  beforeAll(async () => {
    database = await openEmptyDatabase();
    sandbox = await startSandbox({
      port: 0,
      odooPort: 0,
      companionUrl: 'http://127.0.0.1:1',
      clientSecret: env.KOMMO_CLIENT_SECRET,
      dataDir: null,
      clock: () => new Date(),
    });
    // A call of the test's own beside the command's would be one too many in its second.
    await fetch(`${sandbox.url}/sandbox/limits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ perSecond: 0, perAccount: 0, blockAfter: 0 }),
    });
  });
  afterAll(async () => {
    await sandbox.close();
    await database.drop();
  });

  async function run(args: readonly string[], change: Readonly<Record<string, string>> = {}) {
    const printed: string[] = [];
    const clock = () => new Date();
    const exitCode = await runDoctorCommand(['node', 'doctor', ...args], {
      env: {
        ...env,
        SANDBOX: 'true',
        PUBLIC_URL: 'http://127.0.0.1:1',
        KOMMO_SUBDOMAIN: 'sandbox',
        KOMMO_BASE_URL: sandbox.url,
        KOMMO_TOKEN: 'sandbox-token',
        DATABASE_URL: database.connectionString,
        ...change,
      },
      log: silentLog,
      print: (text) => void printed.push(text),
      terminal: { colour: false, width: 100 },
      open: openForCommand,
      odooOf: (config) => odooOf({ config, log: silentLog, clock }),
      clock,
      sleep: () => new Promise((resolve) => setTimeout(resolve, 5)),
    });
    return { exitCode, text: printed.join('\n') };
  }

  test('finds an account that was never provisioned, and ends with 1', async () => {
    const { exitCode, text } = await run([]);
    expect(exitCode).toBe(1);
    expect(text).toContain('✓ Cuenta: Sandbox');
    expect(text).toMatch(/✗ Embudos y etapas: Embudo «Servicios Contables»/);
    expect(text).toContain('npm run provision -- apply');
    expect(text).toContain('! Companion: No responde en http://127.0.0.1:1');
    expect(text).toContain('✓ Tablas: Al día');
  });

  test('shows the calls of a hand-over and makes none (R5.5)', async () => {
    const client = (path: string, body: unknown) =>
      fetch(sandbox.url + path, {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const made = await client('/api/v4/leads/complex', [
      {
        name: 'Ferretería El Progreso',
        price: 30000,
        _embedded: { contacts: [{ first_name: 'Carmen', last_name: 'Peña' }] },
      },
    ]);
    const [lead] = (await made.json()) as { id: number }[];
    const odoo = {
      ODOO_URL: sandbox.odooUrl,
      ODOO_DATABASE: 'sandbox',
      ODOO_LOGIN: 'kommo-bot@example.com',
      ODOO_KEY: 'sandbox-odoo',
    };
    const { exitCode, text } = await run(['--lead', String(lead?.id)], odoo);
    expect(text).toContain('no se escribió nada');
    expect(text).toMatch(/1\. res\.partner\.load[^]*crm\.lead\.load/u);
    expect(exitCode).toBe(0);
    expect((await run(['--lead', '999999'], odoo)).text).toContain('no tiene el lead');
    expect((await run(['--lead', '5'])).exitCode).toBe(1);
  });

  test('goes on without a database and without Kommo', async () => {
    const { exitCode, text } = await run([], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
      KOMMO_BASE_URL: 'http://127.0.0.1:1',
    });
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ Base de datos');
    expect(text).toContain('✗ Cuenta: Kommo no responde');
  });

  test('says each wrong variable instead of a stack', async () => {
    const { exitCode, text } = await run([], { KOMMO_ACCOUNT_ID: 'mine' });
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ KOMMO_ACCOUNT_ID: No es válido');
    expect(text).not.toContain('    at ');
  });

  test('knows its options', async () => {
    expect((await run(['--observe', '--minutes', 'many'])).exitCode).toBe(1);
    expect((await run(['--help'])).text).toContain('--observe');
  });
});
