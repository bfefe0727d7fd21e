import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { qualify } from '../../../backend/src/journey/conversation/qualify.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

const madeStatus = z.object({
  _embedded: z.object({ statuses: z.array(z.object({ id: z.number() })) }),
});

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

test('a conversation is scored at its end, sentences are read, and its lead goes on (R1.5, R4.3, R4.4, R5.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.write(leadId, 'Sí, empecemos');
  await talk.pass(2 * minute);
  await talk.write(leadId, 'Sí');
  await talk.write(leadId, 'como unas 300 al mes');

  const lead = await talk.readLead(leadId);
  expect(lead.conversation.end).toBe('Completada');
  expect(lead.answers).toMatchObject({
    manages_inventory: { value: 'yes' },
    monthly_transactions: { value: 300 },
  });
  // 25 × 25/30 + 20 + 20 × 20/25 + 15 × 30/35 + 10 + 10
  expect([lead.leadScore, lead.leadClass, lead.stage]).toEqual([90, 'HOT', 'qualified']);
  expect(talk.takeFailures()).toEqual([]);
});

test('whoever sees the move of a qualified lead finds its score and answers on record, also where the process ends there (R4.1, R5.1)', async () => {
  const { leadId } = await talk.capture(51);
  await talk.write(leadId, 'Sí, empecemos');
  await talk.pass(2 * minute);
  await talk.write(leadId, 'Sí');
  await talk.world.kommo(`/sandbox/phone/${leadId}`, {
    method: 'POST',
    body: { text: 'como unas 300 al mes' },
  });
  const held = await talk.takeHooks();
  const { services } = talk;
  const { leads, scores, leadStages } = services.store;
  const known: unknown[] = [];
  const see: typeof leadStages.see = async () => {
    const row = await leads.findByKommoId(leadId);
    const score = (await scores.latest([row?.id ?? ''], 'lead')).get(row?.id ?? '');
    known.push(score?.score.total, row?.profile.answers.monthly_transactions?.value);
    throw new Error('the process ends here');
  };
  const store = { ...services.store, leadStages: { ...leadStages, see } };
  const [cut] = await qualify.run({ ...services, store }, [
    { kommoLeadId: leadId, requestId: 'cut', ending: null },
  ]);
  expect(cut?.kind).toBe('failed');
  expect(known).toEqual([90, 300]);

  await talk.deliver(held);
  await talk.settle();
  await talk.pass(minute);
  expect(await talk.notes(leadId)).toHaveLength(1);
  expect((await talk.readLead(leadId)).stage).toBe('qualified');
  expect((await talk.tasksFor(leadId)).map(({ text }) => text)).toEqual([
    expect.stringContaining('90 puntos'),
  ]);
});

test('what the first answer told is read, though the question was asked once more; a voice note is named (R4.1, R4.2)', async () => {
  const { leadId } = await talk.capture(31);
  await talk.write(leadId, 'Sí, empecemos');
  await talk.pass(2 * minute);
  await talk.write(leadId, 'sí, y hacemos como 20 facturas diarias');
  await talk.write(leadId, 'hmm 🤔');
  const lead = await talk.readLead(leadId);
  expect(lead.conversation.end).toBe('No se entendió');
  expect(lead.answers).toMatchObject({ monthly_transactions: { value: 520 } });
  expect(await talk.notes(leadId)).toEqual([expect.stringContaining('Sin leer: «hmm»')]);

  const { leadId: other } = await talk.capture(32);
  await talk.write(other, 'Sí, empecemos');
  await talk.pass(2 * minute);
  await talk.write(other, 'no, perdón, sí manejamos inventario');
  await talk.write(other, '🎶');
  const [note] = await talk.notes(other);
  expect(note).toContain('- Inventario: Sí (leído de una frase)');
  expect(note).toContain('Sin leer: un emoji, una nota de voz, una foto o un archivo');
  expect(note).not.toContain('manages_inventory');
  expect(talk.takeFailures()).toEqual([]);
});

test('half an hour of silence is scored from what is known (R4.1, R4.4)', async () => {
  const { leadId } = await talk.capture(2);
  await talk.pass(2 * minute);
  await talk.pass(30 * minute);
  const lead = await talk.readLead(leadId);
  expect([lead.conversation.end, lead.tags]).toEqual([
    'Sin respuesta',
    expect.arrayContaining(['bot-sin-respuesta']),
  ]);
  // 25 × 25/30 + 20 + 20 × 20/25 + 0 + 8 + 2
  expect([lead.leadScore, lead.stage]).toEqual([67, 'qualifying']);
});

test('a low score goes to Nurturing (R5.1)', async () => {
  const { leadId } = await talk.capture(3, {
    ...{ company_size: '1-5', urgency_level: 'Solo explorando', budget_range: '5K-15K' },
  });
  await talk.pass(2 * minute);
  await talk.pass(30 * minute);
  expect((await talk.readLead(leadId)).stage).toBe('nurturing');
});

test('a person’s own move stands (R5.1)', async () => {
  const { leadId } = await talk.capture(4);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.moveTo(leadId, 'proposal');
  // The bot has ended before anybody hears of the move.
  for (const text of ['No', 'Para bancos']) {
    await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });
  }
  await talk.settle();
  const lead = await talk.readLead(leadId);
  expect([lead.stage, lead.conversation.end]).toEqual(['proposal', 'Completada']);
  expect(await talk.tasks(leadId)).toEqual([]);
});

test('so does one to a stage that the firm added itself, whatever the score (R5.1)', async () => {
  const { leadId } = await talk.capture(7, {
    budget_range: '15K-30K',
    urgency_level: 'Solo explorando',
  });
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  const { pipelineId } = await talk.readLead(leadId);
  const made = await talk.world.kommo(`/api/v4/leads/pipelines/${pipelineId}/statuses`, {
    ...{ method: 'POST', body: [{ name: 'Visita en la oficina', sort: 45, color: '#fffeb2' }] },
  });
  const own = madeStatus.parse(made)._embedded.statuses[0]?.id;
  await talk.move(leadId, { status_id: own });
  for (const text of ['No', 'Para bancos']) {
    await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });
  }
  await talk.settle();
  const lead = await talk.readLead(leadId);
  expect([lead.statusId, lead.conversation.end]).toEqual([own, 'Completada']);
  // WARM: no stage follows, and the person has chosen one.
  expect(lead.leadScore).toBeGreaterThanOrEqual(60);
  expect(lead.leadScore).toBeLessThan(70);
  expect(await talk.tasks(leadId)).toEqual([]);
});

test('with the companion down to the end, the catch-up’s look finds it: nobody is stuck (R4.1)', async () => {
  const { leadId } = await talk.capture(5);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  await talk.refuse(async () => {
    for (const text of ['No', 'Para bancos']) {
      await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });
    }
  });
  await talk.world.kommo('/sandbox/deliveries', { method: 'DELETE' });
  await talk.pass(32 * minute);
  const lead = await talk.readLead(leadId);
  expect([lead.conversation.end, lead.stage]).toEqual(['Completada', 'qualified']);
  expect(talk.takeFailures()).toEqual([]);
});

test('hooks that come an hour late, twice and shuffled change nothing: scored once, one note, one task (R4.4, R6.3)', async () => {
  const { leadId } = await talk.capture(6);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  for (const text of ['No', 'Para bancos']) {
    await talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });
  }
  const late = await talk.takeHooks();
  await talk.pass(60 * minute);
  const told = async () => [
    (await talk.readLead(leadId)).conversation.end,
    (await talk.readLead(leadId)).leadScore,
    (await talk.notes(leadId)).filter((text) => text.startsWith('Conversación')).length,
    (await talk.tasks(leadId)).filter(({ text }) => text.includes('conversación')).length,
    (await talk.said(leadId)).length,
  ];
  const before = await told();
  expect(before[0]).toBe('Completada');
  expect(before[2]).toBe(1);
  await talk.deliver([...late].reverse());
  await talk.deliver(late);
  await talk.settle();
  await talk.pass(40 * minute);
  expect(await told()).toEqual(before);
  expect(talk.takeFailures()).toEqual([]);
});
