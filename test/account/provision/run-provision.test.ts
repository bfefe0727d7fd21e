import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../../backend/src/config.js';
import { createLog } from '../../../backend/src/log.js';
import { runProvision } from '../../../backend/src/account/provision/run-provision.js';
import { openForCommand } from '../../../backend/src/account/open-for-command.js';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import type { Sandbox } from '../../../sandbox/start-sandbox.js';
import { openEmptyDatabase } from '../../support/database.js';
import { member, team } from '../../support/team.js';

let sandbox: Sandbox;
let database: Awaited<ReturnType<typeof openEmptyDatabase>>;

beforeAll(async () => {
  database = await openEmptyDatabase();
  sandbox = await startSandbox({
    port: 0,
    odooPort: 0,
    companionUrl: 'http://127.0.0.1:1',
    clientSecret: 'a-secret-of-the-test',
    dataDir: null,
    clock: () => new Date(),
  });
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

test('the command shows the plan, makes the changes, sends templates for review, writes the bots and then has nothing left to do; what changed something is in the log (R3.1, R5.4, R8.2)', async () => {
  const config = readConfig({
    SANDBOX: 'true',
    CAPTURE_TOKEN: 'sandbox-capture',
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: sandbox.url,
    KOMMO_ACCOUNT_ID: '30000001',
    KOMMO_TOKEN: 'sandbox-token',
    KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    KOMMO_CLIENT_SECRET: 'a-secret-of-the-test',
    KOMMO_HOOK_SECRET: 'sandbox-hook',
    DATABASE_URL: database.connectionString,
  });
  const run = async (command: string, given = config, ...options: readonly string[]) => {
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const tools = { config: given, log: createLog('silent'), print, open: openForCommand };
    const exitCode = await runProvision(['node', 'provision', command, ...options], tools);
    return { exitCode, text: printed.join('\n') };
  };

  const planned = await run('plan');
  expect(planned).toMatchObject({ exitCode: 0 });
  expect(planned.text).toContain('+ Embudo «Servicios Contables»: crear con');
  const inEnglish = await run('plan', config, '--language', 'en');
  expect(inEnglish.text).toContain('+ Pipeline “Servicios Contables”: create with');
  const applied = await run('apply');
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(applied.text).toContain('La cuenta está como dice el plano.');
  expect((await run('plan')).text).toContain('no hay nada que cambiar');

  const desk = await openForCommand(config, createLog('silent'));
  await desk.kept?.store.team.save(team({ members: [member(1002), member(2099)] }));
  await desk.close();
  const named = await run('plan');
  expect(named.text).toContain('Ejecutiva 2099 no es usuario de Kommo');
  expect(named.text).not.toContain('Ejecutiva 1002');

  const sent = await run('templates');
  expect(sent).toMatchObject({ exitCode: 0 });
  expect(sent.text).toContain('! welcome: En revisión de Meta');
  const folder = join(mkdtempSync(join(tmpdir(), 'bots-')), 'files');
  const written = await run('bots', config, '--folder', folder, '--language', 'en');
  expect(written).toMatchObject({ exitCode: 0 });
  expect(written.text).toMatch(/! Account · Nómina · v[0-9a-f]{6}: Not in the account/u);
  expect(written.text).toContain('31 files in');
  const names = readdirSync(folder);
  expect(names).toContain('conversation_tax.json');
  expect(names).toContain('template_welcome.txt');
  rmSync(dirname(folder), { recursive: true });

  const opened = await openForCommand(config, createLog('silent'));
  const every = { limit: 10, olderThan: null, by: null, action: null };
  const acts = (await opened.kept?.store.audit.list(every)) ?? [];
  await opened.close();
  expect(acts.map(({ by, action, status }) => [by, action, status])).toEqual([
    ['command', 'command provision templates', 200],
    ['command', 'command provision apply', 200],
  ]);

  const refused = await run('plan', { ...config, kommo: { ...config.kommo, token: 'wrong' } });
  expect(refused.exitCode).toBe(1);
  expect(refused.text).toContain('Un administrador debe conectar de nuevo');
  const refusedTo = { ...config, kommo: { ...config.kommo, token: 'wrong' } };
  expect((await run('plan', refusedTo, '--language=pt')).text).toContain('administrador deve');
});
