import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { handToBot } from '../../../backend/src/journey/conversation/hand-to-bot.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
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
  await agree(leadId);
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

/** A lead of ours that said no has nothing behind it yet: now it says yes. */
async function agree(leadId: number): Promise<void> {
  const { leads } = talk.services.store;
  const row = await leads.findByKommoId(leadId);
  if (row !== null) await leads.saveProfile(row.id, { ...row.profile, consent: true });
}

test('a person’s move to "Calificando" starts the conversation, unless the lead did not agree (R4.1, R8.1)', async () => {
  const { leadId } = await talk.capture(5);
  await talk.moveTo(leadId, 'qualifying');
  await talk.settle();
  expect(await talk.said(leadId)).toHaveLength(2);
  await talk.pass(5 * minute);
  expect(await talk.said(leadId)).toHaveLength(2);

  const refused = await talk.capture(6, { consent: false });
  await talk.moveTo(refused.leadId, 'qualifying');
  await talk.settle();
  expect(await talk.said(refused.leadId)).toEqual([]);
  expect(await reasonOf(refused.leadId)).toBe('no_consent');
});

const reasonOf = async (leadId: number) =>
  (await talk.services.store.conversations.find([leadId]))[0]?.facts.reason;

test('a lead typed into Kommo gets nothing until a person starts it (R4.1)', async () => {
  const { leadId } = await talk.capture(7, { consent: false });
  const { contactId } = await talk.readLead(leadId);
  const made = z
    .object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) })
    .parse(
      await talk.world.kommo('/api/v4/leads', {
        method: 'POST',
        body: [{ name: 'A mano', _embedded: { contacts: [{ id: contactId }] } }],
      }),
    );
  const byHand = made._embedded.leads[0]?.id ?? 0;
  await talk.edit(byHand, { SERVICE_TYPE: 'Contabilidad' });
  await talk.settle();
  await talk.pass(10 * minute);
  expect(await talk.said(byHand)).toEqual([]);
  await talk.moveTo(byHand, 'qualifying');
  await talk.settle();
  expect(await talk.said(byHand)).toHaveLength(1);
});

test('Kommo down in the middle: the same work again starts the bot, once (R4.1)', async () => {
  const { leadId } = await talk.capture(8);
  await talk.write(leadId, 'hola');
  const fault = { kind: '404', match: '/api/v4/bots/', method: 'POST', times: 1 };
  await talk.world.kommo('/sandbox/faults', { method: 'POST', body: fault });
  await talk.pass(2 * minute);
  expect(talk.takeFailures()).toHaveLength(1);
  expect(await talk.said(leadId)).toHaveLength(1);
  const again = { kommoLeadId: leadId, requestId: 'r', byPerson: false };
  await handToBot.run(talk.services, [again, again]);
  await talk.settle();
  expect(await talk.said(leadId)).toHaveLength(3);
});

test('over the daily limit the conversation waits, and a lead that writes needs none (R5.4)', async () => {
  const { leadId } = await talk.capture(9, { consent: false });
  await agree(leadId);
  const limited = {
    ...talk.services,
    config: { ...talk.world.config, messages: { ...talk.world.config.messages, peoplePerDay: 0 } },
  };
  const asked = { kommoLeadId: leadId, requestId: 'r', byPerson: true };
  await handToBot.run(limited, [asked]);
  await talk.settle();
  expect(await talk.said(leadId)).toEqual([]);
  expect(await reasonOf(leadId)).toBe('over_limit');
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  expect((await talk.said(leadId)).at(-1)).toBe('¿Tu empresa maneja inventario?');
  expect(await reasonOf(leadId)).toBeNull();
});

test('where the stage starts the bot, we start none (R4.1)', async () => {
  const { leadId } = await talk.capture(10);
  const byStage = {
    ...talk.services,
    config: {
      ...talk.world.config,
      messages: { ...talk.world.config.messages, botStart: 'stage' },
    },
  } as const;
  await handToBot.run(byStage, [{ kommoLeadId: leadId, requestId: 'r', byPerson: true }]);
  await talk.settle();
  expect((await talk.readLead(leadId)).stage).toBe('qualifying');
  expect(await talk.said(leadId)).toHaveLength(1);
  expect((await talk.services.store.conversations.find([leadId]))[0]).toMatchObject({
    ...{ state: 'running', due: 'take-over' },
  });
});
