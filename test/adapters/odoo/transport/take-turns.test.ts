import { afterEach, describe, expect, test } from '@jest/globals';
import { takeTurns } from '../../../../backend/src/adapters/odoo/transport/take-turns.js';
import type {
  OdooCall,
  OdooTransport,
} from '../../../../backend/src/adapters/odoo/transport/transport.js';
import { AppError, backoff, never } from '../../../../backend/src/errors.js';
import { createOdooWorld, deliver, handOver } from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';

/** Loads rows of names: an id per row, unless one of them is refused or throws. */
function loading(
  seen: number[],
  fail: (names: readonly string[]) => unknown = () => null,
): OdooTransport {
  return {
    kind: 'json2',
    readServer: () => Promise.reject(new Error('not asked here')),
    call: async ({ args }) => {
      const names = (args?.['data'] as string[][]).map((row) => row[1] ?? '');
      seen.push(names.length);
      await new Promise((resolve) => setImmediate(resolve));
      const failure = fail(names);
      if (failure instanceof Error) throw failure;
      return failure ?? { ids: names.map(Number), messages: [] };
    },
  };
}

const load = (name: string, model = 'res.partner'): OdooCall => ({
  model,
  method: 'load',
  args: { fields: ['id', 'name'], data: [[`__kommo__.${name}`, name]] },
});

describe('rows that wait for a turn', () => {
  test('travel together, and each caller gets its own ids', async () => {
    const seen: number[] = [];
    const turns = takeTurns(loading(seen), 1);
    const answers = await Promise.all(
      Array.from({ length: 250 }, (_row, index) => turns.call(load(String(index + 1)))),
    );
    expect(answers).toEqual(
      answers.map((_answer, index) => expect.objectContaining({ ids: [index + 1] }) as unknown),
    );
    expect(Math.max(...seen)).toBe(100);
    expect(seen.length).toBeLessThanOrEqual(4);
  });

  test('of other models travel apart', async () => {
    const seen: number[] = [];
    const turns = takeTurns(loading(seen), 1);
    await Promise.all(
      [load('1'), load('2', 'crm.lead'), load('3'), load('4', 'crm.lead')].map((call) =>
        turns.call(call),
      ),
    );
    expect(seen.every((rows) => rows <= 2)).toBe(true);
    expect(seen.reduce((sum, rows) => sum + rows, 0)).toBe(4);
  });

  const refused = { ids: false, messages: [{ type: 'error', message: 'no' }] };
  const mapping = new AppError('odoo_mapping', 'no such field', { retry: never });
  test.each([
    ['refused', (names: readonly string[]) => (names.includes('7') ? refused : null)],
    ['a fault', (names: readonly string[]) => (names.includes('7') ? mapping : null)],
  ])('one row that is %s leaves the others as they are', async (_name, fail) => {
    const turns = takeTurns(loading([], fail), 1);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_row, index) => turns.call(load(String(index)))),
    );
    const good = answers.filter(
      (answer, index) =>
        answer.status === 'fulfilled' && JSON.stringify(answer.value).includes(`[${index}]`),
    );
    expect(good).toHaveLength(19);
  });

  test('without an answer are not asked again one by one', async () => {
    const seen: number[] = [];
    const gone = new AppError('odoo_unreachable', 'no answer', { retry: backoff });
    const turns = takeTurns(
      loading(seen, () => gone),
      1,
    );
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_row, index) => turns.call(load(String(index)))),
    );
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(seen.length).toBeLessThanOrEqual(2);
  });
});

describe('many hand-overs at once', () => {
  let world: OdooWorld;
  afterEach(() => world.close());

  test('thirty make thirty of each in well under thirty times the calls of one (R5.5)', async () => {
    world = await createOdooWorld(19);
    const leads = Array.from({ length: 31 }, (_lead, index) =>
      handOver({
        kommoLeadId: 1_000 + index,
        kommoContactId: 2_000 + index,
        kommoCompanyId: 3_000 + index,
        taxId: null,
        person: {
          ...handOver().person,
          companyName: `Empresa ${index}`,
          email: `p${index}@e${index}.example`,
        },
      }),
    );
    const [first, ...others] = leads;
    if (first) await deliver(world.odoo, first);
    await world.control('requests', undefined, 'DELETE');

    await Promise.all(others.map((lead) => deliver(world.odoo, lead)));

    expect((await world.requests()).length).toBeLessThan(30 * 14);
    expect(await world.records('crm.lead')).toHaveLength(31);
    expect((await world.records('res.partner')).length - 9).toBe(62);
    const lines = await world.records('sale.order.line');
    const orders = await world.records('sale.order');
    expect(new Set(lines.map((line) => line['order_id'])).size).toBe(31);
    expect(new Set(orders.map((order) => order['opportunity_id'])).size).toBe(31);
  });
});
