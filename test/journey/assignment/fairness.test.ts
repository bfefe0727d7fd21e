import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { distribute } from '../../../domain/assignment/distribute.js';
import { giveAway } from '../../../backend/src/journey/assignment/give-away.js';
import { createStore } from '../../../backend/src/storage/store.js';
import { openPool } from '../../../backend/src/storage/pool.js';
import { openTestDatabase, silentLog } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';
import { member, team } from '../../support/team.js';

const six = [2001, 2002, 2003, 2004, 2005, 2006];
const now = new Date('2026-11-23T14:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ clock: () => now });
});
afterAll(() => database.drop());

test('1,000 leads in an hour go to six executives evenly, none waits (R3.1)', () => {
  const members = six.map((userId) => member(userId));
  let loads = new Map<number, { openLeads: number; lastAssignedAt: string | null }>();
  const waits: number[] = [];
  for (let index = 0; index < 1_000; index += 1) {
    const at = new Date(now.getTime() + index * 3_600);
    const lead = { services: [], sector: null, queuedAt: at.toISOString() };
    const [given] = distribute([lead], { team: team({ members }), loads }, at);
    if (given === undefined) throw new Error('nobody got it');
    const { userId, openLeads } = given.choice.executive;
    loads = new Map(loads).set(userId, {
      ...{ openLeads: openLeads + 1, lastAssignedAt: at.toISOString() },
    });
    waits.push(at.getTime() - Date.parse(given.lead.queuedAt));
  }
  const counts = [...loads.values()].map(({ openLeads }) => openLeads);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([166, 167]);
  expect(Math.max(...waits)).toBe(0);
});

/** A pool and locks of its own, as another process has them. */
const openProcess = () => {
  const pool = openPool({ connectionString: database.connectionString, log: silentLog });
  return { store: createStore({ pool, clock: () => now }), clock: () => now };
};

test('three processes at once never see the same count: the loads stay even (R3.1)', async () => {
  const processes = [openProcess(), openProcess(), openProcess()];
  const members = six.map((userId) => member(userId));
  const give = async (process: ReturnType<typeof openProcess>, kommoLeadId: number) => {
    await process.store.assignments.queue({
      ...{ kommoLeadId, services: [], sector: null, score: 80 },
      queuedAt: now.toISOString(),
    });
    await giveAway(process, team({ members }));
  };
  const leads = Array.from({ length: 60 }, (_lead, index) => index + 1);
  await Promise.all(leads.map((id) => give(processes[id % processes.length] ?? openProcess(), id)));
  const loads = await database.store.assignments.loads();
  expect(six.map((userId) => loads.get(userId)?.openLeads)).toEqual([10, 10, 10, 10, 10, 10]);
  for (const { store } of processes) await store.close();
});
