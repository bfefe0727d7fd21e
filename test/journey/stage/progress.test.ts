import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { team } from '../../support/team.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

let talk: TalkWorld;
let people = 0;
beforeAll(async () => {
  talk = await openTalkWorld();
  await talk.services.store.team.save(team());
});
afterAll(() => talk.close());

/** A qualified lead with its executive. */
async function qualified(change: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const { leadId } = await talk.capture(++people, { consent: 'No', ...change });
  const body = { responsible_user_id: 1002 };
  await talk.world.kommo(`/api/v4/leads/${leadId}`, { method: 'PATCH', body });
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(minute);
  return leadId;
}

test('the executive wrote: the lead goes to "En Contacto" and its limit of two hours ends (R3.1)', async () => {
  const leadId = await qualified();
  await talk.pass(10 * minute);
  expect((await talk.readLead(leadId)).stage).toBe('qualified');
  await talk.world.kommo('/sandbox/messages', {
    method: 'POST',
    body: { leadId, text: 'Buenas, le llamo hoy', direction: 'outgoing', by: 'person' },
  });
  await talk.pass(6 * minute);
  expect((await talk.readLead(leadId)).stage).toBe('in_contact');
  await talk.pass(120 * minute);
  const texts = (await talk.tasksFor(leadId)).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('Plazo vencido'))).toEqual([]);
  expect(talk.takeFailures()).toEqual([]);
});

test('"En Contacto" begins with the meeting that the lead prefers, for its executive (R3.1)', async () => {
  const leadId = await qualified({ meeting_preference: 'Virtual' });
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.pass(minute);
  const meetings = (await talk.tasksFor(leadId)).filter(({ text }) => text.startsWith('Reunión'));
  expect(meetings).toMatchObject([{ userId: 1002 }]);
});

test('hooks that arrive after the lead was won move nothing and send nothing, however late (R5.2, R9.3)', async () => {
  const leadId = await qualified({ consent: 'Sí' });
  await talk.settle();
  // What happened before, told long after: stages, an answer and its bot, an edit.
  await talk.moveTo(leadId, 'qualifying');
  await talk.edit(leadId, { COMPANY_SIZE: '21-50' });
  await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text: 'Sí' } });
  await talk.moveTo(leadId, 'negotiation');
  const late = await talk.takeHooks();
  expect(late.length).toBeGreaterThan(3);
  await talk.move(leadId, { won: true });
  await talk.settle();
  await talk.pass(24 * 60 * minute);
  const said = await talk.said(leadId);
  const asked = await talk.tasks(leadId);
  await talk.takeCalls();

  await talk.deliver([...late, ...[...late].reverse()]);
  await talk.settle();
  for (let day = 0; day < 10; day += 1) await talk.pass(24 * 60 * minute);

  expect(await talk.readLead(leadId)).toMatchObject({ stage: 'won', outcome: 'won' });
  expect(await talk.said(leadId)).toEqual(said);
  expect((await talk.tasks(leadId)).map(({ text }) => text)).toEqual(asked.map(({ text }) => text));
  const runs = (await talk.takeCalls()).filter((call) => call.startsWith('POST /api/v4/bots/'));
  expect(runs).toEqual([]);
  expect(talk.takeFailures()).toEqual([]);
});
