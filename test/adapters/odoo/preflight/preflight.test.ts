import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Check } from '../../../../backend/src/adapters/odoo/odoo.js';
import {
  accountingWith,
  countAll,
  createOdooWorld,
  deliver,
  handOver,
  historyOf,
} from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';
import { inSpanish, saying } from '../../../support/in-spanish.js';

let world: OdooWorld;
beforeEach(async () => {
  world = await createOdooWorld(19);
});
afterEach(() => world.close());

const failing = (checks: readonly Check[]) =>
  checks.filter(({ state }) => state === 'failed').map(({ name }) => inSpanish(name));

describe('preflight', () => {
  test.each([17, 18, 19])(
    'finds nothing wrong with Odoo %i as the sandbox has it',
    async (version) => {
      await world.control('version', { version });
      const before = await countAll(world);
      const checks = await world.odoo.preflight();
      expect(failing(checks)).toEqual([]);
      expect(checks.map(({ name }) => inSpanish(name))).toContain('Ensayo de una entrega');
      expect(await countAll(world)).toEqual(before);
      expect(checks[0]?.found).toEqual(
        saying(new RegExp(`Odoo ${version}.0, transporte json(rpc|2)`)),
      );
    },
  );

  test('names a missing module, a lacking right, a field, a template, a manager and a product', async () => {
    await world.control('switches', {
      modules: ['base', 'mail', 'utm', 'crm', 'product', 'sale'],
      groups: ['base.group_user', 'base.group_partner_manager'],
    });
    const odoo = world.connect({
      leadFields: { company_size: 'x_no_hay', industry_sector: 'create_date' },
      services: accountingWith({
        managerLogin: 'nadie@firma.example',
        product: { code: 'NO-HAY', name: 'x' },
      }),
    });
    expect(failing(await odoo.preflight())).toEqual([
      'Permisos sobre crm.lead',
      'Permisos sobre crm.tag',
      'Módulo Proyecto',
      'Módulo Proyecto',
      'Permisos sobre sale.order',
      'Permisos sobre sale.order.line',
      'Campo x_no_hay de la oportunidad',
      'Campo create_date de la oportunidad',
      'Responsable nadie@firma.example',
      'Producto NO-HAY',
    ]);
  });

  test.each([
    ['the contact', 'res.partner', 'Creación de contactos'],
    ['the opportunity', 'crm.lead', 'todos los documentos'],
    ['the project', 'project.project', 'Proyecto / Administrador'],
    ['a task', 'project.task', 'Proyecto / Administrador'],
    ['the order', 'sale.order', 'todos los documentos'],
  ])(
    'what Odoo would refuse of %s although rights allow it is found by trying (R5.5)',
    async (_name, model, group) => {
      await world.control('faults', { kind: 'access-error', match: `${model}.load` });
      const checks = await world.odoo.preflight();
      expect(failing(checks)).toEqual(['Ensayo de una entrega']);
      expect(checks.find(({ state }) => state === 'failed')?.found).toEqual(saying(group));
    },
  );

  test('a rejected key is the only finding, with what to do', async () => {
    const checks = await world.connect({ keys: ['wrong'] }).preflight();
    expect(checks).toMatchObject([{ name: { code: 'preflight.connection' }, state: 'failed' }]);
    expect(checks[0]?.found).toEqual(saying('clave API'));
  });

  test('Odoo down is a finding, not an exception', async () => {
    const checks = await world.connect({ baseUrl: 'http://127.0.0.1:1' }).preflight();
    expect(checks).toMatchObject([{ state: 'failed', found: saying('no responde') }]);
  });
});

describe('dry run', () => {
  test('lists the calls of a hand-over in order and writes nothing', async () => {
    const before = await countAll(world);
    const calls = await world.odoo.plan(handOver(), historyOf(150));

    expect(calls.map(({ model, method }) => `${model}.${method}`)).toEqual([
      'res.partner.load',
      'res.partner.load',
      'res.partner.write',
      ...Array.from({ length: 5 }, () => expect.stringMatching(/name_create$/)),
      'crm.lead.load',
      'crm.lead.action_set_won',
      'project.project.load',
      'project.task.load',
      'sale.order.load',
      'sale.order.line.load',
      'crm.lead.message_post',
      'crm.lead.message_post',
    ]);
    expect(JSON.stringify(calls)).toContain('res.partner#nuevo1');
    expect(JSON.stringify(calls)).not.toContain('sandbox-odoo');
    expect(await countAll(world)).toEqual(before);
  });

  test('of a lead that is in Odoo already is empty', async () => {
    await deliver(world.odoo, handOver(), historyOf(2));
    expect(await world.odoo.plan(handOver(), historyOf(2))).toEqual([]);
  });
});

describe('reconciliation', () => {
  test('lists what came from Kommo with its lead, won or not', async () => {
    await deliver(world.odoo, handOver());
    await deliver(world.odoo, handOver({ kommoLeadId: 124 }));
    const listed = await world.odoo.listOpportunities(0);
    expect(listed.map(({ kommoLeadId, won, archived }) => [kommoLeadId, won, archived])).toEqual([
      [123, true, false],
      [124, true, false],
    ]);
    expect(await world.odoo.listOpportunities(listed.at(-1)?.id ?? 0)).toEqual([]);
  });

  test.each(['customer', 'opportunity', 'project', 'order'] as const)(
    'a %s that is gone is noticed',
    async (kind) => {
      const made = await deliver(world.odoo, handOver());
      const { id } = {
        customer: made.customer,
        opportunity: made.opportunity,
        project: made.project ?? made.customer,
        order: made.contract ?? made.customer,
      }[kind];
      expect(await world.odoo.findLost(kind, [id, 999])).toEqual({ gone: [999], archived: [] });
    },
  );
});
