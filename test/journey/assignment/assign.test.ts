import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { journey } from '../../../backend/src/journey/journey.js';
import { enqueueQueued } from '../../../backend/src/operations/assignment/enqueue-queued.js';
import { member, team } from '../../support/team.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const hour = 60 * minute;

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
beforeEach(() => talk.services.store.team.save(team()));
afterAll(() => talk.close());

let people = 0;
/** A lead that the owner of the queue has, as leads come. */
async function capture(change: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const { leadId } = await talk.capture(++people, { consent: 'No', ...change });
  await giveTo(leadId, 1001);
  return leadId;
}
async function giveTo(leadId: number, userId: number): Promise<void> {
  const body = { responsible_user_id: userId };
  await talk.world.kommo(`/api/v4/leads/${leadId}`, { method: 'PATCH', body });
  await talk.settle();
}
async function qualify(leadId: number): Promise<void> {
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(1_000);
}
const ownerOf = async (leadId: number) => (await talk.readLead(leadId)).responsibleUserId;
const assignmentOf = async (leadId: number) =>
  (await talk.services.store.assignments.find([leadId]))[0];

test('a qualified lead gets an executive and a task within two hours with all that is known (R1.4, R3.1, R5.1)', async () => {
  const leadId = await capture({ current_situation: 'Cambiando proveedor' });
  await qualify(leadId);
  expect([1002, 1003]).toContain(await ownerOf(leadId));
  const tasks = await talk.tasksFor(leadId);
  expect(tasks).toHaveLength(1);
  const text = tasks[0]?.text ?? '';
  const { userId, dueAt } = tasks[0] ?? { userId: 0, dueAt: '' };
  expect(userId).toBe(await ownerOf(leadId));
  const left = Date.parse(dueAt) - talk.services.clock().getTime();
  expect(Math.abs(left - 2 * hour)).toBeLessThanOrEqual(1_000);
  expect(text.split('\n').map((line) => line.split(/[:?]/)[0])).toEqual([
    'Contactar a Ferretería El Progreso 0001 SRL',
    'Por qué',
    'Respuestas',
    'Falta preguntar',
    'Por WhatsApp solo llega una plantilla',
    'Cómo hablarle',
    'Para empezar, pregunte',
  ]);
  await talk.pass(minute);
  expect(await talk.tasksFor(leadId)).toHaveLength(1);
  expect((await talk.services.store.assignments.loads()).get(userId)?.openLeads).toBe(1);
  expect(talk.takeFailures()).toEqual([]);
});

test('a person’s own assignment is never undone, and its task is theirs (R3.1)', async () => {
  const leadId = await capture();
  await giveTo(leadId, 1003);
  await qualify(leadId);
  expect(await ownerOf(leadId)).toBe(1003);
  expect(await assignmentOf(leadId)).toMatchObject({ state: 'by_person', userId: 1003 });
  expect((await talk.tasksFor(leadId)).map(({ userId }) => userId)).toEqual([1003]);

  const later = await capture();
  await qualify(later);
  await giveTo(later, 1001);
  await talk.pass(minute);
  expect(await ownerOf(later)).toBe(1001);
});

test('with nobody there leads wait; the next one who is gets the hottest first (R3.1, R5.1)', async () => {
  const absent = { absences: [{ from: '2026-11-01', to: '2026-12-31' }] };
  await talk.services.store.team.save(team({ members: [member(1002, absent)] }));
  const cold = await capture({ company_size: '1-5', budget_range: '5K-15K' });
  const hot = await capture();
  await qualify(cold);
  await qualify(hot);
  expect((await assignmentOf(cold))?.state).toBe('queued');
  expect(await ownerOf(hot)).toBe(1001);

  await talk.services.store.team.save(team({ members: [member(1002)] }));
  await enqueueQueued(talk.services);
  await talk.drain();
  expect([await ownerOf(cold), await ownerOf(hot)]).toEqual([1002, 1002]);
  const [first, second] = [await assignmentOf(hot), await assignmentOf(cold)];
  expect((first?.assignedAt ?? '') < (second?.assignedAt ?? '')).toBe(true);
  expect(talk.takeFailures()).toEqual([]);
});

test('whoever is given a lead because another one came gets it too, with its task (R3.1, R5.1)', async () => {
  const absent = { absences: [{ from: '2026-11-01', to: '2026-12-31' }] };
  await talk.services.store.team.save(team({ members: [member(1002, absent)] }));
  const ofTheNight = await capture();
  await qualify(ofTheNight);
  await talk.pass(hour);
  expect((await assignmentOf(ofTheNight))?.state).toBe('queued');

  // The morning begins with a lead of its own, whose job gives the whole queue away.
  await talk.services.store.team.save(team({ members: [member(1002)] }));
  await qualify(await capture());
  expect(await assignmentOf(ofTheNight)).toMatchObject({ state: 'chosen', userId: 1002 });
  await talk.pass(minute);
  await enqueueQueued(talk.services);
  await talk.drain();
  expect(await ownerOf(ofTheNight)).toBe(1002);
  expect((await talk.tasksFor(ofTheNight)).map(({ userId }) => userId)).toEqual([1002]);
  expect(await assignmentOf(ofTheNight)).toMatchObject({ state: 'done' });
  expect(talk.takeFailures()).toEqual([]);
});

test.each([
  ['goes to who is there', [member(1003)], 1003],
  ['waits again while nobody is', [], 1001],
])(
  'a lead whose executive became absent between the choice and the task %s (R3.1, R5.1)',
  async (_what, others, owner) => {
    const absent = { absences: [{ from: '2026-11-01', to: '2026-12-31' }] };
    const { store } = talk.services;
    await store.team.save(team({ members: [member(1002, absent)] }));
    const leadId = await capture();
    await qualify(leadId);
    await store.team.save(team({ members: [member(1002)] }));
    await qualify(await capture());
    expect(await assignmentOf(leadId)).toMatchObject({ state: 'chosen', userId: 1002 });
    await store.team.save(team({ members: [member(1002, absent), ...others] }));
    await talk.pass(minute);
    await enqueueQueued(talk.services);
    await talk.drain();
    expect(await ownerOf(leadId)).toBe(owner);
    expect((await talk.tasksFor(leadId)).map(({ userId }) => userId)).toEqual(
      others.map(({ userId }) => userId),
    );
    expect((await assignmentOf(leadId))?.state).toBe(others.length === 0 ? 'queued' : 'done');
    expect(talk.takeFailures()).toEqual([]);
  },
);

test('without a team a lead stays whose it is, with its task (R5.1)', async () => {
  await talk.services.store.team.save(team({ members: [], queueOwnerId: null }));
  const leadId = await capture();
  await qualify(leadId);
  expect(await ownerOf(leadId)).toBe(1001);
  expect((await talk.tasksFor(leadId)).map(({ userId }) => userId)).toEqual([1001]);
});

test('a full batch leaves the database connections to work with, and a lead that stands in it twice waits once', async () => {
  const { assign } = journey;
  const inputs = Array.from({ length: 20 }, (_input, index) => ({
    ...{ kommoLeadId: 900_000 + Math.min(index, 18), requestId: `batch:${index}` },
    withinMs: hour,
  }));
  const outcomes = await assign.run(talk.services, inputs);
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 19 }, () => 'done'),
    'later',
  ]);
});

test('a new lead is in the name of the queue, whoever the token is of, and is assigned from there (R3.1)', async () => {
  const members = [member(1002)];
  await talk.services.store.team.save(team({ queueOwnerId: 1003, members }));
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  expect(await ownerOf(leadId)).toBe(1003);
  await qualify(leadId);
  expect(await ownerOf(leadId)).toBe(1002);
});

test('a queue whose owner has left Kommo keeps no lead out (R3.1)', async () => {
  await talk.services.store.team.save(team({ queueOwnerId: 9999 }));
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  expect(await ownerOf(leadId)).toBe(1001);
});
