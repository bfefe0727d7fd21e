import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enqueueQueued } from '../../backend/src/operations/assignment/enqueue-queued.js';
import { enqueueDue } from '../../backend/src/operations/conversations/enqueue-due.js';
import { enqueueQuizzes } from '../../backend/src/operations/drafts/enqueue-quizzes.js';
import { enqueueTouches } from '../../backend/src/operations/follow-up/enqueue-touches.js';
import { enqueueDrafts } from '../../backend/src/operations/landing/enqueue-drafts.js';
import { enqueueStages } from '../../backend/src/operations/stages/enqueue-stages.js';
import { enqueueBy } from '../../backend/src/work/request.js';
import { openTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { team } from '../support/team.js';

let database: TestDatabase;
const now = new Date('2026-11-23T14:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** More than a tick takes at once, and all of them due before the last one. */
const stuck = Array.from({ length: 201 }, (_none, index) => 1_000 + index);
const last = 9_999;

beforeAll(async () => {
  database = await openTestDatabase({ clock: () => now });
});

afterAll(() => database.drop());

/** Asks twice, as two ticks do, and answers for which leads work was asked. */
async function askedFor(tick: typeof enqueueDue) {
  const asked = new Set<string>();
  const enqueue = enqueueBy((requests) => {
    for (const { key } of requests) asked.add(key);
    return Promise.resolve();
  });
  const { store } = database;
  await tick({ store, clock: () => now, enqueue });
  await tick({ store, clock: () => now, enqueue });
  return [...asked];
}

test('conversations whose work failed for good stay due and hold up no other (R5.1)', async () => {
  const due = (minutes: number) => ({ what: 'hand-to-bot', at: at(minutes) }) as const;
  for (const id of stuck)
    await database.store.conversations.open(id, { state: 'waiting', due: due(-60) });
  await database.store.conversations.open(last, { state: 'waiting', due: due(-1) });

  const asked = await askedFor(enqueueDue);

  expect(asked).toHaveLength(stuck.length + 1);
  expect(asked).toContainEqual(expect.stringContaining(String(last)));
});

test('stays at a stage whose work failed for good hold up no other (R3.1)', async () => {
  const seen = { stage: 'new', outcome: 'open', responsibleUserId: null } as const;
  for (const id of stuck)
    await database.store.leadStages.see({ kommoLeadId: id, ...seen }, at(-60));
  await database.store.leadStages.see({ kommoLeadId: last, ...seen }, at(-1));

  const asked = await askedFor(enqueueStages);

  expect(asked).toHaveLength(stuck.length + 1);
  expect(asked).toContainEqual(expect.stringContaining(String(last)));
});

test('touches whose work failed for good hold up no other (R5.2)', async () => {
  const begin = (kommoLeadId: number, minutes: number) =>
    database.store.followUps.start(
      {
        ...{ kommoLeadId, stage: 'qualifying', byPerson: false, repeats: false },
        silentSince: at(-90).toISOString(),
        touches: [{ key: 'hours_24', dueAt: at(minutes) }],
      },
      at(-90),
    );
  for (const id of stuck) await begin(id, -60);
  await begin(last, -1);

  const asked = await askedFor(enqueueTouches);

  expect(asked).toHaveLength(stuck.length + 1);
  expect(asked).toContainEqual(expect.stringContaining(String(last)));
});

test('quizzes whose work failed for good hold up no other (R1.3)', async () => {
  const merge = (code: number, minutes: number) =>
    database.store.drafts.merge({
      ...{ source: 'inlead', code: String(code), fields: {} },
      ...{ at: at(minutes), dueAt: at(minutes) },
    });
  for (const code of stuck) await merge(code, -60);
  await merge(last, -1);

  expect(await askedFor(enqueueQuizzes)).toHaveLength(stuck.length + 1);
});

test('half forms whose work failed for good hold up no other (R2.4)', async () => {
  for (const id of [...stuck, last])
    await database.store.landing.saveDraft(
      { id: String(id), state: {}, body: {}, facts: {} },
      at(id === last ? -31 : -90),
    );

  const asked = await askedFor(enqueueDrafts);

  expect(asked).toHaveLength(stuck.length + 1);
  expect(asked).toContainEqual(expect.stringContaining(String(last)));
});

test('leads that wait for an executive and whose work failed for good hold up no other (R5.1)', async () => {
  const { assignments, team: saved } = database.store;
  await saved.save(team());
  const first = Array.from({ length: 501 }, (_none, index) => 1_000 + index);
  const queue = (kommoLeadId: number, score: number) =>
    assignments.queue({
      ...{ kommoLeadId, score, services: [], sector: null },
      queuedAt: at(-60).toISOString(),
    });
  await Promise.all(first.map((id) => queue(id, 90)));
  await queue(last, 70);

  const asked = await askedFor(enqueueQueued);

  expect(asked).toHaveLength(first.length + 1);
  expect(asked).toContainEqual(expect.stringContaining(String(last)));
});
