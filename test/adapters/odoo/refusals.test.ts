import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { send } from '../../../backend/src/adapters/http-client.js';
import { denyUnlessAllowed } from '../../../backend/src/adapters/odoo/records/external-id.js';
import { createRecords } from '../../../backend/src/adapters/odoo/records/records.js';
import { connect } from '../../../backend/src/adapters/odoo/transport/connect.js';
import { createKeyRing } from '../../../backend/src/adapters/odoo/transport/keys.js';
import { createOdooWorld, deliver, handOver, historyOf, noon } from './odoo-world.js';
import type { OdooWorld } from './odoo-world.js';
import { saying } from '../../support/in-spanish.js';

let world: OdooWorld;
afterEach(() => world.close());

const bot = [
  'base.group_user',
  'sales_team.group_sale_salesman_all_leads',
  'project.group_project_manager',
  'base.group_partner_manager',
];

describe.each([17, 18, 19] as const)('Odoo %i', (version) => {
  beforeEach(async () => {
    world = await createOdooWorld(version);
  });

  test('has no error in its log after a hand-over and its repeat (R5.5)', async () => {
    await deliver(world.odoo, handOver(), historyOf(3));
    await deliver(world.odoo, handOver(), historyOf(4));

    expect((await world.requests()).filter(({ error }) => error !== null)).toEqual([]);
  });

  test('what somebody changed in Odoo stays as it is when the hand-over is repeated', async () => {
    const first = await deliver(world.odoo, handOver());
    const change = (model: string, id: number, values: Record<string, unknown>) =>
      world.call(model, 'write', [id], values);
    const partners = await world.records('res.partner');
    const contact = partners.find((row) => row['parent_id'] === first.customer.id);
    const [task] = (await world.records('project.task')).filter(
      (row) => row['project_id'] === first.project?.id,
    );
    const [line] = await world.records('sale.order.line');
    await change('res.partner', contact?.id ?? 0, {
      name: 'Ana M. Pérez',
      email: false,
      ref: 'A1',
    });
    await change('project.task', task?.id ?? 0, { name: 'Otra cosa' });
    await change('sale.order.line', line?.id ?? 0, { price_unit: 99 });

    await deliver(world.odoo, handOver());

    const named = async (model: string, id: number | undefined) =>
      (await world.records(model)).find((row) => row.id === id);
    expect(await named('res.partner', contact?.id)).toMatchObject({ name: 'Ana M. Pérez' });
    expect(await world.records('res.partner')).toHaveLength(partners.length);
    expect(await named('project.task', task?.id)).toMatchObject({ name: 'Otra cosa' });
    expect(await named('sale.order.line', line?.id)).toMatchObject({ price_unit: 99 });
    expect(await world.records('sale.order.line')).toHaveLength(1);
  });

  test.each([
    ['contacts', ['base.group_user'], 'Creación de contactos'],
    ['opportunities', ['base.group_user', 'base.group_partner_manager'], 'Ventas / Usuario'],
    ['projects', bot.filter((group) => !group.startsWith('project.')), 'Proyecto / Administrador'],
  ])(
    'a right to %s that is missing names the group that gives it, whichever call it comes from (R6.2)',
    async (_name, groups, group) => {
      await world.control('switches', { groups });
      await expect(deliver(world.odoo, handOver())).rejects.toMatchObject({
        code: 'odoo_access_denied',
        retry: { kind: 'never' },
        reason: saying(group),
      });
    },
  );
});

test.each([
  [18, 'en'],
  [18, 'es'],
  [19, 'en'],
] as const)(
  'a field that %i keeps to other groups is a missing right, in "%s" too, and no bad data (R6.2)',
  async (version, language) => {
    world = await createOdooWorld(version);
    await world.control('switches', { language });
    const { id } = await world.odoo.ensureCustomer(handOver());
    const columns = ['id', 'name', 'parent_id/.id'];
    const answer = (await world.call('res.partner', 'load', columns, [
      ['__kommo__.x', 'Ana', id],
    ])) as { messages: readonly { message: string }[] };
    const settings = world.settings();
    const keys = createKeyRing(settings.keys, () => noon);
    const records = createRecords(connect({ settings, keys, send }), () => noon);

    const texts = answer.messages.map(({ message }) => message);
    expect(texts).toHaveLength(1);
    await expect(denyUnlessAllowed(records, 'res.partner', texts)).rejects.toMatchObject({
      code: 'odoo_access_denied',
      reason: saying('credit_limit'),
    });
    await denyUnlessAllowed(records, 'res.partner', ['El nombre "Ana" no sirve']);
  },
);
