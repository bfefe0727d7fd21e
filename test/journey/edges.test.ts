import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRepairs } from '../../backend/src/operations/reconciliation/reconciliation.js';
import { stepNames, work } from '../../backend/src/work/table.js';
import { minute, openTalkWorld } from './conversation/talk-world.js';
import type { TalkWorld } from './conversation/talk-world.js';
import { profile } from '../support/world.js';
import { putTile, takeTilesAway } from './tile-world.js';

let hooks: TalkWorld;
beforeAll(async () => {
  hooks = await openTalkWorld();
});
afterAll(() => hooks.close());

const post = (path: string, body: unknown) => hooks.world.kommo(path, { method: 'POST', body });

/** A person puts an action on the stages, and a lead passes one. */
async function passStage(action: string, index: number): Promise<number> {
  const { leadId } = await hooks.capture(index);
  await putTile(hooks, action);
  await hooks.moveTo(leadId, 'qualifying');
  await hooks.settle();
  await takeTilesAway(hooks);
  return leadId;
}

/** One lead answers to the end, one says no in the middle, one before, one later, one never answers, one is moved on, one wants a person, and one's bot hangs. */
async function converse(): Promise<void> {
  const cold = { company_size: '6-20', urgency_level: 'Próximos 3 meses', budget_range: '15K-30K' };
  const leads: number[] = [];
  for (const index of [10, 11, 12, 19, 20]) leads.push((await hooks.capture(index)).leadId);
  const [ends = 0, leaves = 0, hangs = 0, moves = 0, calls = 0] = leads;
  const { leadId: refuses } = await hooks.capture(13);
  await hooks.capture(14, cold);
  const { leadId: postpones } = await hooks.capture(15);
  await hooks.write(refuses, 'No me escriban más');
  await hooks.write(postpones, 'Más tarde');
  for (const leadId of leads) await hooks.write(leadId, 'hola');
  await hooks.pass(2 * minute);
  await hooks.write(ends, 'Sí');
  await hooks.write(ends, 'como unas 300 al mes');
  await hooks.write(leaves, 'BAJA');
  await hooks.write(calls, 'quiero hablar con una persona');
  await hooks.moveTo(moves, 'in_contact');
  await post('/sandbox/bots/finish', { entity_id: hangs });
  // WhatsApp says that this welcome found nobody.
  const { leadId: unreached } = await hooks.capture(18);
  await hooks.services.enqueue('note-delivery', {
    ...{ kommoLeadId: unreached, requestId: 'wamid', what: 'undeliverable', at: null },
  });
  await hooks.drain();
  // We ended before the record of a welcome that never left.
  const { leadId: lost } = await hooks.capture(16, { consent: false });
  await hooks.services.store.conversations.change(lost, ['none'], {
    ...{ state: 'welcoming', due: { what: 'find-welcome', at: hooks.services.clock() } },
  });
  await hooks.pass(32 * minute);
}

async function comeAgain(index: number): Promise<void> {
  const { store } = hooks.services;
  const appended = await store.captures.append({
    ...{ source: 'direct', idempotencyKey: null, bodyHash: '', requestId: 'r' },
    profile: profile(index),
  });
  if (appended.kind !== 'stored') throw new Error('not stored');
  await hooks.services.enqueue('score', { id: appended.captureId });
  await hooks.drain();
}

test('the whole path takes every edge of the table, and no other', async () => {
  const { leadId } = await hooks.capture(1);
  const { contactId } = await hooks.readLead(leadId);

  await converse();
  const { leadId: raised } = await hooks.capture(17, { consent: 'No' });
  await hooks.moveTo(raised, 'qualified');
  await hooks.settle();
  await hooks.pass(minute);
  await passStage('recalculate', 2);
  await passStage('start_qualification', 3);
  const followed = await passStage('start_follow_up', 4);
  await hooks.pass(minute);
  await hooks.write(followed, 'dígame');
  const url = `${hooks.world.config.publicUrl}/webhooks/kommo/sandbox-hook/salesbot`;
  await post('/sandbox/salesbot', { botId: 55, leadId, url, data: {} });
  await hooks.settle();
  await hooks.world.kommo(`/api/v4/contacts/${contactId}`, {
    method: 'PATCH',
    body: { name: 'Carmen Peña Ruiz' },
  });
  await hooks.settle();
  // The same person while its lead is open, and after it was closed without a word of Kommo's.
  const { leadId: twice } = await hooks.capture(29);
  await comeAgain(29);
  await hooks.move(twice, { won: true });
  await comeAgain(29);
  await hooks.move(leadId, { won: true });
  await hooks.settle();

  const { store } = hooks.services;
  await store.reconciliations.start({ id: 'run', night: null, by: 'user:1001' });
  await store.reconciliations.finish('run', {
    ...{ compared: 1, underWay: 0 },
    differences: [
      {
        ...{ id: 'lost', kind: 'opportunity_gone', kommoLeadId: leadId, odooId: 1 },
        ...{ text: 'Se perdió.', repairable: true },
      },
    ],
  });
  await startRepairs(hooks.services, ['lost'], { by: 'user:1001', requestId: 'r' });
  await hooks.drain();

  expect(hooks.takeFailures()).toEqual([]);
  const edges = stepNames.flatMap((name) => work[name].next.map((next) => `${name} → ${next}`));
  expect([...hooks.edges()].sort()).toEqual([...edges].sort());
});
