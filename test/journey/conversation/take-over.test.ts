import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { handToBot } from '../../../backend/src/journey/conversation/hand-to-bot.js';
import { passConversation } from '../../../backend/src/operations/card/pass-conversation.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

test('a bot that hangs is stopped after half an hour, and a person takes over (R4.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.world.kommo('/sandbox/bots/finish', { method: 'POST', body: { entity_id: leadId } });
  await talk.pass(30 * minute);
  expect((await talk.readLead(leadId)).conversation.end).toBeUndefined();
  await talk.pass(2 * minute);
  expect((await talk.readLead(leadId)).conversation.end).toBe('Sin respuesta');
  expect(await talk.tasks(leadId)).toHaveLength(1);
  expect(await talk.notes(leadId)).toEqual([
    expect.stringMatching(
      /^Conversación de WhatsApp · Contabilidad: Sin respuesta\nPuntuación del lead: 77[^]*\nPuedes escribirle libremente hasta el 24\/11 10:00/,
    ),
  ]);
  await talk.pass(60 * minute);
  expect(await talk.tasks(leadId)).toHaveLength(1);
  expect(talk.takeFailures()).toEqual([]);
});

/** The bot has asked, and the lead has answered once. */
async function begin(index: number): Promise<number> {
  const { leadId } = await talk.capture(index);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.write(leadId, 'Sí');
  return leadId;
}
const conversationOf = async (leadId: number) =>
  (await talk.services.store.conversations.find([leadId]))[0];

/** Its answers no longer bring a question, nor does its silence a nudge. */
async function expectSilence(leadId: number): Promise<void> {
  const questions = async () => (await talk.said(leadId)).filter((text) => text.includes('¿'));
  const before = await questions();
  await talk.write(leadId, 'como unas 300 al mes');
  await talk.pass(20 * minute);
  await talk.pass(20 * minute);
  expect(await questions()).toEqual(before);
  expect(talk.takeFailures()).toEqual([]);
}

test.each([
  ['moves on', 2, (leadId: number) => talk.moveTo(leadId, 'in_contact'), 'in_contact'],
  ['loses', 3, (leadId: number) => talk.move(leadId, { lost: true }), 'lost'],
  ['wins', 4, (leadId: number) => talk.move(leadId, { won: true }), 'won'],
] as const)(
  'a lead that a person %s while its bot asks is asked nothing more, and scored from what is known (R4.1, R5.1)',
  async (_how, index, move, place) => {
    const leadId = await begin(index);
    await move(leadId);
    await talk.settle();
    expect(await conversationOf(leadId)).toMatchObject({
      ...{ state: 'ended', due: null },
      facts: { reason: 'moved_on', ending: null },
    });
    await expectSilence(leadId);
    const lead = await talk.readLead(leadId);
    expect([lead.stage, lead.outcome]).toContain(place);
    expect(lead.conversation.end).toBeUndefined();
    expect(lead.leadScore).toBeGreaterThan(0);
  },
);

test('where no hook tells of the move, the bot that hangs is stopped in time, and the move stands (R4.1)', async () => {
  const leadId = await begin(5);
  await talk.moveTo(leadId, 'proposal');
  await talk.takeHooks();
  await talk.world.kommo('/sandbox/bots/finish', { method: 'POST', body: { entity_id: leadId } });
  await talk.pass(32 * minute);
  expect((await conversationOf(leadId))?.facts.reason).toBe('moved_on');
  const lead = await talk.readLead(leadId);
  expect([lead.stage, lead.conversation.end]).toEqual(['proposal', undefined]);
});

test('a lead that is moved back goes on with its bot, which asks what is open (R4.1)', async () => {
  const leadId = await begin(6);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.moveTo(leadId, 'qualifying');
  await talk.settle();
  const by = { to: 'bot', by: 1002, requestId: 'back' } as const;
  await passConversation(talk.services, leadId, by);
  await talk.drain();
  await talk.settle();
  expect(await conversationOf(leadId)).toMatchObject({ state: 'running', facts: { reason: null } });
  expect((await talk.said(leadId)).at(-1)).toBe(
    '¿Aproximadamente cuántas transacciones mensuales manejan?',
  );
});

test('a person who takes the conversation in the moment in which its bot is begun stops that bot (R4.1)', async () => {
  const { leadId } = await talk.capture(7);
  await talk.write(leadId, 'hola');
  const { kommo } = talk.services;
  const services = {
    ...talk.services,
    kommo: {
      ...kommo,
      runBot: async (botId: number, entityId: number) => {
        await passConversation(talk.services, leadId, { to: 'person', by: 1002, requestId: 'p' });
        return kommo.runBot(botId, entityId);
      },
    },
  };
  await handToBot.run(services, [{ kommoLeadId: leadId, requestId: 'r', byPerson: false }]);
  await talk.settle();
  expect((await conversationOf(leadId))?.state).toBe('taken');
  await expectSilence(leadId);
});

test('the conversation of a lead that was deleted waits for nothing any more (R4.1)', async () => {
  const asked = await begin(8);
  const { leadId: welcomed } = await talk.capture(9);
  for (const leadId of [asked, welcomed]) {
    await talk.world.kommo(`/sandbox/leads/${leadId}/delete`, { method: 'POST' });
  }
  await talk.settle();
  await talk.pass(40 * minute);
  for (const leadId of [asked, welcomed]) {
    expect(await conversationOf(leadId)).toMatchObject({ state: 'ended', due: null });
  }
  expect(talk.takeFailures()).toEqual([]);
});
