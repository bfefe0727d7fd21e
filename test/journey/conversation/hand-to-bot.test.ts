import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
}, 60_000);
afterAll(() => talk.close());

test('who has not answered is asked by the template, and any reply begins the questions (R5.1, R5.4)', async () => {
  const { leadId } = await talk.capture(1, { service_type: 'Nómina' });
  await talk.pass(2 * minute);
  expect((await talk.said(leadId)).slice(1)).toEqual([
    '¡Hola, Carmen! Veo que necesitas servicios de nómina para Ferretería El Progreso 0001 SRL. Te haré unas preguntas rápidas para preparar la mejor propuesta. ¿Empezamos?',
  ]);
  await talk.write(leadId, 'dime');
  expect((await talk.said(leadId)).at(-1)).toBe('¿Tienen empleados con comisiones variables?');
  expect((await talk.readLead(leadId)).stage).toBe('qualifying');
});

test('what the form said is not asked again (R4.2)', async () => {
  const { leadId } = await talk.capture(2, { service_type: 'Fiscal', dgii_up_to_date: 'No' });
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  expect((await talk.said(leadId)).slice(1)).toEqual([
    'Perfecto Carmen, para servicios fiscales necesito entender tu situación actual.',
    '¿Necesitas regularización urgente?',
  ]);
});

test('a lead that a person has moved on gets no bot (R5.1)', async () => {
  const { leadId } = await talk.capture(3);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.pass(10 * minute);
  expect(await talk.said(leadId)).toHaveLength(1);
  expect((await talk.readLead(leadId)).stage).toBe('in_contact');
});

test('without the hook of our own message the conversation begins all the same, a little later (R5.1)', async () => {
  const { leadId } = await talk.capture(4, { consent: false });
  await talk.services.store.conversations.change(leadId, ['none'], {
    ...{
      state: 'welcomed',
      due: { what: 'hand-to-bot', at: new Date(talk.services.clock().getTime() + 5 * minute) },
    },
  });
  await talk.pass(5 * minute);
  expect(await talk.said(leadId)).toHaveLength(1);
  expect(talk.takeFailures()).toEqual([]);
});
