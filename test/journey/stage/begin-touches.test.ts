import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { steps } from '../../../backend/src/handlers.js';
import { momentOf } from '../../../backend/src/work/moment-of.js';
import { team } from '../../support/team.js';
import { openProposalWorld } from '../../operations/proposals/proposal-world.js';
import type { ProposalWorld } from '../../operations/proposals/proposal-world.js';
import { minute } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

const hour = 60 * minute;
const day = 24 * hour;

let world: ProposalWorld;
let talk: TalkWorld;
let people = 0;
beforeAll(async () => {
  world = await openProposalWorld();
  talk = world.talk;
  await talk.services.store.team.save(team());
});
afterAll(() => world.close());

/** A lead at a stage, on a Monday at 10:00; what came before it is over. */
async function standing(
  stage: 'proposal' | 'negotiation',
  change: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const since = talk.services.clock().getTime() - Date.parse('2026-11-23T14:00:00Z');
  await talk.pass((7 * day - (since % (7 * day))) % (7 * day));
  const { leadId } = await talk.capture(++people, { consent: 'Sí', ...change });
  await talk.moveTo(leadId, stage);
  await talk.settle();
  await talk.pass(1_000);
  return leadId;
}

const texts = async (leadId: number): Promise<readonly string[]> =>
  (await talk.tasksFor(leadId)).map(({ text }) => text);
const reminders = async (leadId: number): Promise<number> =>
  (await talk.said(leadId)).filter((text) => text.includes('¿Pudiste revisar la propuesta')).length;
const followUpOf = (leadId: number) => talk.services.store.followUps.find(leadId);
const won = (leadId: number) => talk.move(leadId, { won: true });

test('"Negociación" reminds after two and five days of silence, each once, and then no more (R3.1)', async () => {
  const leadId = await standing('negotiation');
  await talk.pass(2 * day - hour);
  expect(await reminders(leadId)).toBe(0);
  await talk.pass(hour);
  expect(await reminders(leadId)).toBe(1);
  await talk.pass(3 * day);
  expect(await reminders(leadId)).toBe(2);
  await talk.pass(20 * day);
  expect(await reminders(leadId)).toBe(2);
  expect(await followUpOf(leadId)).toMatchObject({ state: 'ended', endedWhy: 'finished' });
  expect(talk.takeFailures()).toEqual([]);
});

test('back in "Negociación", nobody is reminded of it a second time (R3.1)', async () => {
  const leadId = await standing('negotiation');
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(1);
  await talk.moveTo(leadId, 'in_contact');
  await talk.settle();
  await talk.pass(hour);
  await talk.moveTo(leadId, 'negotiation');
  await talk.settle();
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(1);
  await talk.pass(3 * day);
  expect(await reminders(leadId)).toBe(2);
});

test.each<readonly [string, (leadId: number) => Promise<unknown>]>([
  ['the lead answered', (id) => talk.write(id, 'La veo mañana')],
  ['the lead opted out', (id) => talk.write(id, 'BAJA')],
  ['it was won', won],
  ['it was lost', (id) => talk.move(id, { lost: true })],
  ['a person moved it', (id) => talk.moveTo(id, 'in_contact')],
  ['the client accepted', async (id) => world.visit(await world.make(id), { answer: 'accepted' })],
  [
    'the client wants a change',
    async (id) => world.visit(await world.make(id), { answer: 'change', wish: 'Otro monto' }),
  ],
])('no reminder goes after %s (R3.1, R8.1)', async (_case, act) => {
  const leadId = await standing('negotiation');
  await act(leadId);
  await talk.settle();
  await talk.drain();
  await talk.pass(6 * day);
  expect(await reminders(leadId)).toBe(0);
  const followUp = await followUpOf(leadId);
  expect(followUp?.touches.filter(({ key }) => key.startsWith('negotiation'))).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ state: 'sent' })]),
  );
  expect(talk.takeFailures()).toEqual([]);
});

test('the answer to a proposal ends the reminders at once, before any is due (R3.1)', async () => {
  const leadId = await standing('negotiation');
  await world.visit(await world.make(leadId), { answer: 'change', wish: 'Otro monto' });
  await talk.drain();
  expect(await followUpOf(leadId)).toMatchObject({
    ...{ state: 'ended', endedWhy: 'proposal_answered' },
  });
});

test('what an executive writes puts a reminder off until both were silent for its days (R3.1)', async () => {
  const leadId = await standing('negotiation');
  await talk.pass(day);
  await talk.world.kommo('/sandbox/messages', {
    method: 'POST',
    body: { leadId, text: 'Le llamo el jueves', direction: 'outgoing', by: 'person' },
  });
  await talk.settle();
  await talk.pass(day + hour);
  expect(await reminders(leadId)).toBe(0);
  await talk.pass(day);
  expect(await reminders(leadId)).toBe(1);
});

test('a reminder that may not be sent is asked of the executive, with the reason (R3.1, R8.1)', async () => {
  const leadId = await standing('negotiation', { consent: 'No' });
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(0);
  expect(await texts(leadId)).toContainEqual(
    expect.stringMatching(/«Recordatorio de negociación, día 2» no se envió .*no aceptó recibir/),
  );
});

test.each([
  ['with the opt-in to advertising the client is reminded too', true, 1],
  ['without it only the executive is', false, 0],
])('three days in "Propuesta": %s (R3.1, R8.1)', async (_case, marketing_opt_in, times) => {
  const leadId = await standing('proposal', { marketing_opt_in });
  await world.make(leadId);
  await talk.pass(3 * day);
  await talk.pass(hour);
  expect(await reminders(leadId)).toBe(times);
  const asked = (await texts(leadId)).filter((text) => /^Plazo vencido|no se envió/.test(text));
  expect(asked).toEqual([expect.stringMatching(/^Plazo vencido/)]);
  await talk.pass(10 * day);
  expect(await reminders(leadId)).toBe(times);
});

test('"Propuesta" reminds of nothing that was not sent yet (R3.1)', async () => {
  const leadId = await standing('proposal', { marketing_opt_in: true });
  await talk.pass(4 * day);
  expect(await reminders(leadId)).toBe(0);
  await world.make(leadId);
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(0);
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(1);
});

test('"Ganado" welcomes the customer once, in working hours, and gives the executive the tasks of the service (R3.1)', async () => {
  const leadId = await standing('negotiation', { service_type: ['Nómina', 'Fiscal'] });
  await talk.pass(10 * hour);
  await won(leadId);
  await talk.settle();
  await talk.pass(1_000);
  // Monday, 20:00.
  const welcomes = async () =>
    (await talk.said(leadId)).filter((text) => text.includes('Nos alegra empezar')).length;
  expect(await welcomes()).toBe(0);
  const asked = (await texts(leadId)).filter((text) => text.startsWith('Nuevo cliente'));
  expect(asked).toHaveLength(4);
  expect(asked).toContainEqual(expect.stringContaining('listado de empleados'));
  expect(asked).toContainEqual(expect.stringContaining('calendario de declaraciones'));
  // Who thanks at night is welcomed all the same.
  await talk.write(leadId, '¡Gracias!');
  await talk.pass(12 * hour);
  expect(await welcomes()).toBe(1);
  await talk.moveTo(leadId, 'negotiation');
  await talk.settle();
  await talk.pass(hour);
  await won(leadId);
  await talk.settle();
  await talk.pass(2 * day);
  expect(await welcomes()).toBe(1);
  expect((await texts(leadId)).filter((text) => text.startsWith('Nuevo cliente'))).toHaveLength(4);
  expect(talk.takeFailures()).toEqual([]);
});

test('who opted out is won without a message (R3.1, R8.1)', async () => {
  const leadId = await standing('negotiation');
  await talk.write(leadId, 'BAJA');
  const before = (await talk.said(leadId)).length;
  await won(leadId);
  await talk.settle();
  await talk.pass(2 * day);
  expect(await talk.said(leadId)).toHaveLength(before);
  expect((await texts(leadId)).filter((text) => text.startsWith('Nuevo cliente'))).toHaveLength(3);
});

test('what failed for good becomes a task that says what and why, and is not sent by a later try (R5.2)', async () => {
  const leadId = await standing('negotiation');
  const body = { kind: '404', match: '/api/v4/bots/', times: 50 };
  await talk.world.kommo('/sandbox/faults', { method: 'POST', body });
  await talk.pass(2 * day - hour);
  const { store, clock } = talk.services;
  const row = { kommoLeadId: leadId, key: 'negotiation_reminder_2d' };
  await store.followUps.changeTouch(row, 'planned', {
    state: 'planned',
    dueAt: clock(),
    at: clock(),
  });
  const data = { kommoLeadId: leadId, touch: row.key, requestId: momentOf(clock().toISOString()) };
  const [outcome] = await steps['send-touch'].run(talk.services, [data]);
  expect(outcome).toMatchObject({ kind: 'failed' });
  const failure = { code: 'kommo_rejected', reason: null };
  await steps['send-touch'].giveUp(talk.services, data, failure);
  await steps['send-touch'].giveUp(talk.services, data, failure);
  const asked = (await texts(leadId)).filter((text) => text.includes('no se envió'));
  expect(asked).toEqual([
    expect.stringMatching(
      /«Recordatorio de negociación, día 2» no se envió a .*Kommo rechazó los datos/,
    ),
  ]);
  await talk.world.kommo('/sandbox/faults', { method: 'DELETE' });
  await steps['send-touch'].run(talk.services, [data]);
  await talk.pass(2 * hour);
  expect(await reminders(leadId)).toBe(0);
  await talk.pass(3 * day);
  expect(await reminders(leadId)).toBe(1);
});

test('while Kommo takes no task either, the touch stays and is asked for again (R5.2)', async () => {
  const leadId = await standing('negotiation');
  const body = { kind: '502', match: '/api/v4/tasks', times: 50 };
  await talk.world.kommo('/sandbox/faults', { method: 'POST', body });
  const data = { kommoLeadId: leadId, touch: 'negotiation_reminder_2d', requestId: 'r' };
  await steps['send-touch'].giveUp(talk.services, data, {
    code: 'kommo_unreachable',
    reason: null,
  });
  await talk.world.kommo('/sandbox/faults', { method: 'DELETE' });
  await talk.pass(2 * day);
  expect(await reminders(leadId)).toBe(1);
});
