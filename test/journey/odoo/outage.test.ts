import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClock } from '../../../backend/src/clock.js';
import { watchVendors } from '../../../backend/src/operations/waiting-work/watch-vendors.js';
import { captureLadder } from '../../../domain/blueprint/ladders.js';
import { openWorkWorld } from '../../operations/work-world.js';
import type { WorkWorld } from '../../operations/work-world.js';
import { countOdoo, grown, oneOfEach, wonLeads } from '../../support/won-leads.js';
import { until } from '../../support/world.js';

const hour = 3_600_000;
const outageHours = 36;

const time = createClock(() => new Date('2026-11-20T12:00:00Z'));
let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld({ clock: time.now });
  time.onMoved(() => work.world.jobs.followClock(time.offsetMs()));
});
afterEach(() => work.close());

/** Nothing runs, and what waits has its time ahead. */
const rest = () =>
  until('the queue rests', async () =>
    (await work.world.jobs.stats()).every(
      ({ waiting, delayed, running }) => waiting === delayed && running === 0,
    ),
  );

async function win(indexes: readonly number[]): Promise<readonly number[]> {
  const ids = await wonLeads(work.world, work.services, indexes);
  await work.services.enqueue(
    'send-to-odoo',
    ...ids.map((kommoLeadId) => ({ kommoLeadId, requestId: `request-${kommoLeadId}` })),
  );
  await rest();
  return ids;
}

test('36 hours without Odoo leave no hand-over to a person, won in the first minute or the last, and each is made once (R6.2)', async () => {
  const before = await countOdoo(work.world);
  await work.world.odoo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });
  const ids = [...(await win([1, 2]))];
  const tries = captureLadder.map((_, at) =>
    captureLadder.slice(0, at + 1).reduce((sum, seconds) => sum + seconds / 3_600, 0),
  );
  // A quarter more than the ladder says is the longest that chance makes of it.
  for (const hours of tries.filter((one) => one * 1.25 < outageHours)) {
    await time.moveTo(hours * 1.25 * hour);
    await rest();
    await watchVendors(work.services);
  }
  await time.moveTo((outageHours - 0.01) * hour);
  await rest();
  ids.push(...(await win([3])));
  expect(await work.world.jobs.deadLetters()).toEqual([]);
  expect(grown(before, await countOdoo(work.world))).toEqual(grown(before, before));

  await work.world.odoo('/sandbox/faults', { method: 'DELETE' });
  await time.moveTo(outageHours * hour);
  await watchVendors(work.services);
  await until('all are in Odoo', async () => {
    const found = await Promise.all(ids.map((id) => work.services.store.handOvers.find(id)));
    return found.every((one) => one?.state === 'done');
  });
  expect(await work.world.jobs.deadLetters()).toEqual([]);
  const all = Object.entries(oneOfEach).map(([model, one]) => [model, one * ids.length]);
  expect(grown(before, await countOdoo(work.world))).toEqual(Object.fromEntries(all));
});
