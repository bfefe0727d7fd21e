import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendTouch } from '../../../backend/src/journey/follow-up/send-touch.js';
import { startFollowUp } from '../../../backend/src/journey/follow-up/start-follow-up.js';
import { momentOf } from '../../../backend/src/work/moment-of.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const hour = 60 * minute;
const day = 24 * hour;
const cold = {
  ...{ company_size: '6-20', urgency_level: 'Próximos 3 meses', budget_range: '15K-30K' },
};

let talk: TalkWorld;
let people = 0;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

/** A cold lead that never answers, at the beginning of its follow-up; a Monday at 10:00. */
async function silent(agrees = true): Promise<number> {
  const since = talk.services.clock().getTime() - Date.parse('2026-11-23T14:00:00Z');
  await talk.pass((7 * day - (since % (7 * day))) % (7 * day));
  const { leadId } = await talk.capture(++people, { ...cold, marketing_opt_in: agrees });
  await talk.pass(2 * minute);
  await talk.pass(40 * minute);
  return leadId;
}

const followUpOf = (leadId: number) => talk.services.store.followUps.find(leadId);
const statesOf = async (leadId: number) =>
  Object.fromEntries(
    ((await followUpOf(leadId))?.touches ?? []).map(({ key, state }) => [key, state]),
  );
/** Of the templates' texts, those that the phone shows. */
async function sent(leadId: number): Promise<readonly string[]> {
  const marks = {
    soft_reminder_24h: 'sigue abierta',
    offer_whatsapp_7d: 'consulta gratuita',
    final_attempt_30d: 'cerraremos tu solicitud',
  };
  const said = await talk.said(leadId);
  return said.flatMap((text) =>
    Object.entries(marks).flatMap(([key, mark]) => (text.includes(mark) ? [key] : [])),
  );
}

test('the six touches leave on their days, by their channels, once; the last moves the lead to Nurturing (R5.2)', async () => {
  const leadId = await silent();
  expect(Object.keys(await statesOf(leadId))).toHaveLength(6);
  await talk.pass(day - 2 * hour);
  expect(await sent(leadId)).toEqual([]);
  await talk.pass(2 * hour);
  expect(await sent(leadId)).toEqual(['soft_reminder_24h']);
  await talk.pass(2 * day);
  expect((await talk.readLead(leadId)).tags).toContain('correo-value_email_3d');
  await talk.pass(4 * day);
  expect(await sent(leadId)).toEqual(['soft_reminder_24h', 'offer_whatsapp_7d']);
  await talk.pass(7 * day);
  const calls = (await talk.tasksFor(leadId)).filter(({ text }) => text.startsWith('Llamar a'));
  expect(calls).toHaveLength(1);
  await talk.pass(16 * day);
  await talk.pass(day);
  expect(await sent(leadId)).toEqual([
    ...['soft_reminder_24h', 'offer_whatsapp_7d', 'final_attempt_30d'],
  ]);
  expect((await talk.readLead(leadId)).tags).toContain('correo-final_attempt_30d');
  await talk.pass(30 * day);
  expect((await talk.readLead(leadId)).stage).toBe('nurturing');
  expect(await followUpOf(leadId)).toMatchObject({ state: 'ended', endedWhy: 'finished' });
  await talk.pass(30 * day);
  expect(await sent(leadId)).toHaveLength(3);
  expect(talk.takeFailures()).toEqual([]);
});

test('without the opt-in to advertising a person is asked instead, and told why (R5.2, R8.1)', async () => {
  const leadId = await silent(false);
  await talk.pass(3 * day);
  expect((await statesOf(leadId))['value_email_3d']).toBe('task');
  const texts = (await talk.tasksFor(leadId)).map(({ text }) => text);
  expect(texts).toContainEqual(expect.stringContaining('no aceptó publicidad'));
  expect((await talk.readLead(leadId)).tags).not.toContain('correo-value_email_3d');
});

test.each([
  ['the lead writes', 'answered', (id: number) => talk.write(id, 'Hola, sigo interesado')],
  ['the lead opts out', 'opted_out', (id: number) => talk.write(id, 'BAJA')],
  ['a person moves it', 'stage_moved', (id: number) => talk.moveTo(id, 'in_contact')],
  // The welcome of a customer took its place, and has left.
  ['it is won', 'finished', (id: number) => talk.move(id, { won: true })],
  ['it is lost', 'lost', (id: number) => talk.move(id, { lost: true })],
  [
    'an executive writes',
    'executive_wrote',
    (leadId: number) =>
      talk.world.kommo('/sandbox/messages', {
        method: 'POST',
        body: { leadId, text: 'Le llamo hoy', direction: 'outgoing', by: 'person' },
      }),
  ],
])('when %s nothing more is sent (R5.2)', async (_case, why, act) => {
  const leadId = await silent();
  await act(leadId);
  await talk.settle();
  await talk.pass(day);
  expect(await followUpOf(leadId)).toMatchObject({ state: 'ended', endedWhy: why });
  expect(await sent(leadId)).toEqual([]);
});

test('the hook of an older message, late or once more, is no sign of life (R5.2)', async () => {
  const leadId = await silent();
  const { followUps } = talk.services.store;
  await talk.services.enqueue('read-message', {
    ...{ direction: 'in', kommoLeadId: leadId, contactId: null, wish: null, requestId: 'late' },
    at: new Date(talk.services.clock().getTime() - hour).toISOString(),
  });
  await talk.drain();
  expect(await followUps.find(leadId)).toMatchObject({ state: 'active' });
  const [conversation] = await talk.services.store.conversations.find([leadId]);
  const before = conversation?.facts.lastIncomingAt;
  await talk.services.enqueue('read-message', {
    ...{ direction: 'in', kommoLeadId: leadId, contactId: null, wish: null, requestId: 'later' },
    at: new Date(talk.services.clock().getTime() - 2 * hour).toISOString(),
  });
  await talk.drain();
  const [after] = await talk.services.store.conversations.find([leadId]);
  expect(after?.facts.lastIncomingAt).toBe(before);
}, 60_000);

test('a crash after the message left sends it no second time (R5.2)', async () => {
  const leadId = await silent();
  const { followUps } = talk.services.store;
  const at = talk.services.clock();
  const touch = { kommoLeadId: leadId, key: 'soft_reminder_24h' };
  await followUps.changeTouch(touch, 'planned', { state: 'sending', at });
  await talk.pass(2 * day);
  expect(await sent(leadId)).toEqual([]);
  expect((await statesOf(leadId))['soft_reminder_24h']).toBe('sent');
});

test('a call that reached the lead ends it; after a standstill only the newest due touch counts (R5.2)', async () => {
  const leadId = await silent();
  await talk.pass(15 * day);
  expect(await statesOf(leadId)).toMatchObject({
    ...{ soft_reminder_24h: 'skipped', offer_whatsapp_7d: 'skipped', call_task_14d: 'sent' },
  });
  const tasks = await talk.services.kommo.readTasks(leadId);
  const call = tasks.find(({ text }) => text.startsWith('Llamar a'));
  await talk.world.kommo(`/api/v4/tasks/${call?.id ?? 0}`, {
    method: 'PATCH',
    body: { is_completed: true, result: { text: 'Hablamos: quiere propuesta' } },
  });
  await talk.pass(16 * day);
  expect(await sent(leadId)).toEqual([]);
  expect(await followUpOf(leadId)).toMatchObject({ state: 'ended', endedWhy: 'answered' });
});

/** A follow-up of which the last message alone is left, due now. */
async function startLast(leadId: number): Promise<{ kommoLeadId: number; key: string }> {
  const { store, clock } = talk.services;
  const at = clock();
  await store.followUps.change(leadId, ['active'], { state: 'ended', endedWhy: 'ended_by_person' });
  await store.followUps.start(
    {
      ...{ kommoLeadId: leadId, stage: 'qualifying', byPerson: true, repeats: true },
      ...{ silentSince: at.toISOString(), touches: [{ key: 'final_attempt_30d', dueAt: at }] },
    },
    at,
  );
  return { kommoLeadId: leadId, key: 'final_attempt_30d' };
}

test('the last touch ends the follow-up too where a crash left open whether it went out (R5.2)', async () => {
  const leadId = await silent();
  const touch = await startLast(leadId);
  await talk.services.store.followUps.changeTouch(touch, 'planned', {
    ...{ state: 'sending', at: talk.services.clock() },
  });
  await talk.pass(minute);
  expect(await sent(leadId)).toEqual([]);
  expect(await followUpOf(leadId)).toMatchObject({
    ...{ state: 'ended', endedWhy: 'finished' },
    touches: [{ state: 'sent', why: ['unsure'] }],
  });
});

test('the last touch ends the follow-up too where it failed and a person was asked instead (R5.2)', async () => {
  const leadId = await silent();
  const { key } = await startLast(leadId);
  const input = { kommoLeadId: leadId, touch: key, requestId: 'r' };
  await sendTouch.giveUp(talk.services, input, { code: 'kommo_unavailable', reason: null });
  expect(await followUpOf(leadId)).toMatchObject({
    ...{ state: 'ended', endedWhy: 'finished', touches: [{ state: 'task' }] },
  });
});

test('"Iniciar seguimiento" on a lead silent for months begins today: nothing is overtaken or moved at once (R5.2, R9.3)', async () => {
  const leadId = await silent();
  const { followUps } = talk.services.store;
  await followUps.change(leadId, ['active'], { state: 'ended', endedWhy: 'ended_by_person' });
  await talk.pass(70 * day);
  await startFollowUp.run(talk.services, [
    { kommoLeadId: leadId, requestId: 'by-hand', byPerson: true },
  ]);
  await talk.pass(hour);
  expect((await talk.readLead(leadId)).stage).toBe('qualifying');
  expect(new Set(Object.values(await statesOf(leadId)))).toEqual(new Set(['planned']));
  await talk.pass(day);
  expect(await sent(leadId)).toEqual(['soft_reminder_24h']);
});

test('a job that was cut off after it had put the touch off leaves it to the next one (R4.1, R5.2)', async () => {
  const leadId = await silent();
  const { store, clock } = talk.services;
  const at = clock();
  const touch = { kommoLeadId: leadId, key: 'call_task_14d' };
  await store.followUps.changeTouch(touch, 'planned', { state: 'planned', dueAt: at, at });
  const calls = async () =>
    (await talk.tasksFor(leadId)).filter(({ text }) => text.startsWith('Llamar a')).length;
  const run = (moment: Date) =>
    sendTouch.run(talk.services, [
      { kommoLeadId: leadId, touch: touch.key, requestId: momentOf(moment.toISOString()) },
    ]);
  await run(new Date(at.getTime() - minute));
  expect(await calls()).toBe(0);
  await run(at);
  expect(await calls()).toBe(1);
});
