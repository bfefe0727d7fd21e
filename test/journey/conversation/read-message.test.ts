import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readMessage } from '../../../backend/src/journey/conversation/read-message.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

const talksSchema = z.object({
  _embedded: z.object({ talks: z.array(z.object({ talk_id: z.number(), entity_id: z.number() })) }),
});

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

const conversationOf = async (leadId: number) =>
  (await talk.services.store.conversations.find([leadId]))[0];

test('a reply to the welcome brings the bot two minutes later, with free text in the open window (R5.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.write(leadId, 'hola');
  expect(await conversationOf(leadId)).toMatchObject({ state: 'waiting', due: 'hand-to-bot' });
  await talk.pass(minute);
  expect(await talk.said(leadId)).toHaveLength(1);
  await talk.pass(minute);
  expect((await talk.said(leadId)).slice(1)).toEqual([
    expect.stringMatching(/^¡Hola Carmen!/),
    '¿Tu empresa maneja inventario?',
  ]);
});

test('each answer gives the bot another half hour before we look after it (R4.1)', async () => {
  const { leadId } = await talk.capture(2);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.pass(14 * minute);
  await talk.write(leadId, 'Sí');
  const { dueAt } = (await conversationOf(leadId)) ?? {};
  expect(Date.parse(dueAt ?? '') - talk.services.clock().getTime()).toBe(31 * minute);
});

test('"más tarde" to the welcome is let be, and a person is asked for one (R4.1, R5.1)', async () => {
  const { leadId } = await talk.capture(3);
  await talk.write(leadId, 'Más tarde');
  expect(await conversationOf(leadId)).toMatchObject({
    state: 'ended',
    facts: { ending: 'postponed' },
  });
  const other = await talk.capture(4);
  await talk.write(other.leadId, 'prefiero hablar con una persona');
  expect(await talk.tasks(other.leadId)).toHaveLength(1);
  await talk.pass(5 * minute);
  expect([await talk.said(leadId), await talk.said(other.leadId)].map((one) => one.length)).toEqual(
    [1, 1],
  );
  expect(talk.takeFailures()).toEqual([]);
});

test('who asks for a person while the bot asks gets one, and the bot asks no more (R4.1)', async () => {
  const { leadId } = await talk.capture(10);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  expect(await conversationOf(leadId)).toMatchObject({ state: 'running' });
  await talk.write(leadId, 'quiero hablar con una persona');
  expect(await conversationOf(leadId)).toMatchObject({
    ...{ state: 'ended', facts: { ending: 'person' } },
  });
  expect(await talk.tasks(leadId)).toHaveLength(1);
  const said = await talk.said(leadId);
  await talk.write(leadId, 'Sí');
  await talk.pass(31 * minute);
  expect(await talk.said(leadId)).toEqual(said);
  expect(talk.takeFailures()).toEqual([]);
});

test('hooks twice and in any order change nothing (R6.3)', async () => {
  const { leadId } = await talk.capture(5);
  await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text: 'hola' } });
  const hooks = await talk.takeHooks();
  await talk.deliver([...hooks].reverse());
  await talk.deliver(hooks);
  await talk.settle();
  await talk.pass(2 * minute);
  expect(await talk.said(leadId)).toHaveLength(3);
});

test('a message of ours whose hook names only its talk is of that talk’s lead (R5.1)', async () => {
  const { leadId } = await talk.capture(6);
  await talk.setAside(leadId);
  const other = await talk.capture(6, { service_type: 'Fiscal' });
  for (const id of [leadId, other.leadId]) {
    await talk.services.store.conversations.change(id, ['waiting'], { state: 'welcomed' });
  }
  const talks = await talk.world.kommo('/api/v4/talks?limit=250');
  const found = talksSchema.parse(talks)._embedded.talks.find((one) => one.entity_id === leadId);
  const message = { direction: 'out', kommoLeadId: null, contactId: null, at: null, wish: null };
  const talkId = found?.talk_id ?? null;
  await readMessage.run(talk.services, [{ ...message, direction: 'out', talkId, requestId: 'r' }]);
  expect(await conversationOf(leadId)).toMatchObject({ state: 'waiting', due: 'hand-to-bot' });
  expect(await conversationOf(other.leadId)).toMatchObject({ state: 'welcomed' });
});

test('what no hook tells is read from Kommo within minutes: a "BAJA", and an answer (R6.3, R8.1)', async () => {
  const { leadId } = await talk.capture(7);
  const answers = await talk.capture(8);
  await talk.pass(6 * minute);
  for (const [id, text] of [
    [leadId, 'quiero darme de baja'],
    [answers.leadId, 'dime'],
  ] as const) {
    await talk.world.kommo(`/sandbox/phone/${id}`, { method: 'POST', body: { text } });
  }
  await talk.takeHooks();
  expect(await conversationOf(leadId)).toMatchObject({ state: 'running' });
  await talk.pass(6 * minute);
  expect(await conversationOf(leadId)).toMatchObject({ facts: { ending: 'opted_out' } });
  expect((await conversationOf(answers.leadId))?.facts.firstReplyAt).toBeDefined();
  expect(talk.takeFailures()).toEqual([]);
});

test('who answers the follow-up and has no executive yet gets one, and one task (the stage table, R5.2)', async () => {
  const { store, clock } = talk.services;
  const { leadId } = await talk.capture(9);
  await talk.pass(5 * minute);
  // Its bot was answered to the end, and its score starts the follow-up: no person was asked.
  await store.conversations.change(leadId, ['running'], { state: 'ended', due: null });
  const at = clock();
  const touches = [
    { key: 'offer_whatsapp_7d', dueAt: new Date(at.getTime() + 7 * 24 * 60 * minute) },
  ];
  await store.followUps.start(
    {
      ...{ kommoLeadId: leadId, stage: 'qualifying', byPerson: false, repeats: false },
      ...{ silentSince: at.toISOString(), touches },
    },
    at,
  );
  expect(await talk.tasks(leadId)).toEqual([]);
  await talk.pass(minute);
  await talk.write(leadId, 'Sí, me interesa');
  const asked = await talk.tasks(leadId);
  expect(asked).toEqual([expect.objectContaining({ dueInMs: 4 * 60 * minute })]);
  expect(asked[0]?.text).toContain('Contactar a');
  expect(await store.followUps.find(leadId)).toMatchObject({ endedWhy: 'answered' });

  await talk.pass(minute);
  await talk.write(leadId, '¿Siguen ahí?');
  expect(await talk.tasks(leadId)).toHaveLength(1);
  expect(talk.takeFailures()).toEqual([]);
});
