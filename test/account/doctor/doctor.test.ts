import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DoctorCheck } from '../../../contract/admin.js';
import { createKommoClient } from '../../../backend/src/adapters/kommo/http/client.js';
import { odooOf } from '../../../backend/src/create-services.js';
import { createStageStore } from '../../../backend/src/account/provision/stage-store.js';
import { runDoctor } from '../../../backend/src/account/doctor/doctor.js';
import type { DoctorTools } from '../../../backend/src/account/doctor/doctor.js';
import { checkToken } from '../../../backend/src/account/doctor/doctor-kommo.js';
import { checkClock } from '../../../backend/src/account/doctor/doctor-clock.js';
import { checkDatabase, checkDisk } from '../../../backend/src/account/doctor/doctor-database.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { silentLog } from '../../support/database.js';
import { unlimitedTurns } from '../../support/unlimited-turns.js';
import { inSpanish } from '../../support/in-spanish.js';
import { doctorSchema } from '../../../contract/admin.js';

const clock = () => new Date();
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
  await world.kommo('/sandbox/switches', { method: 'DELETE' });
});
afterAll(() => world.close());

/** A client of its own for each look, so that no fault of one test closes the circuit of the next. */
function toolsOf(change: Partial<DoctorTools> = {}, token = 'sandbox-token'): DoctorTools {
  const { config, services } = world;
  const { connection, store } = services;
  const client = createKommoClient({
    baseUrl: config.kommo.baseUrl,
    token: () => Promise.resolve(token),
    shared: unlimitedTurns,
    log: silentLog,
    clock,
    sleep: () => Promise.resolve(),
  });
  const facts = { version: 180004, now: new Date(), sizeBytes: 9e6, tables: 9 };
  return {
    config,
    clock,
    client,
    readFacts: () => Promise.resolve({ ...facts, pending: [], unknown: [] }),
    kept: { connection, settings: store.settings, stages: createStageStore(store.settings) },
    odoo: odooOf({ config, log: silentLog, clock }),
    longestWaitMs: 10_000,
    ...change,
  };
}

async function look(change: Partial<DoctorTools> = {}, token?: string) {
  const { checks } = doctorSchema.parse(inSpanish(await runDoctor(toolsOf(change, token))));
  return (name: string): DoctorCheck | undefined => checks.find((check) => check.name === name);
}

const fault = (body: Readonly<Record<string, unknown>>) =>
  world.kommo('/sandbox/faults', { method: 'POST', body });

describe('the doctor of an account as it is to be', () => {
  test('finds nothing wrong with Kommo and names what it found (R9.2)', async () => {
    await world.kommo('/api/v4/leads', { method: 'POST', body: [{ name: 'Uno' }] });
    const { checks } = await runDoctor(toolsOf());
    const kommo = checks.filter(({ group }) => group === 'kommo' || group === 'hooks');
    expect(kommo.filter(({ state }) => state === 'failed')).toEqual([]);
    const names = kommo.map(({ name }) => inSpanish(name));
    expect(names).toEqual([
      'Cuenta',
      'Autorización',
      'Permisos',
      'Alcance: datos de la cuenta',
      'Alcance: contactos',
      'Alcance: historial de chats',
      'Embudos y etapas',
      'Campos',
      'Razones de pérdida',
      'Webhooks de la cuenta',
      'Bots y plantillas',
      'Límite de llamadas',
      'Control de duplicados',
    ]);
    for (const { state, remedy } of checks) expect(remedy === null).toBe(state === 'ok');
  });

  test('asks Odoo everything a hand-over needs', async () => {
    const { checks } = await runDoctor(toolsOf());
    const odoo = checks.filter(({ group }) => group === 'odoo');
    expect(odoo.length).toBeGreaterThan(3);
    expect(odoo[0]).toMatchObject({ name: { code: 'preflight.connection' }, state: 'ok' });
  });
});

describe('what is wrong is said with what to do', () => {
  test('another account', async () => {
    const { config } = world;
    const other = { ...config, kommo: { ...config.kommo, accountId: 5 } };
    const check = await look({ config: other });
    expect(check('Cuenta')).toMatchObject({ state: 'failed' });
    expect(check('Cuenta')?.remedy).toContain('KOMMO_ACCOUNT_ID');
  });

  test('a token that Kommo refuses ends the looks at Kommo', async () => {
    const check = await look({}, 'wrong');
    expect(check('Cuenta')).toMatchObject({ state: 'failed' });
    expect(check('Cuenta')?.remedy).toContain('conectar de nuevo');
    expect(check('Permisos')).toBeUndefined();
    expect(check('Conexión')).toMatchObject({ state: 'ok' });
  });

  test('a token of an executive', async () => {
    const { token } = (await world.kommo('/sandbox/oauth/long-lived', {
      method: 'POST',
      body: { days: 90, user_id: 1002 },
    })) as { token: string };
    const check = await look({}, token);
    expect(check('Permisos')).toMatchObject({ state: 'failed' });
    expect(check('Webhooks de la cuenta')).toMatchObject({ state: 'warning' });
  });

  test.each([
    ['402', 'kommo', /Renuévelo/],
    ['403-html', 'kommo', /soporte de Kommo/],
    ['500', 'kommo', /Suele ser pasajero/],
    ['429', 'kommo', /unos minutos/],
  ])('Kommo answers %s', async (kind, _group, remedy) => {
    await fault({ kind, match: '/api/v4/account', times: 20 });
    const check = await look();
    expect(check('Cuenta')?.state).toBe('failed');
    expect(check('Cuenta')?.remedy).toMatch(remedy);
  });

  test('Kommo that does not answer costs no more than its time limit', async () => {
    await fault({ kind: 'slow', match: '/api/v4/account', ms: 4_000, times: 20 });
    const check = await look({ longestWaitMs: 300 });
    expect(check('Cuenta')?.found).toContain('No respondió');
  });

  test.each([['402'], ['403-scope'], ['404']])(
    'a plan without account hooks (%s) is a warning, and the other looks go on',
    async (kind) => {
      await fault({ kind, match: '/api/v4/webhooks', times: 20 });
      const check = await look();
      expect(check('Webhooks de la cuenta')).toMatchObject({ state: 'warning', group: 'hooks' });
      expect(check('Webhooks de la cuenta')?.remedy).toContain('Advanced');
      expect(check('Campos')?.state).toBe('ok');
    },
  );

  test('a scope that is missing', async () => {
    await fault({ kind: '403-scope', match: '/api/v4/leads?', times: 5 });
    const check = await look();
    expect(check('Alcance: datos de la cuenta')).toMatchObject({ state: 'failed' });
    expect(check('Alcance: datos de la cuenta')?.remedy).toContain('Claves y alcances');
  });

  test('a hook that is gone, and one of an old address', async () => {
    const hooks = (await world.kommo('/api/v4/webhooks')) as {
      _embedded: { webhooks: { destination: string; settings: string[] }[] };
    };
    const [hook] = hooks._embedded.webhooks;
    const body = { destination: hook?.destination };
    await world.kommo('/api/v4/webhooks', { method: 'DELETE', body });
    const old = 'https://old.example/webhooks/kommo/an-old-secret';
    await world.kommo('/api/v4/webhooks', {
      method: 'POST',
      body: { destination: old, settings: ['add_lead'] },
    });
    const check = await look();
    expect(check('Webhooks de la cuenta')).toMatchObject({ state: 'failed', group: 'hooks' });
    expect(check('Otros webhooks del companion')?.found).toContain('old.example');
    expect(check('Otros webhooks del companion')?.found).not.toContain('an-old-secret');
    await world.kommo('/api/v4/webhooks', { method: 'DELETE', body: { destination: old } });
    await world.kommo('/api/v4/webhooks', { method: 'POST', body: hook });
    expect((await look())('Webhooks de la cuenta')?.state).toBe('ok');
  });

  test('fields and stages that somebody has removed are named (R3.2)', async () => {
    const fields = (await world.kommo('/api/v4/leads/custom_fields?limit=250')) as {
      _embedded: { custom_fields: { id: number; code: string | null }[] };
    };
    const field = fields._embedded.custom_fields.find(({ code }) => code === 'TAX_REGIME');
    await world.kommo(`/api/v4/leads/custom_fields/${field?.id ?? 0}`, { method: 'DELETE' });
    const check = await look();
    expect(check('Campos')).toMatchObject({ state: 'failed' });
    expect(check('Campos')?.found).toContain('TAX_REGIME');
    expect(check('Campos')?.remedy).toContain('apply');
  });

  test('a limit that Kommo has named within the last day', async () => {
    const { settings } = world.services.store;
    await settings.set('kommo.limited', { at: new Date().toISOString(), times: 3 });
    expect((await look())('Límite de llamadas')).toMatchObject({ state: 'warning' });
    const longAgo = new Date(Date.now() - 2 * 86_400_000).toISOString();
    await settings.set('kommo.limited', { at: longAgo, times: 3 });
    expect((await look())('Límite de llamadas')).toMatchObject({ state: 'ok' });
  });

  test('Odoo that refuses the key, and Odoo that is not there', async () => {
    const { config } = world;
    if (config.odoo === null) throw new Error('the world has an Odoo');
    const wrongKey = { ...config, odoo: { ...config.odoo, keys: ['another-key'] } };
    const refused = await look({ odoo: odooOf({ config: wrongKey, log: silentLog, clock }) });
    expect(refused('Conexión')).toMatchObject({ group: 'odoo', state: 'failed' });
    expect(refused('Conexión')?.remedy).toContain('ODOO_KEY');
    expect((await look({ odoo: null }))('Conexión')).toMatchObject({ state: 'warning' });
  });

  test('without a database the other looks go on', async () => {
    const gone = () => Promise.reject(new Error('gone'));
    const check = await look({ kept: null, readFacts: gone });
    expect(check('Base de datos')).toMatchObject({ state: 'failed' });
    expect(check('Cuenta')).toMatchObject({ state: 'ok' });
    expect(check('Autorización')).toMatchObject({ state: 'warning' });
  });
});

describe('each rule on both sides of its boundary', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const connected = {
    state: 'connected',
    since: now.toISOString(),
    kind: 'token',
    account: 'sandbox.kommo.com',
    remedy: null,
    connectUrl: null,
  } as const;
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();

  test.each([
    [null, 'ok'],
    [inDays(15.5), 'ok'],
    [inDays(14), 'warning'],
    [inDays(-1), 'failed'],
  ])('a token that ends at %s is %s', (expiresAt, state) => {
    expect(checkToken({ ...connected, expiresAt }, now).state).toBe(state);
  });

  test.each(['needs_authorisation', 'revoked', 'payment_required', 'blocked', 'unreachable'])(
    'a connection that is %s has failed',
    (state) => {
      const given = { ...connected, expiresAt: null, remedy: 'Haga algo', state } as const;
      const check = checkToken(given as Parameters<typeof checkToken>[0], now);
      expect(check).toMatchObject({ state: 'failed', remedy: 'Haga algo' });
    },
  );

  test.each([
    [4_999, 'ok'],
    [5_000, 'warning'],
    [24_999, 'warning'],
    [25_000, 'failed'],
    [-25_000, 'failed'],
  ])('a clock that is %d ms off is %s', (ms, state) => {
    expect(
      checkClock({ code: 'doctor.clock_of_kommo' }, now, new Date(now.getTime() + ms)).state,
    ).toBe(state);
  });

  test.each([
    [200 * 2 ** 20 - 1, 'failed'],
    [200 * 2 ** 20, 'warning'],
    [2 ** 30, 'ok'],
  ])('%d free bytes are %s', (free, state) => {
    expect(checkDisk(free).state).toBe(state);
  });

  test.each([
    [{ version: 140012 }, 'Versión', 'failed'],
    [{ version: 150000 }, 'Versión', 'ok'],
    [{ pending: ['one'] }, 'Tablas', 'warning'],
    [{ unknown: ['one'] }, 'Tablas', 'failed'],
  ])('a database with %j', async (change, name, state) => {
    const facts = {
      ...{ version: 180000, now, sizeBytes: 1, tables: 3, pending: [], unknown: [] },
      ...change,
    };
    const checks = await checkDatabase(facts, null);
    expect(checks.find((check) => inSpanish(check.name) === name)?.state).toBe(state);
  });

  test('the disk is measured also before the first start has made the folder', async () => {
    const facts = { version: 180000, now, sizeBytes: 1, tables: 3, pending: [], unknown: [] };
    const checks = await checkDatabase(facts, '/not/made/yet');
    expect(checks.map(({ name }) => inSpanish(name))).toContain('Espacio en disco');
  });
});
