import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
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
  work = await openWorkWorld({ clock: time.now, atPace: true });
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

async function captureLeads(indexes: readonly number[], time = 'once'): Promise<void> {
  for (const index of indexes) {
    await capture(work.services, 'direct', {
      body: body(index),
      ...{ bodyHash: `${index} ${time}`, idempotencyKey: null, requestId: `capture-${index}` },
    });
  }
  await work.world.relay.look();
  await rest();
}

const inKommo = async (): Promise<number> =>
  (await work.world.pool.query('select 1 from leads where kommo_lead_id is not null')).rowCount ??
  0;

const callsToKommo = async () =>
  z
    .array(z.object({ method: z.string(), path: z.string(), status: z.number() }))
    .parse(await work.world.kommo('/sandbox/requests'));

const notesInKommo = async () =>
  (await callsToKommo()).filter(({ method, path }) => method === 'POST' && path.endsWith('/notes'))
    .length;

const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

test('36 hours without Kommo lose no lead, from the first minute or the last, no person has to act, and the drain keeps to seven calls a second (R6.1, R8.2)', async () => {
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
  // Who came before comes again: read, written and told of one by one.
  await captureLeads(from(1, 10), 'again');
  expect(await work.world.jobs.deadLetters()).toEqual([]);
  expect(await inKommo()).toBe(0);

  await work.world.kommo('/sandbox/faults', { method: 'DELETE' });
  await work.world.kommo('/sandbox/requests', { method: 'DELETE' });
  // Kommo's own: the eighth call within a second is refused, and whoever is refused is blocked.
  const limits = { perSecond: 7, perAccount: 50, blockAfter: 1 };
  await work.world.kommo('/sandbox/limits', { method: 'POST', body: limits });
  await time.moveTo(outageHours * hour);
  await watchVendors(work.services);
  await until('all are in Kommo', async () => (await inKommo()) === 40 + during.length);
  await rest();
  expect(await work.world.jobs.deadLetters()).toEqual([]);
  await until('those who came again are told of', async () => (await notesInKommo()) === 10);
  const calls = await callsToKommo();
  expect(calls.filter(({ status }) => status === 429 || status === 403)).toEqual([]);
  expect(calls.length).toBeGreaterThan(20);
});

test('whatever chance makes of the waits, the last try comes after 36 hours without Kommo (R6.1)', () => {
  const shortest = captureLadder.reduce((sum, seconds) => sum + seconds, 0);
  expect(shortest).toBeGreaterThan(outageHours * 3_600);
});
