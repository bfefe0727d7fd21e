import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TemplateAsk } from '../../backend/src/storage/tables.js';
import { openTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

const start = new Date('2026-11-23T12:00:00Z');
const hour = 3_600_000;
const after = (hours: number) => new Date(start.getTime() + hours * hour);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ clock: () => start });
});
beforeEach(() => database.pool.query('delete from template_sends'));
afterAll(() => database.drop());

const ask = (person: number, change: Partial<TemplateAsk> = {}, at = start) =>
  database.store.templateSends.ask(
    {
      ...{ key: `welcome:${person}`, phone: `+1809555${person}`, kommoLeadId: person },
      ...{ purpose: 'new', most: 2, ...change },
    },
    at,
  );

test('people are counted once within 24 hours, however many templates they get (R5.4)', async () => {
  expect(await ask(1)).toBeNull();
  expect(await ask(1, { key: 'start:1' })).toBeNull();
  expect(await ask(2)).toBeNull();
  // The third waits until the first is 24 hours old.
  expect((await ask(3))?.getTime()).toBeGreaterThan(after(24).getTime());
  expect(await ask(2, { key: 'start:2' }, after(1))).toBeNull();
  expect(await ask(3, {}, after(23.9))).not.toBeNull();
  expect(await ask(3, {}, after(24.1))).toBeNull();
});

test('asking again with the same key uses no further place, and one given back is free (R5.4)', async () => {
  expect(await ask(1)).toBeNull();
  expect(await ask(1)).toBeNull();
  expect(await ask(2)).toBeNull();
  expect(await ask(3)).not.toBeNull();
  await database.store.templateSends.giveBack('welcome:2');
  expect(await ask(3)).toBeNull();
});

test('new leads come before follow-ups, and each before who asked later (R5.4)', async () => {
  const touch = { purpose: 'follow_up', most: 2 } as const;
  await ask(1, {}, start);
  await ask(2, {}, after(1));
  const due = [
    await ask(3, { ...touch, key: 'touch:3' }, after(2)),
    await ask(4, {}, after(3)),
    await ask(5, {}, after(4)),
  ];
  expect(due.every((one) => one !== null)).toBe(true);
  // The first place becomes free: it is the new lead's that asked first.
  expect(await ask(3, { ...touch, key: 'touch:3' }, after(24.1))).not.toBeNull();
  expect(await ask(5, {}, after(24.1))).not.toBeNull();
  expect(await ask(4, {}, after(24.1))).toBeNull();
  expect(await database.store.templateSends.backlog(after(24.2))).toMatchObject({
    ...{ reached: 2, newLeads: 1, followUps: 1 },
  });
});

test('who does not come back for its place holds nobody up (R5.4)', async () => {
  await ask(1);
  await ask(2);
  await ask(3);
  await ask(4);
  expect(await ask(4, {}, after(24.5))).toBeNull();
  expect(await ask(5, {}, after(26))).toBeNull();
});

test('however many ask at once, the limit holds (R5.4)', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_none, at) => ask(at, { most: 7 })),
  );
  expect(answers.filter((one) => one === null)).toHaveLength(7);
  expect(new Set(answers.map((one) => one?.getTime())).size).toBeGreaterThan(1);
  expect((await database.store.templateSends.backlog(start)).newLeads).toBe(33);
});

test('a limit of nothing sends nothing and asks again later (R5.4)', async () => {
  expect((await ask(1, { most: 0 }))?.getTime()).toBeGreaterThan(start.getTime());
});
