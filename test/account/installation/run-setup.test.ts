import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createAnswers } from '../../../backend/src/account/installation/answers.js';
import { createConsole } from '../../../backend/src/account/installation/console.js';
import { questions } from '../../../backend/src/account/installation/questions.js';
import { runSetup } from '../../../backend/src/account/installation/run-setup.js';
import type { Values } from '../../../backend/src/account/installation/question.js';
import { createTurnsInMemory } from '../../../backend/src/adapters/kommo/http/turns-in-memory.js';
import { createKommoClient } from '../../../backend/src/adapters/kommo/http/client.js';
import { openForCommand } from '../../../backend/src/account/open-for-command.js';
import { readConfig } from '../../../backend/src/config.js';
import { odooOf } from '../../../backend/src/create-services.js';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import type { Sandbox } from '../../../sandbox/start-sandbox.js';
import { openEmptyDatabase, silentLog } from '../../support/database.js';
import { clientSecret, temporaryFolder } from '../../support/processes.mjs';
import { unlimitedTurns } from '../../support/unlimited-turns.js';
import { until } from '../../support/world.js';

/** The sandbox stands in for a real account, so its addresses come by the environment and the rest from the person. */
let sandbox: Sandbox;
let database: Awaited<ReturnType<typeof openEmptyDatabase>>;
let folder: string;
const clock = () => new Date('2026-11-29T12:00:00Z');

beforeAll(async () => {
  database = await openEmptyDatabase();
  sandbox = await startSandbox({
    ...{ port: 0, odooPort: 0, companionUrl: 'https://leads.firma.example' },
    ...{ clientSecret, dataDir: null, clock: () => new Date() },
  });
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
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const environment = (): Values => ({
  SANDBOX: 'true',
  KOMMO_BASE_URL: sandbox.url,
  META_GRAPH_URL: `${sandbox.url}/graph`,
  DATABASE_URL: database.connectionString,
});

interface Run {
  readonly code: number;
  readonly said: string;
  readonly packed: Values | null;
}

/** Everything that the person types, through a pipe, then the end of the input. */
async function setUp(typed: readonly string[], options: readonly string[] = []): Promise<Run> {
  const input = new PassThrough();
  const output = new PassThrough();
  let said = '';
  output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  input.end(typed.map((line) => `${line}\n`).join(''));
  let packed: Values | null = null;
  const log = silentLog;
  const console = createConsole({ input, output, isTerminal: false });
  const code = await runSetup(['node', 'setup', ...options], {
    console,
    answers: createAnswers(folder, clock),
    test: {
      ...{ log, clock: () => new Date(), sleep: () => Promise.resolve(), env: environment() },
      odooOf: (config) => odooOf({ config, log, clock: () => new Date() }),
    },
    terminal: { colour: false, width: 200 },
    pack: (values) => {
      packed = values;
      return Promise.resolve('dist/widget.zip');
    },
    open: async (config, logger) => ({
      ...(await openForCommand(config, logger)),
      // At Kommo's pace the forty calls of provisioning would take six seconds.
      client: createKommoClient({
        ...{ baseUrl: config.kommo.baseUrl, log, clock: () => new Date() },
        token: () => Promise.resolve(config.kommo.token),
        shared: { ...createTurnsInMemory(() => new Date()), ...unlimitedTurns },
        sleep: () => Promise.resolve(),
      }),
    }),
    ofMachine: () => ({ TRUST_PROXY_HOPS: '1' }),
  });
  console.close();
  return { code, said, packed };
}

const envFile = () => readFileSync(join(folder, '.env'), 'utf8');

test('the whole set-up is at most fifteen questions, survives a kill half way and wrong answers, and ends with an account that is provisioned and what is left by hand (R9.2, R3.1)', async () => {
  // Killed while the fourth answer is asked for.
  const child = spawn(
    process.execPath,
    [resolve('dist/backend/src/account/installation/setup-cli.js')],
    {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment() },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let first = '';
  child.stdout.on('data', (chunk: Buffer) => (first += chunk.toString()));
  const ended = new Promise((end) => child.once('exit', end));
  const asked = (count: number) =>
    until(`question ${count}`, () => Promise.resolve(first.split('  > ').length > count));
  for (const [index, line] of [
    'leads.firma.example',
    'https://SANDBOX.kommo.com/leads/pipeline/',
    'no-es-el-token',
    '',
    'sandbox-token',
  ].entries()) {
    await asked(index + 1);
    child.stdin.write(`${line}\n`);
  }
  await asked(6);
  child.kill('SIGKILL');
  await ended;
  expect(first).toContain('Pregunta 1 de 15: la dirección https en que estará el companion');
  expect(first).toContain('✗ Cuenta: Kommo no acepta ese token');
  expect(first).toContain('✓ Cuenta: Kommo: ');
  expect(first).toContain('Redirect URL https://leads.firma.example/oauth/callback');
  expect(existsSync(join(folder, '.env'))).toBe(false);
  expect(statSync(join(folder, '.env.setup')).mode & 0o777).toBe(0o600);

  const second = await setUp([
    '00000000-0000-4000-8000-000000000001',
    'una-clave-secreta-que-no-es',
    '',
    clientSecret,
    '(809) 555-0100',
    'luego',
    `Av. 27 de Febrero #12, "Torre" O'Higgins`,
    'privacidad',
    'privacidad@firma.example',
    sandbox.odooUrl,
    'sandbox',
    'no-es-la-clave',
    '',
    'sandbox-odoo',
    'sandbox-meta-secret',
    'sandbox-meta-token',
    'sí',
  ]);
  expect(second.said).toContain('Ya están contestadas 3 preguntas');
  // What was answered is not asked again, and what was refused is asked again with its reason.
  const asking = [...second.said.matchAll(/Pregunta (\d+) de (\d+)/gu)].map(([, at]) => Number(at));
  expect(asking).toEqual([4, 5, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12, 11, 12, 13, 14]);
  // From Odoo 19 on no login is needed, so that one question less is asked.
  expect(second.said).toContain('Pregunta 11 de 14: el nombre de la base');
  expect(second.said).toContain('Kommo no reconoce la integración con ese ID y esa clave');
  expect(second.said).toContain('✗ FIRM_PRIVACY_EMAIL: No es válido');
  expect(second.said).toContain('Página de Facebook n.º 102030405060708');
  expect(second.said).toContain('+ Embudo «Servicios Contables»: crear con');
  expect(second.said).toContain('La cuenta está como dice el plano.');
  expect(second.said).toContain('1. Conseguir lo que dejó para después (el RNC de la firma)');
  expect(second.said).toContain('subir el archivo dist/widget.zip');
  expect(second.code).toBe(0);
  expect(second.packed).toMatchObject({ PUBLIC_URL: 'https://leads.firma.example' });

  const env = parseEnv(envFile());
  expect(env).toMatchObject({
    ...{ KOMMO_SUBDOMAIN: 'sandbox', KOMMO_ACCOUNT_ID: '30000001', KOMMO_TOKEN: 'sandbox-token' },
    ...{ WHATSAPP_NUMBER: '+18095550100', META_PAGE_ID: '102030405060708' },
    FIRM_ADDRESS: `Av. 27 de Febrero #12, "Torre" O'Higgins`,
    TRUST_PROXY_HOPS: '1',
  });
  for (const name of [
    'ENCRYPTION_KEY',
    'CAPTURE_TOKEN',
    'METRICS_TOKEN',
    'KOMMO_HOOK_SECRET',
    'META_VERIFY_TOKEN',
  ])
    expect(env[name]).toMatch(/^[0-9a-f]{48,64}$/u);
  expect(readConfig({ ...env, ...environment() }).kommo.accountId).toBe(30000001);
  expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['.env']);
  // No secret was ever printed.
  for (const secret of ['sandbox-token', clientSecret, env['ENCRYPTION_KEY'] ?? ''])
    expect(first + second.said).not.toContain(secret);

  const third = await setUp(['luego']);
  expect(third.said.match(/Pregunta/gu)).toHaveLength(1);
  expect(third.said).toContain('.env ya estaba así.');
  expect(third.said).toContain('no hay nada que cambiar');
  expect(third.code).toBe(0);
});

test('what a person wrote into .env stays, line by line, and the file before is kept beside it (R9.2)', async () => {
  const written = [
    '# de la firma',
    'PUBLIC_URL="https://leads.firma.example" # la nuestra',
    'FAILURE_LIMIT=7',
    'KOMMO_SUBDOMAIN=sandbox',
    'KOMMO_TOKEN=sandbox-token',
    'KOMMO_CLIENT_ID=00000000-0000-4000-8000-000000000001',
    `KOMMO_CLIENT_SECRET=${clientSecret}`,
    'TRUST_PROXY_HOPS=2',
    '# WHATSAPP_NUMBER=+18095550100',
    'FIRM_TAX_ID=',
  ];
  writeFileSync(join(folder, '.env'), `${written.join('\r\n')}\r\n`, { mode: 0o644 });
  // Whatsapp, RNC; address, e-mail, Odoo and Meta another day; nothing is to be done in Kommo.
  const { said, code } = await setUp([
    '8095550123',
    '1-01-00000-1',
    ...Array<string>(4).fill('luego'),
    '',
  ]);
  expect(code).toBe(0);
  expect(said).toContain('No se cambió nada en Kommo');
  expect(said).toContain('El anterior quedó en .env.backup-2026-11-29T12-00-00.');
  const after = envFile().split('\r\n');
  expect(after.slice(0, 8)).toEqual(written.slice(0, 8));
  expect(after.slice(8, 11)).toEqual([
    written[8],
    'WHATSAPP_NUMBER=+18095550123',
    'FIRM_TAX_ID=1-01-00000-1',
  ]);
  expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
  const backup = readdirSync(folder).find((name) => name.startsWith('.env.backup-')) ?? '';
  expect(readFileSync(join(folder, backup), 'utf8')).toBe(`${written.join('\r\n')}\r\n`);
  expect(statSync(join(folder, backup)).mode & 0o777).toBe(0o600);
});

test('without a token the account is named by hand and connected later; without what is needed nothing is written (R9.2)', async () => {
  const later = await setUp([
    'leads.firma.example',
    'sandbox',
    'luego',
    '30000001',
    'luego',
    'luego',
    ...Array<string>(6).fill('luego'),
  ]);
  expect(later.code).toBe(1);
  expect(later.said).toContain(
    'Falta todavía: el ID de la integración de Kommo y la clave secreta',
  );
  expect(existsSync(join(folder, '.env'))).toBe(false);

  const { said, code } = await setUp([
    'luego',
    '00000000-0000-4000-8000-000000000001',
    clientSecret,
    ...Array<string>(6).fill('luego'),
  ]);
  expect(said).toContain('Sin token la cuenta se conecta después');
  expect(said).toContain('abrir https://leads.firma.example/oauth/start como administrador');
  expect(code).toBe(0);
});

test('the end of the input and a word too few stop it with what is kept, in the language asked for (R9.2)', async () => {
  const { said, code } = await setUp(['leads.firma.example', ''], ['--language', 'en']);
  expect(code).toBe(130);
  expect(said).toContain('✗ KOMMO_SUBDOMAIN: The answer is missing');
  expect(said).toContain('What is answered is kept in .env.setup');
});

test('a secret that is typed on a terminal is not shown, and no arrow key brings it back (R8.2)', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const console = createConsole({ input, output, isTerminal: true });
  const answered = console.ask('> ', true);
  input.write('la-clave-secreta\r');
  expect(await answered).toBe('la-clave-secreta');
  const plain = console.ask('> ', false);
  input.write('\u001b[A visible\r');
  expect(await plain).toBe(' visible');
  console.close();
  expect(shown).toContain('visible');
  expect(shown).not.toContain('clave');
});

test('an answer is taken as people paste it (R9.2)', () => {
  const tidied = (variable: string, typed: string) =>
    questions.find((question) => question.variable === variable)?.tidy(typed);
  expect(tidied('KOMMO_SUBDOMAIN', ' https://Firma-RD.kommo.com/leads/list/?x=1 ')).toBe(
    'firma-rd',
  );
  expect(tidied('KOMMO_SUBDOMAIN', 'firma')).toBe('firma');
  expect(tidied('PUBLIC_URL', 'https://leads.firma.example/form')).toBe(
    'https://leads.firma.example',
  );
  expect(tidied('WHATSAPP_NUMBER', '809 555 0100')).toBe('+18095550100');
  expect(tidied('WHATSAPP_NUMBER', '+1 (829) 555-0100')).toBe('+18295550100');
  expect(tidied('KOMMO_ACCOUNT_ID', 'n.º 30000001')).toBe('30000001');
});
