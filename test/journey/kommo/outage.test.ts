import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClock } from '../../../backend/src/clock.js';
import { capture } from '../../../backend/src/journey/capture/capture.js';
import { watchVendors } from '../../../backend/src/operations/waiting-work/watch-vendors.js';
import { captureLadder } from '../../../domain/blueprint/ladders.js';
import { openWorkWorld } from '../../operations/work-world.js';
import type { WorkWorld } from '../../operations/work-world.js';
import { body, until } from '../../support/world.js';

const start = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;
const outageHours = 36;

const time = createClock(() => new Date(start));
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

async function captureLeads(indexes: readonly number[]): Promise<void> {
  for (const index of indexes) {
    await capture(work.services, 'direct', {
      body: body(index),
      ...{ bodyHash: `${index}`, idempotencyKey: null, requestId: `capture-${index}` },
    });
  }
  await work.world.relay.look();
  await rest();
}

const inKommo = async (): Promise<number> =>
  (await work.world.pool.query('select 1 from leads where kommo_lead_id is not null')).rowCount ??
  0;

const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

test('36 hours without Kommo lose no lead, from the first minute or the last, and no person has to act (R6.1)', async () => {
  await work.world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '502', match: '/api' },
  });
  await captureLeads(from(1, 20));
  const tries = captureLadder.map((_, at) =>
    captureLadder.slice(0, at + 1).reduce((sum, seconds) => sum + seconds / 3_600, 0),
  );
  const during = tries.filter((hours) => hours * 1.25 < outageHours);
  for (const [at, hours] of during.entries()) {
    // A quarter more than the ladder says is the longest that chance makes of it.
    await time.moveTo(hours * 1.25 * hour);
    await rest();
    await captureLeads(from(100 + at, 1));
    await watchVendors(work.services);
  }
  await time.moveTo((outageHours - 0.01) * hour);
  await rest();
  await captureLeads(from(200, 20));
  expect(await work.world.jobs.deadLetters()).toEqual([]);
  expect(await inKommo()).toBe(0);

  await work.world.kommo('/sandbox/faults', { method: 'DELETE' });
  await time.moveTo(outageHours * hour);
  await watchVendors(work.services);
  await until('all are in Kommo', async () => (await inKommo()) === 40 + during.length);
  expect(await work.world.jobs.deadLetters()).toEqual([]);
});

test('whatever chance makes of the waits, the last try comes after 36 hours without Kommo (R6.1)', () => {
  const shortest = captureLadder.reduce((sum, seconds) => sum + seconds, 0);
  expect(shortest).toBeGreaterThan(outageHours * 3_600);
});
