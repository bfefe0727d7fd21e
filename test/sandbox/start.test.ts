import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PortError } from '../../sandbox/listen.js';
import { startTestSandbox } from './kommo/start.js';

const clock = () => new Date('2026-11-02T14:00:00.000Z');
let dataDir: string;
let said: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-start-'));
  said = [];
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

const start = () => startTestSandbox({ dataDir, clock, say: (line) => said.push(line) });

describe('what an earlier start left', () => {
  test.each([
    ['cut in half', 'kommo.json', '{"version":1,"leads":[{"id":1'],
    ['empty', 'kommo.json', ''],
    ['of an older version', 'kommo.json', '{"version":0,"leads":[]}'],
    ['with a lead that lacks its stage', 'kommo.json', '{"version":1,"leads":[{"id":1}]}'],
    ['cut in half', 'odoo.json', '{"version":19,"switches"'],
    ['of an older version', 'odoo.json', '{"version":12}'],
  ])('a file %s (%s) is moved aside, and the start goes on', async (_case, name, text) => {
    await writeFile(join(dataDir, name), text);
    const sandbox = await start();
    expect((await sandbox.get('/api/v4/account')).status).toBe(200);
    expect((await fetch(sandbox.sandbox.odooUrl, close)).status).toBe(200);
    await sandbox.close();
    const aside = `${name}.unreadable-2026-11-02T14-00-00.000Z`;
    expect(await readdir(dataDir)).toContain(aside);
    expect(await readFile(join(dataDir, aside), 'utf8')).toBe(text);
    expect(said).toEqual([
      `${join(dataDir, name)} no se pudo leer: quedó guardado como ${join(dataDir, aside)} y se empieza de nuevo.`,
    ]);
  });

  test('page values that nobody understands any more do not stop the pages', async () => {
    const first = await start();
    await first.post('/api/v4/leads', [{ name: 'Colmado' }]);
    await first.close();
    const file = join(dataDir, 'kommo.json');
    const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    kept['pageValues'] = { widget: 'yes', triggers: { 0: 'x' }, bots: 7 };
    await writeFile(file, JSON.stringify(kept));
    const second = await start();
    const made = (await second.get('/api/v4/leads')).id('_embedded.leads.0.id');
    expect((await second.post(`/sandbox/leads/${made}/move`, { won: true })).status).toBe(200);
    expect((await second.get(`/leads/detail/${made}`)).status).toBe(200);
    await second.close();
    expect(said).toEqual([]);
  });

  test('the files are for their owner alone: they hold tokens (R8.2)', async () => {
    const sandbox = await start();
    await sandbox.post('/api/v4/leads', [{ name: 'Colmado' }]);
    await fetch(`${sandbox.sandbox.odooUrl}/sandbox/switches`, close);
    await sandbox.close();
    const modes = await Promise.all(
      (await readdir(dataDir)).map(async (name) => (await stat(join(dataDir, name))).mode & 0o777),
    );
    expect(modes.length).toBeGreaterThan(0);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  test('a good file is read without a word', async () => {
    await (await start()).close();
    await (await start()).close();
    expect(said).toEqual([]);
  });
});

const close = { headers: { connection: 'close' } };

test('Odoo and Kommo have one time, which one control moves, over a restart too', async () => {
  const first = await start();
  await first.post('/sandbox/clock', { advanceMs: 7 * 86_400_000 });
  const before = await createdAt(first.sandbox.odooUrl);
  await first.close();
  const second = await start();
  const after = await createdAt(second.sandbox.odooUrl);
  await second.close();
  expect([before, after]).toEqual(['2026-11-09 14:00:00', '2026-11-09 14:00:00']);
});

/** When a record that is made now is created, as Odoo says. */
async function createdAt(odooUrl: string): Promise<unknown> {
  const call = async (method: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${odooUrl}/json/2/res.partner/${method}`, {
      method: 'POST',
      headers: {
        ...close.headers,
        authorization: 'Bearer sandbox-odoo',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const ids = await call('create', { vals_list: [{ name: 'Colmado La Esquina' }] });
  return call('read', { ids, fields: ['create_date'] }).then((rows) =>
    (rows as { create_date: string }[]).map((row) => row.create_date).join(),
  );
}

describe('ports', () => {
  test.each([
    ['port', 'SANDBOX_PORT'],
    ['odooPort', 'SANDBOX_ODOO_PORT'],
  ])('%s in use is told in one line that names %s', async (option, variable) => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const failure: unknown = await startTestSandbox({ [option]: port }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(PortError);
    expect(String(failure)).toContain(
      `El puerto ${port} está ocupado por otro programa. Ciérrelo o elija otro puerto con ${variable}.`,
    );
    await new Promise((done) => other.close(done));
  });

  test.each([
    ['port', 'SANDBOX_PORT', 4190],
    ['odooPort', 'SANDBOX_ODOO_PORT', 6000],
  ])('%s on the list of bad ports is refused with its reason', async (option, variable, port) => {
    const failure: unknown = await startTestSandbox({ [option]: port }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(PortError);
    expect(String(failure)).toContain(`${variable}=${port}: los navegadores y Node se niegan`);
  });

  test('a port that is none is told the same way', async () => {
    const failure = startTestSandbox({ port: Number('cuatro mil') });
    await expect(failure).rejects.toThrow('SANDBOX_PORT debe ser un puerto entre 1 y 65535.');
  });
});
