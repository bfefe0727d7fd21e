import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  accountingWith,
  countAll,
  createOdooWorld,
  deliver,
  handOver,
  historyOf,
  oneOfEach,
} from './odoo-world.js';
import type { OdooWorld } from './odoo-world.js';

const servers = [
  [17, 'auto'],
  [18, 'auto'],
  [19, 'auto'],
  [19, 'jsonrpc'],
] as const;

describe.each(servers)('a hand-over to Odoo %i over %s', (version, transport) => {
  let world: OdooWorld;
  beforeEach(async () => {
    world = await createOdooWorld(version, transport);
  });
  afterEach(() => world.close());

  test('makes customer, contact, won opportunity, project, contract and notes (R5.5)', async () => {
    const made = await deliver(world.odoo, handOver(), historyOf(3));

    const partners = await world.records('res.partner');
    const company = partners.find(({ id }) => id === made.customer.id);
    const contact = partners.find(({ name }) => name === 'Ana Pérez');
    expect(company).toMatchObject({
      is_company: true,
      vat: '131246796',
      country_id: 61,
      lang: 'es_ES',
    });
    expect(contact).toMatchObject({ parent_id: made.customer.id, email: 'ana@caribe.example' });
    expect(version === 19 ? contact?.['phone'] : contact?.['mobile']).toBe('+18095550101');

    const [lead] = await world.records('crm.lead');
    expect(lead).toMatchObject({
      id: made.opportunity.id,
      type: 'opportunity',
      partner_id: contact?.id,
      user_id: 6,
      expected_revenue: 25_000,
      stage_id: 4,
      probability: 100,
      referred: 'Kommo lead 123',
    });
    expect(lead?.['date_closed']).toBeTruthy();
    expect(lead?.['description']).toMatch(/Puntaje inicial: 20\/100 \(NURTURING\)/);
    expect(lead?.['description']).toMatch(/Puntaje tras la conversación: 81\/100 \(HOT\)/);

    const [order] = await world.records('sale.order');
    expect(order).toMatchObject({
      id: made.contract?.id,
      state: 'draft',
      client_order_ref: 'KOMMO-123',
    });
    expect(await world.records('sale.order.line')).toMatchObject([{ price_unit: 25_000 }]);

    const tasks = (await world.records('project.task')).filter(
      (task) => task['project_id'] === made.project?.id,
    );
    expect(tasks.map(({ name, date_deadline: due }) => [name, due])).toEqual([
      ['Recibir documentos del cliente', '2026-11-23 21:00:00'],
      ['Configurar catálogo de cuentas', '2026-11-27 21:00:00'],
      ['Cargar saldos iniciales', '2026-12-04 21:00:00'],
      ['Primer cierre mensual', '2026-12-25 21:00:00'],
    ]);
    expect(made.history).toEqual({ notes: 1, entries: 3, added: 1 });
    expect(await world.control('mailed')).toEqual([]);
  });

  test('repeated it finds everything and makes nothing (R6.2)', async () => {
    const first = await deliver(world.odoo, handOver(), historyOf(3));
    const before = await countAll(world);

    const second = await deliver(world.connect(), handOver(), historyOf(3));

    expect(await countAll(world)).toEqual(before);
    expect(second.customer).toEqual({ ...first.customer, created: false });
    expect(second.opportunity).toEqual({ ...first.opportunity, created: false });
    expect(second.project).toEqual({ ...first.project, created: false });
    expect(second.contract).toEqual({ ...first.contract, created: false });
    expect(second.history).toEqual({ notes: 1, entries: 3, added: 0 });
  });

  test('eight at once make one of each (R6.2)', async () => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => deliver(world.odoo, handOver(), historyOf(3))),
    );

    expect(new Set(runs.map(({ customer }) => customer.id)).size).toBe(1);
    expect(new Set(runs.map(({ opportunity }) => opportunity.id)).size).toBe(1);
    expect(await countAll(world)).toEqual(oneOfEach);
  });

  test('eight gateways at once make one customer, opportunity and contract (R6.2)', async () => {
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const odoo = world.connect();
        const { id } = await odoo.ensureCustomer(handOver());
        const opportunity = await odoo.ensureOpportunity(handOver(), id);
        await odoo.ensureContract(handOver(), id, opportunity.id);
      }),
    );

    expect(await countAll(world)).toMatchObject({ partners: 2, leads: 1, orders: 1, lines: 1 });
  });

  test('a project comes from its template, with due dates on the tasks it brought (R5.5)', async () => {
    const odoo = world.connect({
      services: accountingWith({ projectTemplateId: 1, managerLogin: 'ramon@firma.example' }),
    });
    const { project } = await deliver(odoo, handOver());

    const tasks = (await world.records('project.task')).filter(
      (task) => task['project_id'] === project?.id,
    );
    expect(tasks).toHaveLength(4);
    expect(tasks.every((task) => Boolean(task['date_deadline']))).toBe(true);
    const made = (await world.records('project.project')).find(({ id }) => id === project?.id);
    expect(made).toMatchObject({ user_id: 7, name: 'Contabilidad · Distribuidora Caribe SRL' });
    expect(made?.['is_template'] ?? false).toBe(false);
  });

  test('what a lead typed never becomes markup (R8.1)', async () => {
    const nasty = '<script>alert(1)</script><img src=x onerror=alert(2)>&"\'\u0000';
    const given = handOver({
      leadName: nasty,
      tags: [nasty],
      person: { ...handOver().person, fullName: `Ana ${nasty}`, companyName: nasty },
      answers: [{ question: 'main_challenge', label: 'Desafío', shown: nasty }],
      attribution: { utm_source: nasty },
    });
    await deliver(world.odoo, given, [
      { ref: 'a', at: '2026-10-01T12:00:00.000Z', kind: 'note', author: nasty, text: nasty },
    ]);

    const [lead] = await world.records('crm.lead');
    const notes = (await world.records('mail.message')).map(({ body }) => String(body));
    for (const html of [String(lead?.['description']), ...notes]) {
      expect(html).not.toMatch(/<script|<img/);
      expect(html).not.toContain('\u0000');
    }
    expect(lead?.['description']).toMatch(/&lt;script&gt;/);
    expect(notes.some((body) => body.includes('&lt;img'))).toBe(true);
  });
});
