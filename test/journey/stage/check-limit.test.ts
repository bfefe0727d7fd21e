import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StageKey } from '../../../contract/card.js';
import { steps } from '../../../backend/src/handlers.js';
import { momentOfStay } from '../../../backend/src/work/moment-of.js';
import { team } from '../../support/team.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const hour = 60 * minute;
const day = 24 * hour;

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
  await talk.services.store.team.save(team());
});
afterAll(() => talk.close());

let people = 10;

/** Whose limit tasks the lead has, in the order they came. */
const told = async (leadId: number): Promise<readonly number[]> =>
  (await talk.tasksFor(leadId)).flatMap(({ text, userId }) =>
    /^(Plazo vencido|Lead sin atender)/.test(text) ? [userId] : [],
  );
const isOver = async (leadId: number): Promise<boolean> =>
  (await talk.services.store.leadStages.listOver(talk.services.clock(), 100)).some(
    ({ kommoLeadId }) => kommoLeadId === leadId,
  );

/** Monday, 10:00 in Santo Domingo. */
const passToMonday = async (): Promise<void> => {
  const since = talk.services.clock().getTime() - Date.parse('2026-11-23T14:00:00Z');
  await talk.pass((7 * day - (since % (7 * day))) % (7 * day));
};

const giveTo = (leadId: number, userId: number) =>
  talk.world.kommo(`/api/v4/leads/${leadId}`, {
    method: 'PATCH',
    body: { responsible_user_id: userId },
  });

test('a lead that nobody may write to is five minutes in "Lead Nuevo", then the owner of the queue calls (R3.1)', async () => {
  const { leadId } = await talk.capture(1, { consent: 'No' });
  await talk.pass(4 * minute);
  expect(await told(leadId)).toEqual([]);
  await talk.pass(minute);
  expect(await told(leadId)).toEqual([1001]);
  expect(await isOver(leadId)).toBe(true);
  await talk.pass(day);
  expect(await told(leadId)).toEqual([1001]);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  expect(await isOver(leadId)).toBe(false);
});

test.each<readonly [StageKey, string, number, readonly number[]]>([
  ['qualifying', 'half an hour, then a person takes over', 30 * minute, [1002]],
  ['qualified', 'two hours, then the executive, then the manager', 2 * hour, [1002, 1001]],
  ['in_contact', 'a day, then the executive, then the manager', day, [1002, 1001]],
  ['proposal', 'three days, then the executive is reminded', 3 * day, [1002]],
  ['negotiation', 'seven days, then the executive, then the manager', 7 * day, [1002, 1001]],
])('a lead may be in %s for %s, each told once (R3.1, R8.5)', async (stage, _says, limit, whom) => {
  await passToMonday();
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  await giveTo(leadId, 1002);
  await talk.moveTo(leadId, stage);
  await talk.settle();
  await talk.pass(1_000);
  await talk.pass(limit - 2 * minute);
  expect(await told(leadId)).toEqual([]);
  await talk.pass(2 * minute);
  expect(await told(leadId)).toEqual([1002]);
  expect(await isOver(leadId)).toBe(true);
  await talk.pass(Math.min(limit, day));
  expect(await told(leadId)).toEqual(whom);
  await talk.pass(2 * day);
  expect(await told(leadId)).toEqual(whom);
  expect(talk.takeFailures()).toEqual([]);
});

test('progress before the limit leaves nothing to tell, and a later stage has a limit of its own (R3.1)', async () => {
  const { leadId } = await talk.capture(3, { consent: 'No' });
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(hour);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.pass(2 * hour);
  expect(await told(leadId)).toEqual([]);
  await talk.move(leadId, { won: true });
  await talk.settle();
  await talk.pass(3 * day);
  expect(await told(leadId)).toEqual([]);
});

test('a WARM lead stays in "Calificando" with an executive and a task within four hours, no longer under the half hour (R3.1, R5.1)', async () => {
  await passToMonday();
  const { leadId } = await talk.capture(++people);
  await talk.pass(2 * minute);
  await talk.pass(30 * minute);
  const lead = await talk.readLead(leadId);
  expect([lead.leadClass, lead.stage]).toEqual(['WARM', 'qualifying']);
  expect([1002, 1003]).toContain(lead.responsibleUserId);
  const [task] = await talk.tasksFor(leadId);
  expect(task?.userId).toBe(lead.responsibleUserId);
  const left = Date.parse(task?.dueAt ?? '') - talk.services.clock().getTime();
  expect(Math.abs(left - 4 * hour)).toBeLessThanOrEqual(minute);
  await talk.pass(3 * hour);
  expect(await told(leadId)).toEqual([]);
  expect(await isOver(leadId)).toBe(false);
});

test('a job that was cut off after it had moved the moment on leaves the lead to the next one (R3.1, R4.1)', async () => {
  await passToMonday();
  const { leadId } = await talk.capture(++people, { consent: 'No' });
  await talk.moveTo(leadId, 'negotiation');
  await talk.settle();
  await talk.pass(1_000);
  const { leadStages } = talk.services.store;
  const at = talk.services.clock();
  const [stay] = await leadStages.find([leadId]);
  if (stay === undefined) throw new Error('it stands nowhere');
  await leadStages.change(stay, { due: { what: 'check-limit', at }, limitAt: at });
  const run = (moment: Date) =>
    steps['check-limit'].run(talk.services, [
      {
        kommoLeadId: leadId,
        requestId: momentOfStay({ ...stay, dueAt: moment.toISOString() }),
      },
    ]);
  await run(new Date(at.getTime() - minute));
  expect(await told(leadId)).toEqual([]);
  await run(at);
  expect(await told(leadId)).toHaveLength(1);
});
