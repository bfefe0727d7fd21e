import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createOdooWorld, deliver, handOver, historyOf } from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';
import { scriptedOdoo } from '../scripted-odoo.js';

let world: OdooWorld;
beforeEach(async () => {
  world = await createOdooWorld(19);
  await world.control('switches', { addon: true });
});
afterEach(() => world.close());

const rest = { transport: 'rest' } as const;

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

  test('preflight proves address and key without making anything, and says what REST cannot do', async () => {
    expect(await world.connect(rest).preflight()).toMatchObject([
      { state: 'ok' },
      { name: { code: 'preflight.reconciliation' }, state: 'warning' },
    ]);
    expect(await world.records('crm.lead')).toEqual([]);
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
