import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  accountingWith,
  countAll,
  createOdooWorld,
  deliver,
  handOver,
  historyOf,
} from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';
import { scriptedOdoo } from '../scripted-odoo.js';
import { sayIn } from '../../../../wording/say.js';
import { saying } from '../../../support/in-spanish.js';

let world: OdooWorld;
beforeEach(async () => {
  world = await createOdooWorld(19);
  await world.control('switches', { addon: true });
});
afterEach(() => world.close());

const rest = { transport: 'rest' } as const;

const refersTo = (link: unknown, id: number): boolean =>
  Array.isArray(link) ? link[0] === id : link === id;

describe('the customer’s own POST /api/crm/leads (R5.5)', () => {
  test.each(['bearer', 'x-api-key'] as const)(
    'a hand-over with %s answers the customer id',
    async (restHeader) => {
      const made = await deliver(world.connect({ ...rest, restHeader }), handOver(), historyOf(3));

      expect(made.customer.created).toBe(true);
      expect(await world.records('crm.lead')).toMatchObject([
        { id: made.opportunity.id, name: handOver().leadName, expected_revenue: 25_000 },
      ]);
      const company = (await world.records('res.partner')).find(
        ({ id }) => id === made.customer.id,
      );
      expect(company).toMatchObject({ name: 'Distribuidora Caribe SRL', vat: '131246796' });
      expect(made.project?.id).toBeGreaterThan(0);
    },
  );

  test('repeated, also eight at once, it is one customer and one opportunity (R6.2)', async () => {
    const odoo = world.connect({ ...rest, concurrency: 8 });
    const runs = await Promise.allSettled(
      Array.from({ length: 8 }, () => odoo.ensureCustomer(handOver())),
    );
    const refused = runs.flatMap((run) =>
      run.status === 'rejected' ? [run.reason as unknown] : [],
    );
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'odoo_unreachable', retry: { kind: 'after' } });
    }
    await deliver(odoo, handOver());
    expect(await world.records('crm.lead')).toHaveLength(1);
  });

  test('an impossible RNC is refused before anything is sent', async () => {
    await expect(
      world.connect(rest).ensureCustomer(handOver({ taxId: '131246795' })),
    ).rejects.toMatchObject({ code: 'odoo_rejected', retry: { kind: 'never' } });
    expect(await world.records('crm.lead')).toEqual([]);
  });

  test('the wrong key opens the circuit', async () => {
    const odoo = world.connect({ ...rest, keys: ['wrong'] });
    await expect(odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code: 'odoo_key_rejected',
    });
    const before = (await world.requests()).length;
    await expect(odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code: 'odoo_key_rejected',
    });
    expect(await world.requests()).toHaveLength(before);
  });

  test('a stock Odoo without the endpoint is a wrong setting, and preflight says so', async () => {
    await world.control('switches', { addon: false });
    const odoo = world.connect(rest);
    await expect(odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code: 'odoo_not_configured',
      retry: { kind: 'never' },
    });
    expect(await odoo.preflight()).toMatchObject([{ state: 'failed' }]);
  });

  test('it brings what the other transports bring: tasks, order, names, language', async () => {
    const given = handOver({
      services: [
        { key: 'accounting', label: 'Contabilidad' },
        { key: 'tax', label: 'Fiscal' },
      ],
    });
    const before = (await world.records('project.task')).length;
    const { project, customer } = await deliver(world.connect(rest), given);
    const other = await createOdooWorld(19);
    const asked = await deliver(other.connect(), given);

    const partOf = async (odoo: OdooWorld, made: typeof project, customerId: number) => {
      const tasks = (await odoo.records('project.task'))
        .slice(before)
        .map((task) => [task['name'], task['date_deadline']]);
      const name = (await odoo.records('project.project')).find(({ id }) => id === made?.id)?.[
        'name'
      ];
      const partners = (await odoo.records('res.partner')).filter(
        (partner) => partner.id === customerId || refersTo(partner['parent_id'], customerId),
      );
      const lines = (await odoo.records('sale.order.line')).map((line) => [
        ...[line['name'], line['price_unit'], line['product_uom_qty']],
      ]);
      const orders = (await odoo.records('sale.order')).map((order) => [
        ...[order['client_order_ref'], order['state'], order['origin']],
      ]);
      return { tasks, name, languages: partners.map(({ lang }) => lang), lines, orders };
    };
    const byRest = await partOf(world, project, customer.id);
    expect(byRest).toEqual(await partOf(other, asked.project, asked.customer.id));
    expect(byRest.tasks).toHaveLength(7);
    expect(byRest.lines).toHaveLength(2);
    expect(byRest.name).toBe('Contabilidad, Fiscal · Distribuidora Caribe SRL');
    expect(byRest.languages).toEqual(['es_ES', 'es_ES']);
    await other.close();
  });

  test('a confirmed order is confirmed once, has its price, and its link is answered', async () => {
    const services = accountingWith({ contract: 'confirmed_order' });
    const odoo = world.connect({ ...rest, services });
    const { contract } = await deliver(odoo, handOver({ amount: 45_000 }));
    expect((await deliver(odoo, handOver({ amount: 45_000 }))).contract?.id).toBe(contract?.id);
    expect(await world.records('sale.order')).toMatchObject([{ id: contract?.id, state: 'sale' }]);
    expect(await world.records('sale.order.line')).toMatchObject([{ price_unit: 45_000 }]);
    await expect(
      odoo.ensureCustomer(handOver({ kommoLeadId: 124, amount: 0 })),
    ).rejects.toMatchObject({ reason: saying('No hay un precio') });
  });

  test('the amount is in Odoo’s currency by the set rate, or nothing is made', async () => {
    const inDollars = handOver({ currency: 'USD', amount: 500 });
    await expect(world.connect(rest).ensureCustomer(inDollars)).rejects.toMatchObject({
      code: 'odoo_mapping',
      retry: { kind: 'never' },
      reason: saying('ODOO_EXCHANGE_RATES (USD>DOP=…)'),
    });
    expect(await world.records('crm.lead')).toEqual([]);
    await deliver(world.connect({ ...rest, exchangeRates: { 'DOP>USD': 1 / 60 } }), inDollars);
    expect(await world.records('crm.lead')).toMatchObject([{ expected_revenue: 30_000 }]);
  });

  describe('preflight', () => {
    test('has Odoo make a hand-over and undo it, and says what REST does not carry', async () => {
      const before = await countAll(world);
      expect(await world.connect(rest).preflight()).toMatchObject([
        { name: { code: 'preflight.connection' }, state: 'ok' },
        { name: { code: 'preflight.rehearsal' }, state: 'ok' },
        {
          name: { code: 'preflight.not_carried' },
          state: 'warning',
          found: saying('La suscripción'),
        },
      ]);
      expect(await countAll(world)).toEqual(before);
    });

    test('finds a missing right by using it', async () => {
      await world.control('switches', {
        groups: ['base.group_user', 'base.group_partner_manager'],
      });
      expect(await world.connect(rest).preflight()).toMatchObject([
        { state: 'ok' },
        {
          name: { code: 'preflight.rehearsal' },
          state: 'failed',
          found: saying('no tiene permiso'),
        },
        { state: 'warning' },
      ]);
    });

    test('of a service that cannot rehearse says so; it keeps nothing, for the key is not sent', async () => {
      const server = await scriptedOdoo(() => ({
        status: 422,
        body: { error: 'invalid_request', message: 'must not be empty', field: 'kommo_ref' },
      }));
      const checks = await world.connect({ ...rest, baseUrl: server.url }).preflight();
      expect(checks).toMatchObject([
        { state: 'ok' },
        {
          name: { code: 'preflight.rehearsal' },
          state: 'warning',
          found: saying('no sabe ensayar'),
        },
        { state: 'warning' },
      ]);
      for (const { body } of server.seen) expect(body).not.toHaveProperty('customer');
      await server.close();
    });

    test('of a service that ignores dry_run sends it no row that it could keep', async () => {
      const kept = { status: 201, body: { customer_id: 10, lead_id: 5, created: true } };
      const server = await scriptedOdoo(({ body }) =>
        'customer' in body
          ? kept
          : { status: 422, body: { error: 'invalid_request', message: 'no', field: 'customer' } },
      );
      expect(await world.connect({ ...rest, baseUrl: server.url }).preflight()).toMatchObject([
        { state: 'ok' },
        { name: { code: 'preflight.rehearsal' }, state: 'warning' },
        { state: 'warning' },
      ]);
      for (const { body } of server.seen) expect(body).not.toHaveProperty('customer');
      await server.close();
    });

    test('of a service that says it rehearses and keeps the row names what it kept, once', async () => {
      const server = await scriptedOdoo(({ body }) =>
        'customer' in body
          ? { status: 201, body: { customer_id: 10, lead_id: 5, created: true } }
          : { status: 422, body: { error: 'invalid_request', message: 'no', field: 'dry_run' } },
      );
      const checks = await world.connect({ ...rest, baseUrl: server.url }).preflight();
      expect(checks[1]).toMatchObject({
        state: 'failed',
        found: saying('cliente n.º 10, oportunidad n.º 5'),
        remedy: saying('Borre en Odoo los registros «Ensayo de entrega»'),
      });
      const rows = server.seen.filter(({ body }) => JSON.stringify(body).includes('customer'));
      expect(rows).toHaveLength(1);
      await server.close();
    });

    test('a refused key is found by asking for the server too, so that what waits is woken rightly', async () => {
      expect(await world.connect(rest).readServer()).toMatchObject({ transport: 'rest' });
      await expect(world.connect({ ...rest, keys: ['wrong'] }).readServer()).rejects.toMatchObject({
        code: 'odoo_key_rejected',
      });
    });
  });

  test('the README lists what REST does not carry, and the page has the same list', () => {
    const { lacks } = world.connect(rest);
    expect(lacks.length).toBeGreaterThan(3);
    const readme = readFileSync('README.md', 'utf8');
    for (const one of lacks) expect(readme).toContain(`- ${sayIn('en')(one)}`);
    expect(world.connect().lacks).toEqual([]);
  });

  const answers = [
    [
      '409',
      { status: 409, body: { error: 'concurrent_request', retryable: true } },
      'odoo_unreachable',
      'after',
    ],
    ['422', { status: 422, body: { error: 'rejected', message: 'no' } }, 'odoo_rejected', 'never'],
    [
      'two customers that match',
      { status: 422, body: { error: 'ambiguous_customer', message: 'a, b' } },
      'odoo_ambiguous',
      'never',
    ],
    ['403', { status: 403, body: { error: 'access_denied' } }, 'odoo_access_denied', 'never'],
    [
      'a redirect',
      { status: 302, html: '', headers: { location: '/web/login' } },
      'odoo_unreachable',
      'backoff',
    ],
    ['200 without ids', { body: { ok: true } }, 'odoo_unreachable', 'backoff'],
  ] as const;
  test.each(answers)('%s is judged', async (_name, answer, code, retry) => {
    const server = await scriptedOdoo(() => answer);
    const odoo = world.connect({ ...rest, baseUrl: server.url });
    await expect(odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code,
      retry: { kind: retry },
    });
    await server.close();
  });
});
