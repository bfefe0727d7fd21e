import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTick } from '../../../backend/src/start-ticks.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

/** What a companion looks for at its start. */
const start = () =>
  runTick('catch-up', { services: talk.services, relay: talk.world.relay, first: true });

/** Kommo's time and its bots go on; the companion does nothing, and no hook reaches it. */
async function passUnseen(ms: number): Promise<void> {
  await talk.world.kommo('/sandbox/clock', { method: 'POST', body: { advanceMs: ms } });
  talk.advance(ms);
}
const say = (leadId: number, text: string) =>
  talk.world.kommo(`/sandbox/phone/${leadId}`, { method: 'POST', body: { text } });

async function welcome(index: number): Promise<number> {
  return (await talk.capture(index)).leadId;
}
async function askFirst(index: number): Promise<number> {
  const leadId = await welcome(index);
  await talk.write(leadId, 'hola');
  return leadId;
}

test('with the companion down for an hour in the middle of conversations nobody is stuck, and no answer is lost (R4.1, R6.3)', async () => {
  await start();
  const indexes = [3, 4, 5, 6, 7, 8];
  const asked: number[] = [];
  for (const index of indexes) asked.push(await askFirst(index));
  await talk.pass(2 * minute);
  const [ends = 0, says = 0, silent = 0, hangs = 0, leaves = 0, leavesAlone = 0] = asked;
  const unanswered = await welcome(1);
  const answered = await welcome(2);
  await talk.write(answered, 'Sí, empecemos');

  await talk.refuse(async () => {
    await passUnseen(5 * minute);
    for (const text of ['No', 'Para bancos']) await say(ends, text);
    for (const text of ['Sí', 'como unas 300 al mes']) await say(says, text);
    await talk.world.kommo('/sandbox/bots/finish', { method: 'POST', body: { entity_id: hangs } });
    await say(leaves, 'BAJA');
    await say(leavesAlone, 'por favor ya no me escrivan mas');
    await say(unanswered, 'hola, ¿siguen ahí?');
    await passUnseen(55 * minute);
  });
  await talk.world.kommo('/sandbox/deliveries', { method: 'DELETE' });
  const before = new Map<number, readonly string[]>();
  for (const leadId of [leaves, leavesAlone]) before.set(leadId, await talk.said(leadId));

  await start();
  await talk.pass(1_000);
  await talk.pass(10 * minute);

  const told = async (leadId: number) => {
    const { conversation, answers, stage } = await talk.readLead(leadId);
    return { end: conversation.end, stage, answers };
  };
  expect(await told(ends)).toMatchObject({
    ...{ end: 'Completada', stage: 'qualified' },
    answers: { manages_inventory: { value: 'no' }, special_reports: { value: 'banks' } },
  });
  expect(await told(says)).toMatchObject({
    ...{ end: 'Completada', stage: 'qualified' },
    answers: { manages_inventory: { value: 'yes' }, monthly_transactions: { value: 300 } },
  });
  for (const leadId of [silent, hangs]) expect((await told(leadId)).end).toBe('Sin respuesta');
  for (const leadId of [leaves, leavesAlone]) {
    expect((await told(leadId)).end).toBe('No quiere mensajes');
    const since = (await talk.said(leadId)).slice(before.get(leadId)?.length);
    expect(since.filter((text) => !text.startsWith('Listo, no te enviaremos'))).toEqual([]);
  }
  // These begin late, and the first question is answered as if nothing had been.
  for (const leadId of [unanswered, answered]) {
    expect((await talk.said(leadId)).at(-1)).toBe('¿Tu empresa maneja inventario?');
    await talk.write(leadId, 'No');
    await talk.write(leadId, 'Para bancos');
    expect((await told(leadId)).end).toBe('Completada');
  }

  await talk.pass(60 * minute);
  const all = [...asked, unanswered, answered];
  const rows = await talk.services.store.conversations.find(all);
  expect(rows.map(({ state, due }) => [state, due])).toEqual(all.map(() => ['ended', null]));
  for (const leadId of all) {
    const statements = (await talk.said(leadId)).filter((text) => !text.includes('¿'));
    expect(new Set(statements).size).toBe(statements.length);
  }
  expect(talk.takeFailures()).toEqual([]);
});
