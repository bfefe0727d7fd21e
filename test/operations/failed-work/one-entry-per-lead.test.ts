import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  discardDeadLetters,
  readDeadLetters,
} from '../../../backend/src/operations/failed-work/dead-letters.js';
import { startReplay } from '../../../backend/src/operations/failed-work/replay.js';
import { taxIdOf, asked, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld();
});
afterEach(() => work.close());

const list = () => readDeadLetters(work.services, 250);

/** As each hook of a won lead does. */
const hook = async (kommoLeadId: number, requestId: string) => {
  await work.services.enqueue('win', { kommoLeadId, by: 'hook', requestId });
  await work.rest();
};

const setTaxId = (id: number, value: string) =>
  work.world.kommo(`/api/v4/leads/${id}`, {
    method: 'PATCH',
    body: { custom_fields_values: [{ field_code: 'TAX_ID', values: [{ value }] }] },
  });

/** As versions before kept them: one for each request of the lead. */
const leaveOlder = async (kommoLeadId: number, count: number) => {
  for (let n = 1; n <= count; n += 1) {
    await work.world.pool.query(
      `insert into dead_letters (id, step, key, data, code, reason, message, attempts, failed_at)
       values ($1, 'send-to-odoo', $2, $3, 'odoo_rejected', null, 'refused', 1, '2026-11-01T00:00:00Z')`,
      [
        `older-${kommoLeadId}-${n}`,
        `${kommoLeadId}:older-${n}`,
        JSON.stringify({ kommoLeadId, requestId: `older-${n}` }),
      ],
    );
  }
};

test('hooks of a failed lead leave one entry, whatever they were (R6.2)', async () => {
  const [id = 0] = await work.parkHandOvers([1]);

  await hook(id, 'second');
  await hook(id, 'third');

  const { items, total } = await list();
  expect({ total, keys: items.map(({ requestId }) => requestId) }).toEqual({
    total: 1,
    keys: ['third'],
  });
  expect(await work.services.deadLetterQueue.countDeadLetters()).toBe(1);
});

test('a hand-over that comes to its end closes what the lead left failed (R6.2)', async () => {
  const [id = 0, other = 0] = await work.parkHandOvers([1, 2]);
  await setTaxId(id, taxIdOf(1));

  await hook(id, 'second');

  expect(await work.services.store.handOvers.find(id)).toMatchObject({ state: 'done' });
  expect((await list()).items.map(({ kommoLeadId }) => kommoLeadId)).toEqual([other]);
});

test('older entries of a lead are shown as one, and replayed as one (R6.2)', async () => {
  const [id = 0, other = 0] = await work.parkHandOvers([1, 2]);
  await leaveOlder(id, 2);
  await leaveOlder(other, 1);
  const { items, total } = await list();
  expect({ total, shown: items.length }).toEqual({ total: 2, shown: 2 });
  expect(items.map(({ requestId }) => requestId).sort()).toEqual(
    [`request-${id}`, `request-${other}`].sort(),
  );
  const chosen = items.find(({ kommoLeadId }) => kommoLeadId === id)?.id ?? '';
  await setTaxId(id, taxIdOf(1));

  await startReplay(work.services, { ids: [chosen], edits: {} }, asked);
  await work.rest();

  expect((await list()).items.map(({ kommoLeadId }) => kommoLeadId)).toEqual([other]);
  expect(await work.services.deadLetterQueue.countDeadLetters()).toBe(2);
});

test('an entry that is given up takes the older ones of its lead with it (R6.2)', async () => {
  const [id = 0] = await work.parkHandOvers([1]);
  await leaveOlder(id, 2);
  const ids = (await list()).items.map((item) => item.id);

  await discardDeadLetters(work.services, ids, {
    reason: 'No procede',
    by: 'user:1001',
    requestId: 'r-1',
  });

  expect(await work.services.deadLetterQueue.countDeadLetters()).toBe(0);
});
