import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  accountingWith,
  countAll,
  createOdooWorld,
  deliver,
  handOver,
  historyOf,
  oneOfEach,
} from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';

const kinds = ['drop-before', 'drop-after-commit'] as const;
const plain = [
  'res.partner.load',
  'utm.campaign.name_create',
  'crm.tag.name_create',
  'crm.lead.load',
  'crm.lead.action_set_won',
  'project.project.load',
  'project.task.load',
  'sale.order.load',
  'sale.order.line.load',
  'sale.order.action_confirm',
  'crm.lead.message_post',
];
const template = (version: number) => [
  version === 19 ? 'project.project.action_create_from_template' : 'project.project.copy',
  'project.task.write',
];
const cases = ([17, 19] as const).flatMap((version) =>
  kinds.flatMap((kind) => [
    ...plain.map((call) => [version, kind, call, null] as const),
    ...template(version).map((call) => [version, kind, call, 1] as const),
  ]),
);

describe('a connection cut at any write, and the hand-over run again', () => {
  let world: OdooWorld;
  afterEach(() => world.close());

  test.each(cases)(
    'Odoo %i, %s at %s: one of each (R6.2)',
    async (version, kind, call, templateId) => {
      world = await createOdooWorld(version);
      const services = accountingWith({
        contract: 'confirmed_order',
        projectTemplateId: templateId,
      });
      await world.control('faults', [{ kind, match: call, times: 1 }]);

      await expect(
        deliver(world.connect({ services }), handOver(), historyOf(3)),
      ).rejects.toMatchObject({
        code: 'odoo_unreachable',
        retry: { kind: 'backoff' },
      });
      const repeated = await deliver(world.connect({ services }), handOver(), historyOf(3));

      expect(repeated.history).toMatchObject({ notes: 1, entries: 3 });
      expect(await countAll(world)).toEqual(oneOfEach);
      expect(await world.records('sale.order')).toMatchObject([{ state: 'sale' }]);
      expect(await world.records('crm.lead')).toMatchObject([{ probability: 100 }]);
    },
  );
});

describe('a long history', () => {
  let world: OdooWorld;
  beforeEach(async () => {
    world = await createOdooWorld(19);
  });
  afterEach(() => world.close());

  test('a cut between its notes goes on behind the last one, also when it has grown (R5.5)', async () => {
    const { id: customerId } = await world.odoo.ensureCustomer(handOver());
    const { id } = await world.odoo.ensureOpportunity(handOver(), customerId);
    await world.control('faults', [
      { kind: 'drop-after-commit', match: '*.message_post', times: 1 },
    ]);
    await expect(world.odoo.writeHistory(handOver(), id, historyOf(230))).rejects.toMatchObject({
      code: 'odoo_unreachable',
    });

    const written = await world.connect().writeHistory(handOver(), id, historyOf(235));

    expect(written).toEqual({ notes: 3, entries: 235, added: 2 });
    const notes = (await world.records('mail.message')).filter(({ message_id: ref }) =>
      String(ref).includes('-hist-'),
    );
    const texts = notes.map(({ body }) => String(body)).join('');
    for (const entry of historyOf(235)) {
      expect(texts.split(`${entry.text}<`)).toHaveLength(2);
    }
    expect(notes.map(({ date }) => date)).toEqual([
      '2026-10-01 13:39:00',
      '2026-10-01 15:19:00',
      '2026-10-01 15:54:00',
    ]);
    expect(notes.every(({ is_internal: internal }) => internal === true)).toBe(true);
    expect(await world.control('mailed')).toEqual([]);
  });
});
