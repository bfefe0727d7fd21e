import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { captureLadder } from '../../../domain/blueprint/ladders.js';
import type { Services } from '../../../backend/src/services.js';
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
import { inSpanish, saying } from '../../support/in-spanish.js';

let world: World;
let services: Services;
let passedMs = 0;
const pass = (seconds: number) => {
  passedMs += seconds * 1000;
};
beforeEach(async () => {
  world = await openWorld({ clock: () => new Date(Date.now() + passedMs) });
  services = servicesOf(world);
});
afterEach(() => world.close());

const done = { kind: 'done', next: [] };
const fault = (body: unknown) => world.odoo('/sandbox/faults', { method: 'POST', body });
const clearFaults = () => world.odoo('/sandbox/faults', { method: 'DELETE' });
const odooCalls = async () => ((await world.odoo('/sandbox/requests')) as unknown[]).length;
const handOverOf = (id: number) => services.store.handOvers.find(id);

describe('what passes is waited for (R6.2)', () => {
  test.each([
    ['Odoo is down', { kind: '502' }],
    ['its records are locked', { kind: 'serialization', match: '*.load' }],
    ['it is out of connections', { kind: 'out-of-connections' }],
  ])(
    '%s: the hand-over stays asked for, says what it waits for, and goes on',
    async (_name, down) => {
      const [id = 0] = await wonLeads(world, services, [1]);
      await fault(down);

      expect(await deliver(services, [id])).toMatchObject([
        { kind: 'failed', error: { code: 'odoo_unreachable', retry: { kind: 'backoff' } } },
      ]);
      expect(await handOverOf(id)).toMatchObject({
        state: 'requested',
        failure: { code: 'odoo_unreachable' },
      });

      await clearFaults();
      expect(await deliver(services, [id])).toEqual([done]);
      expect(await handOverOf(id)).toMatchObject({ state: 'done', failure: null });
    },
  );

  test('a try while Odoo is still down costs one call to it and none to Kommo', async () => {
    const [id = 0] = await wonLeads(world, services, [1]);
    await fault({ kind: '502' });
    await deliver(services, [id]);
    await world.kommo('/sandbox/requests', { method: 'DELETE' });
    const before = await odooCalls();

    await deliver(services, [id]);

    expect((await odooCalls()) - before).toBeLessThanOrEqual(1);
    expect(await world.kommo('/sandbox/requests')).toEqual([]);
  });

  test('an Odoo that is down is looked at every 45 s, which costs no try, and goes on when it is back', async () => {
    const [id = 0] = await wonLeads(world, services, [1]);
    await fault({ kind: '502' });
    await deliver(services, [id]);
    for (let run = 1; run <= 20; run += 1) {
      pass(45);
      expect(await deliver(services, [id])).toMatchObject([
        { kind: 'failed', error: { retry: { kind: 'after', ms: 45_000, costsTry: false } } },
      ]);
    }
    await clearFaults();
    expect(await deliver(services, [id])).toEqual([done]);
  });

  test.each([
    ['down for longer than the ladder takes', { kind: '502' }, false],
    ['refusing one call to the last try', { kind: '502', match: '*.load' }, true],
  ])('an Odoo that is %s parks it, and a new request starts again', async (_name, down, isLast) => {
    const [id = 0] = await wonLeads(world, services, [1]);
    await fault(down);
    await deliver(services, [id]);
    expect(await handOverOf(id)).toMatchObject({ state: 'requested' });

    pass(captureLadder.reduce((sum, seconds) => sum + seconds, 0));
    await deliver(services, [id], { attempt: 2, isLast });
    expect(await handOverOf(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'odoo_unreachable' },
    });

    await clearFaults();
    await services.store.handOvers.request(id, 'user:1002', 'again');
    expect(await deliver(services, [id])).toEqual([done]);
  });
});

describe('what cannot heal fails at once, with its reason in Spanish (R6.2)', () => {
  test('an RNC whose check digit is wrong', async () => {
    const [id = 0] = await wonLeads(world, services, [1], { taxId: '1-31-24679-5' });
    expect(await deliver(services, [id])).toMatchObject([
      { kind: 'failed', error: { code: 'odoo_rejected', retry: { kind: 'never' } } },
    ]);
    expect(inSpanish(await handOverOf(id))).toMatchObject({
      state: 'failed',
      failure: {
        code: 'odoo_rejected',
        reason: saying('el dígito verificador no coincide'),
      },
    });
    expect(await odooRows(world, 'crm.lead')).toEqual([]);
  });

  test.each([
    ['data that Odoo refuses', { kind: 'validation', match: 'project.project.*' }, 'odoo_rejected'],
    [
      'a right that is missing',
      { kind: 'access-error', match: 'crm.lead.*' },
      'odoo_access_denied',
    ],
    ['a module that is missing', { kind: 'missing-module:project' }, 'odoo_mapping'],
  ])('%s', async (_name, wrong, code) => {
    const [id = 0] = await wonLeads(world, services, [1]);
    await fault(wrong);

    expect(await deliver(services, [id])).toMatchObject([
      { kind: 'failed', error: { code, retry: { kind: 'never' } } },
    ]);
    const failed = await handOverOf(id);
    expect(failed).toMatchObject({ state: 'failed', failure: { code } });
    expect(inSpanish(failed?.failure?.reason)).toMatch(/Odoo|integración/);

    await clearFaults();
    await services.store.handOvers.request(id, 'user:1002', 'again');
    expect(await deliver(services, [id])).toEqual([done]);
  });

  test('a lead that is gone from Kommo, and its neighbours arrive', async () => {
    const [gone = 0, there = 0] = await wonLeads(world, services, [1, 2]);
    await world.kommo(`/sandbox/leads/${gone}/delete`, { method: 'POST', body: {} });

    const outcomes = await deliver(services, [gone, there]);

    expect(outcomes).toMatchObject([{ kind: 'failed', error: { code: 'lead_not_found' } }, done]);
    expect(await handOverOf(gone)).toMatchObject({ state: 'failed' });
  });
});

describe('what only a person mends waits without end', () => {
  test('a rejected key: nothing is tried with it again, and a new key lets the work go on', async () => {
    const wrong = servicesOf(world, { odoo: { keys: ['wrong'] } });
    const [id = 0] = await wonLeads(world, services, [1]);
    const wait = {
      kind: 'failed',
      error: { code: 'odoo_key_rejected', retry: { kind: 'after', costsTry: false } },
    };
    expect(await deliver(wrong, [id])).toMatchObject([wait]);
    const calls = await odooCalls();

    for (let run = 0; run < 10; run += 1) expect(await deliver(wrong, [id])).toMatchObject([wait]);

    expect(await odooCalls()).toBe(calls);
    expect(await handOverOf(id)).toMatchObject({
      state: 'requested',
      failure: { code: 'odoo_key_rejected' },
    });
    expect(await deliver(services, [id])).toEqual([done]);
  });

  test('a key that Odoo accepts again is found within a minute, and by the doctor at once', async () => {
    const [first = 0, second = 0] = await wonLeads(world, services, [1, 2]);
    const setKeys = (keys: readonly string[]) =>
      world.odoo('/sandbox/switches', { method: 'POST', body: { keys } });
    await setKeys([]);
    await deliver(services, [first, second]);
    await setKeys(['sandbox-odoo']);
    pass(45);
    expect(await deliver(services, [first])).toEqual([done]);

    await setKeys([]);
    await deliver(services, [second]);
    await setKeys(['sandbox-odoo']);
    const [connection] = (await services.odoo?.preflight()) ?? [];
    expect(connection).toMatchObject({ name: { code: 'preflight.connection' }, state: 'ok' });
    expect(await deliver(services, [second])).toEqual([done]);
  });

  test('no configuration', async () => {
    const [id = 0] = await wonLeads(world, services, [1]);
    expect(await deliver({ ...services, odoo: null }, [id])).toMatchObject([
      { kind: 'failed', error: { code: 'odoo_not_configured', retry: { costsTry: false } } },
    ]);
    expect(await handOverOf(id)).toMatchObject({
      state: 'requested',
      failure: { code: 'odoo_not_configured' },
    });
  });
});

describe('a record that somebody deleted in Odoo', () => {
  const remove = async (model: string, ids: readonly number[]) => {
    const { groups } = (await world.odoo('/sandbox/switches')) as { groups: string[] };
    const all = [...groups, 'sales_team.group_sale_manager'];
    await world.odoo('/sandbox/switches', { method: 'POST', body: { groups: all } });
    const response = await fetch(`${world.odooUrl}/json/2/${model}/unlink`, {
      method: 'POST',
      headers: { authorization: 'bearer sandbox-odoo', 'content-type': 'application/json' },
      body: JSON.stringify({ ids }),
    });
    expect([response.status, await response.text()]).toEqual([200, 'true']);
    await world.odoo('/sandbox/switches', { method: 'POST', body: { groups } });
  };

  test.each([
    ['customer', 'res.partner', 'crm.lead.load'],
    ['customer', 'res.partner', 'project.project.load'],
    ['customer', 'res.partner', 'sale.order.load'],
    ['opportunity', 'crm.lead', '*.message_post'],
  ] as const)('the %s (%s), while the work waited at %s: made again', async (step, model, at) => {
    const [id = 0] = await wonLeads(world, services, [1], { notes: ['Una nota'] });
    const before = await countOdoo(world);
    await fault({ kind: '502', match: at });
    await deliver(services, [id]);
    await clearFaults();
    const lost = (await handOverOf(id))?.steps.find((one) => one.step === step)?.odooId ?? 0;
    await remove(model, [lost]);

    let runs = 0;
    for (let last = await deliver(services, [id]); last[0]?.kind !== 'done'; runs += 1) {
      expect(runs).toBeLessThan(3);
      last = await deliver(services, [id]);
    }

    const grew = grown(before, await countOdoo(world));
    expect(grew).toEqual(oneOfEach);
    const now = (await handOverOf(id))?.steps.find((one) => one.step === step)?.odooId;
    expect(now).not.toBe(lost);
    const { lead, notes } = await inKommo(world, services, id);
    expect(lead?.odooCustomerId).toBe((await handOverOf(id))?.steps[0]?.odooId);
    expect(notes).toHaveLength(1);
  });
});

test('hostile text arrives as text, and nobody is mailed', async () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}';
  const [id = 0] = await wonLeads(world, services, [1], {
    change: {
      company_name: `Ferretería ${evil} SRL`,
      service_type: 'Consultoría',
      main_challenge: evil,
    },
    notes: [evil, `${evil}\n\u202Egnp.exe`],
    messages: [evil],
  });

  expect(await deliver(services, [id])).toEqual([done]);

  const bodies = [
    ...(await odooRows(world, 'mail.message')).map(({ body }) => String(body)),
    ...(await odooRows(world, 'crm.lead')).map(({ description }) => String(description)),
    ...(await odooRows(world, 'project.project')).map(({ description }) => String(description)),
  ].join('');
  expect(bodies).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(bodies).not.toMatch(/<script|<img|onerror=[^&]*>(?!;)/i);
  expect(await world.odoo('/sandbox/mailed')).toEqual([]);
});
