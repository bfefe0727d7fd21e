import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { odooSteps } from '../../../contract/odoo.js';
import { handOverSteps } from '../../../backend/src/journey/reading/hand-over.js';
import { work } from '../../../backend/src/work/table.js';
import type { Services } from '../../../backend/src/services.js';
import { startCuttingProxy } from '../../support/cutting-proxy.js';
import type { CuttingProxy } from '../../support/cutting-proxy.js';
import {
  countOdoo,
  deliver,
  grown,
  inKommo,
  odooRows,
  oneOfEach,
  servicesOf,
  wonLeads,
} from '../../support/won-leads.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const done = { kind: 'done', next: [] };
const set = (world: World, path: string, body: unknown) =>
  world.odoo(`/sandbox/${path}`, { method: 'POST', body });

test('the steps run in the order that the card shows (R9.1)', () => {
  expect(handOverSteps.map(({ step }) => step)).toEqual([...odooSteps]);
});

test('what can heal is tried at least eight times over 27 hours (R6.2)', () => {
  const { ladder } = work['send-to-odoo'];
  expect(ladder.length + 1).toBeGreaterThanOrEqual(8);
  expect(ladder.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(27 * 3600);
});

describe('a won lead arrives whole', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  test.each([
    ['Odoo 19 over JSON-2', 19, 'json2'],
    ['Odoo 18 over JSON-RPC', 18, 'jsonrpc'],
    ['Odoo 17 over JSON-RPC', 17, 'jsonrpc'],
  ] as const)('%s: every step, its id, and Kommo told (R1.6, R5.5)', async (_name, version, by) => {
    await set(world, 'version', { version });
    const services = servicesOf(world);
    const before = await countOdoo(world);
    const [id = 0] = await wonLeads(world, services, [1], {
      taxId: '1-31-24679-6',
      notes: ['Quiere empezar en enero'],
      messages: ['Buenas, ¿cuánto cuesta?'],
    });

    expect(await deliver(services, [id])).toEqual([done]);

    expect(grown(before, await countOdoo(world))).toEqual(oneOfEach);
    const { steps, state } = (await services.store.handOvers.find(id)) ?? { steps: [], state: '' };
    expect(state).toBe('done');
    expect(steps.map(({ step }) => step)).toEqual([...odooSteps]);
    expect(steps.every((step) => step.state === 'done')).toBe(true);
    const [customer] = steps;
    const { lead, notes } = await inKommo(world, services, id);
    expect(lead).toMatchObject({ odooCustomerId: customer?.odooId, odooUrl: customer?.url });
    expect(lead?.tags).toContain('En Odoo');
    expect(notes).toEqual([`Entregado a Odoo: ${customer?.url}`]);

    const partners = await odooRows(world, 'res.partner');
    expect(partners.find((row) => row.id === customer?.odooId)).toMatchObject({
      name: 'Ferretería El Progreso 0001 SRL',
      vat: '131246796',
      is_company: true,
    });
    const [opportunity] = await odooRows(world, 'crm.lead');
    expect(opportunity).toMatchObject({ probability: 100, expected_revenue: 25_000 });
    const requests = (await world.odoo('/sandbox/requests')) as {
      transport: string;
      call: string;
    }[];
    expect(requests.filter(({ call }) => call === 'crm.lead.load')).toMatchObject([
      { transport: by },
    ]);
    const history = (await odooRows(world, 'mail.message')).find((row) =>
      String(row['message_id']).includes('-hist-'),
    );
    expect(String(history?.['body'])).toContain('Quiere empezar en enero');
    expect(String(history?.['body'])).toContain('Buenas, ¿cuánto cuesta?');
    expect(await world.odoo('/sandbox/mailed')).toEqual([]);
  });

  test('the firm’s own endpoint takes the whole lead, and the card names its customer (R5.5)', async () => {
    await set(world, 'switches', { addon: true });
    const services = servicesOf(world, { odoo: { transport: 'rest' } });
    const [id = 0] = await wonLeads(world, services, [1], { notes: ['Quiere empezar en enero'] });

    expect(await deliver(services, [id])).toEqual([done]);

    expect(await odooRows(world, 'crm.lead')).toHaveLength(1);
    const steps = (await services.store.handOvers.find(id))?.steps ?? [];
    expect(steps.map(({ step, state }) => [step, state])).toEqual([
      ['customer', 'done'],
      ['opportunity', 'done'],
      ['project', 'done'],
      ['contract', 'done'],
      ['history', 'done'],
      ['kommo', 'done'],
    ]);
    const messages = await odooRows(world, 'mail.message');
    const told = messages.filter(({ body }) => String(body).includes('Quiere empezar en enero'));
    expect(told).toHaveLength(1);
    expect((await inKommo(world, services, id)).lead?.odooCustomerId).toBe(steps[0]?.odooId);
    expect(await world.odoo('/sandbox/mailed')).toEqual([]);
  });

  test('what the settings turn off is recorded as skipped', async () => {
    const services = servicesOf(world, { odoo: { services: {} } });
    const [id = 0] = await wonLeads(world, services, [1]);

    expect(await deliver(services, [id])).toEqual([done]);

    const steps = (await services.store.handOvers.find(id))?.steps ?? [];
    expect(steps.filter(({ state }) => state === 'skipped').map(({ step }) => step)).toEqual([
      'project',
      'contract',
    ]);
  });
});

describe('once, whatever fails', () => {
  let world: World;
  let toOdoo: CuttingProxy;
  let toKommo: CuttingProxy;
  let cut: Services;
  let index = 0;
  beforeAll(async () => {
    world = await openWorld();
    await set(world, 'switches', { latencyMs: 0 });
    toOdoo = await startCuttingProxy(world.odooUrl);
    toKommo = await startCuttingProxy(world.kommoUrl);
    cut = servicesOf(world, { odooUrl: toOdoo.url, kommoUrl: toKommo.url });
  });
  afterAll(async () => {
    await toOdoo.close();
    await toKommo.close();
    await world.close();
  });

  const oneMore = async (options: Parameters<typeof wonLeads>[3] = {}) => {
    index += 1;
    const change = {
      utm_source: `fuente-${index}`,
      utm_campaign: `campaña-${index}`,
      ...options.change,
    };
    const [id = 0] = await wonLeads(world, servicesOf(world), [index], {
      notes: ['Una nota'],
      ...options,
      change,
    });
    return id;
  };

  const writes = (proxy: CuttingProxy) =>
    proxy.seen.filter((call) => call.writes).map(({ call }) => call);

  /** Runs until it is done; every failure on the way must be one that heals. */
  async function repeat(services: Services, id: number): Promise<number> {
    for (let run = 1; run <= 4; run += 1) {
      const [outcome] = await deliver(services, [id]);
      if (outcome?.kind === 'done') return run;
      expect(outcome).toMatchObject({
        kind: 'failed',
        error: { retry: { kind: expect.stringMatching(/backoff|after/) } },
      });
      expect(await services.store.handOvers.find(id)).toMatchObject({
        state: 'requested',
        failure: { code: expect.stringMatching(/odoo_unreachable|kommo_unreachable/) },
      });
    }
    throw new Error('four tries were not enough');
  }

  test('a connection cut at any write, before and after its commit, and repeated: one of each (R6.2)', async () => {
    // The first makes what all others find: the service's tag.
    await deliver(cut, [await oneMore()]);
    const clean = await oneMore();
    toOdoo.forget();
    toKommo.forget();
    expect(
      await repeat(servicesOf(world, { odooUrl: toOdoo.url, kommoUrl: toKommo.url }), clean),
    ).toBe(1);
    const calls = { odoo: writes(toOdoo), kommo: writes(toKommo) };
    expect(calls.odoo).toEqual(
      expect.arrayContaining(['res.partner.load', 'crm.lead.load', 'crm.lead.message_post']),
    );
    expect(calls.kommo).toEqual([
      expect.stringContaining('PATCH /api/v4/leads/'),
      expect.stringContaining('/notes'),
    ]);
    const cases = [
      ...calls.odoo.map((call, position) => ({ proxy: toOdoo, call, position })),
      ...calls.kommo.map((call, position) => ({ proxy: toKommo, call, position })),
    ].flatMap((one) => [
      { ...one, when: 'before' as const },
      { ...one, when: 'after' as const },
    ]);

    for (const { proxy, call, position, when } of cases) {
      const id = await oneMore();
      const before = await countOdoo(world);
      // A cache that the clean run has filled spares calls, so the gateway is a fresh one each time.
      const services = servicesOf(world, { odooUrl: toOdoo.url, kommoUrl: toKommo.url });
      proxy.forget();
      proxy.cutAtWrite(position + 1, when);

      const runs = await repeat(services, id);

      const name = `${when} ${call} (write ${position + 1})`;
      expect([name, runs]).toEqual([name, 2]);
      expect([name, grown(before, await countOdoo(world))]).toEqual([name, oneOfEach]);
      const { lead, notes } = await inKommo(world, services, id);
      expect([name, notes]).toEqual([name, [`Entregado a Odoo: ${lead?.odooUrl}`]]);
    }
    expect(await world.odoo('/sandbox/mailed')).toEqual([]);
  });

  const deaths = odooSteps.flatMap((step) =>
    (['before', 'after'] as const).map((when) => ({ step, when })),
  );
  test.each(deaths)('the process dies $when the record of $step: one of each', async (death) => {
    const id = await oneMore();
    const before = await countOdoo(world);
    const services = servicesOf(world);
    const { store } = services;
    const dying: Services = {
      ...services,
      store: {
        ...store,
        handOvers: {
          ...store.handOvers,
          recordStep: async (leadId, step) => {
            const dies = step.step === death.step;
            if (!dies || death.when === 'after') await store.handOvers.recordStep(leadId, step);
            if (dies) throw new Error('the process died');
          },
          // A dead process writes nothing more.
          recordWaiting: () => Promise.resolve(),
          finish: () => Promise.reject(new Error('the process died')),
        },
      },
    };

    await deliver(dying, [id]);
    expect(await deliver(servicesOf(world), [id])).toEqual([done]);

    expect(grown(before, await countOdoo(world))).toEqual(oneOfEach);
    const { lead, notes } = await inKommo(world, services, id);
    expect(notes).toEqual([`Entregado a Odoo: ${lead?.odooUrl}`]);
  });

  test('eight deliveries of one lead at once, by two processes: one of each', async () => {
    const id = await oneMore();
    const before = await countOdoo(world);
    const processes = [servicesOf(world), servicesOf(world)];

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_run, run) => deliver(processes[run % 2] ?? cut, [id])),
    );

    const kinds = outcomes.flat().map(({ kind }) => kind);
    expect(kinds).toContain('done');
    expect(kinds.filter((kind) => kind === 'failed')).toEqual([]);
    expect(await deliver(cut, [id])).toEqual([done]);
    expect(grown(before, await countOdoo(world))).toEqual(oneOfEach);
    expect((await inKommo(world, cut, id)).notes).toHaveLength(1);
  });

  test('eight gateways that share nothing: Odoo itself keeps one customer and one opportunity', async () => {
    const id = await oneMore();
    const before = await countOdoo(world);
    const unlocked = (services: Services): Services => ({
      ...services,
      store: {
        ...services.store,
        shared: {
          ...services.store.shared,
          tryLocks: (names, work) => work(new Set(names)),
        },
      },
    });
    await Promise.all(Array.from({ length: 8 }, () => deliver(unlocked(servicesOf(world)), [id])));
    await deliver(servicesOf(world), [id]);

    expect(grown(before, await countOdoo(world))).toMatchObject({
      'res.partner': 2,
      'crm.lead': 1,
      'project.project': 1,
      'project.task': 4,
      'sale.order': 1,
      'sale.order.line': 1,
    });
  });

  test('twenty leads at once arrive each once, whatever waits for whom', async () => {
    const indexes = Array.from({ length: 20 }, (_lead, position) => 500 + position);
    const ids = await wonLeads(world, servicesOf(world), indexes);
    const before = await countOdoo(world);

    const outcomes = await deliver(cut, ids);

    expect(outcomes).toEqual(ids.map(() => done));
    expect(grown(before, await countOdoo(world))).toMatchObject({
      'res.partner': 40,
      'crm.lead': 20,
      'project.project': 20,
      'sale.order': 20,
      'mail.message': 20,
    });
  });
});
