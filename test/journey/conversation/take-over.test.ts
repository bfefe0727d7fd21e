import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
