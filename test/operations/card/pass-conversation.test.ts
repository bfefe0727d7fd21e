import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { passConversation } from '../../../backend/src/operations/card/pass-conversation.js';
import { editAnswers } from '../../../backend/src/operations/card/edit-answers.js';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { inSpanish } from '../../support/in-spanish.js';
import { minute, openTalkWorld } from '../../journey/conversation/talk-world.js';
import type { TalkWorld } from '../../journey/conversation/talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

const services = () => talk.services;
const runOf = async (leadId: number) => (await readCard(services(), leadId)).run;
const pass = (leadId: number, to: 'person' | 'bot', requestId = `${to}-${leadId}`) =>
  passConversation(services(), leadId, { to, by: 1002, requestId });

async function begin(index: number, change = {}): Promise<number> {
  const { leadId } = await talk.capture(index, change);
  await talk.write(leadId, 'Sí, empecemos');
  await talk.pass(2 * minute);
  return leadId;
}

test('the card tells which question the lead has before it, the answers so far, and until when it is waited for (R4.1, R9.1)', async () => {
  const { leadId } = await talk.capture(1);
  const soon = await runOf(leadId);
  expect(soon?.state).toBe('soon');
  expect(soon?.nextAt).not.toBeNull();
  await talk.write(leadId, 'Sí, empecemos');

  await talk.pass(2 * minute);
  const asking = await runOf(leadId);
  expect(asking).toMatchObject({ state: 'asking', answers: [] });
  expect(asking?.question).toMatchObject({ question: 'manages_inventory' });
  expect(asking?.question?.text).toContain('inventario');
  expect(Date.parse(asking?.nextAt ?? '') - Date.parse(asking?.since ?? '')).toBe(31 * minute);

  await talk.write(leadId, 'Sí');
  const next = await runOf(leadId);
  expect(next?.question?.question).toBe('monthly_transactions');
  expect(next?.answers.map(({ question, shown }) => [question, shown])).toEqual([
    ['manages_inventory', 'Sí'],
  ]);

  await talk.write(leadId, 'como unas 300 al mes');
  expect(await runOf(leadId)).toMatchObject({
    ...{ state: 'ended', question: null, nextAt: null },
    ending: { key: 'completed', label: 'Completada' },
  });
});

test('an answer read out of a sentence carries it, until a person corrects it (R1.5)', async () => {
  const leadId = await begin(2);
  await talk.write(leadId, 'Sí');
  await talk.write(leadId, 'como unas 300 al mes');
  const answerOf = async () =>
    (await readCard(services(), leadId)).answers.find(
      ({ question }) => question === 'monthly_transactions',
    );
  expect(await answerOf()).toMatchObject({ value: 300, sentence: 'como unas 300 al mes' });
  const others = (await readCard(services(), leadId)).answers;
  expect(others.find(({ question }) => question === 'manages_inventory')?.sentence).toBeNull();

  await editAnswers(services(), leadId, {
    edits: { monthly_transactions: 350 },
    by: 1002,
    requestId: 'edit',
  });
  expect(await answerOf()).toMatchObject({ value: 350, sentence: null, origin: 'executive' });
});

test('a person who takes the conversation stops the bot; the bot that gets it back asks what is missing (R4.1)', async () => {
  const leadId = await begin(3);
  await talk.write(leadId, 'Sí');
  const before = (await talk.said(leadId)).length;

  expect((await pass(leadId, 'person')).run).toMatchObject({ state: 'taken', takenBy: 1002 });
  await talk.write(leadId, '¿Hay alguien?');
  await talk.pass(40 * minute);
  expect(await talk.said(leadId)).toHaveLength(before);
  expect((await talk.readLead(leadId)).conversation.end ?? '').toBe('');
  expect(await runOf(leadId)).toMatchObject({ state: 'taken', takenBy: 1002 });

  expect((await pass(leadId, 'bot')).run?.state).toBe('soon');
  await pass(leadId, 'bot', 'again');
  await talk.drain();
  await talk.settle();
  expect(await runOf(leadId)).toMatchObject({
    state: 'asking',
    question: { question: 'monthly_transactions' },
  });
  const said = (await talk.said(leadId)).slice(before);
  expect(said.filter((text) => text.includes('transacciones'))).toHaveLength(1);
  expect(said.some((text) => text.includes('¿Manejan inventario'))).toBe(false);
  await talk.write(leadId, 'Más de 500');
  expect((await talk.readLead(leadId)).conversation.end).toBe('Completada');
  expect(talk.takeFailures()).toEqual([]);
});

test('what has ended, or never began, is not taken, and a bot that Kommo does not stop is told (R4.1)', async () => {
  const leadId = await begin(4);
  await talk.world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '405', match: '/api/v4/bots', method: 'POST', times: 1 },
  });
  await expect(pass(leadId, 'person')).rejects.toMatchObject({ code: 'kommo_rejected' });
  expect((await runOf(leadId))?.state).toBe('asking');
  await talk.write(leadId, 'No');
  await talk.write(leadId, 'Para bancos');
  expect((await pass(leadId, 'person', 'late')).run?.state).toBe('ended');
  const ended = (await pass(leadId, 'bot', 'late')).run;
  expect(ended).toMatchObject({ state: 'ended', passTo: null });
  expect(inSpanish(ended?.reason)).toBe(
    'El lead ya pasó de «Calificando»: el bot no le pregunta más.',
  );
});

test('who takes a conversation finds its score and a note: answers, what is open by points, the end of the window (R4.1, R4.4)', async () => {
  const leadId = await begin(7);
  await talk.write(leadId, 'Sí');
  await pass(leadId, 'person');
  await talk.drain();
  await talk.settle();

  expect(await talk.notes(leadId)).toEqual([
    expect.stringMatching(
      /^Conversación de WhatsApp · Contabilidad: la tomó un ejecutivo\nPuntuación del lead: \d+ [^]*- Inventario: Sí[^]*\nFalta preguntar:\n- [^]*\nPuedes escribirle libremente hasta el /,
    ),
  ]);
  const card = await readCard(services(), leadId);
  expect(card.current).toBe('lead');
  expect(card.run).toMatchObject({ state: 'taken', passTo: 'bot' });
  expect((await talk.readLead(leadId)).stage).toBe('qualifying');
  expect(await talk.tasks(leadId)).toEqual([]);

  await pass(leadId, 'bot');
  talk.advance(minute);
  await pass(leadId, 'person', 'once-more');
  await talk.drain();
  expect(await talk.notes(leadId)).toHaveLength(2);
});

test('a bot that was answered nothing gets the conversation back and asks what is missing (R4.1)', async () => {
  // Not worth "Calificado" by what is known, and not so little that it goes to "Nurturing".
  const leadId = await begin(8, { budget_range: undefined, urgency_level: 'Este mes' });
  await talk.pass(31 * minute);
  const ended = await runOf(leadId);
  expect(ended).toMatchObject({ state: 'ended', ending: { label: 'Sin respuesta' } });
  if (ended?.passTo !== 'bot') {
    throw new Error(`not given back: ${JSON.stringify(ended)}`);
  }
  await pass(leadId, 'bot', 'after-silence');
  await talk.drain();
  await talk.settle();
  expect(await runOf(leadId)).toMatchObject({
    ...{ state: 'asking', ending: null, passTo: 'person' },
    question: { question: 'manages_inventory' },
  });
  await talk.write(leadId, 'No');
  await talk.write(leadId, 'Para bancos');
  expect(await runOf(leadId)).toMatchObject({ state: 'ended', ending: { label: 'Completada' } });
  expect(await talk.notes(leadId)).toHaveLength(2);
});

test('a lead that a person moved on, or won, is not said to wait for the bot (R9.1)', async () => {
  const { leadId } = await talk.capture(9);
  expect((await runOf(leadId))?.state).toBe('soon');
  await talk.moveTo(leadId, 'proposal');
  await talk.settle();
  expect(await runOf(leadId)).toMatchObject({ state: 'unbegun', nextAt: null, passTo: null });
  await talk.pass(10 * minute);
  const moved = await runOf(leadId);
  expect(moved).toMatchObject({ state: 'unbegun', nextAt: null, passTo: null });
  expect(inSpanish(moved?.reason)).toBe(
    'El lead ya pasó de «Calificando»: el bot no le pregunta más.',
  );
  await talk.moveTo(leadId, 'won');
  await talk.settle();
  expect(await runOf(leadId)).toMatchObject({ state: 'unbegun', passTo: null });
  expect((await pass(leadId, 'bot', 'too-late')).run?.state).toBe('unbegun');
});

test('who opts out while a person has the conversation is not given back to the bot (R8.1)', async () => {
  const leadId = await begin(5);
  await pass(leadId, 'person');
  await talk.write(leadId, 'no me escriban más');
  expect((await pass(leadId, 'bot')).run?.state).toBe('ended');
});

test('how to speak with a lead follows from its present provider (R2.2)', async () => {
  const { leadId } = await talk.capture(6, { current_situation: 'Cambiando proveedor' });
  expect((await readCard(services(), leadId)).strategy).toMatchObject({
    approach: expect.stringContaining('traspaso'),
  });
});
