import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { team } from '../../support/team.js';
import { minute, openTalkWorld } from '../conversation/talk-world.js';
import type { TalkWorld } from '../conversation/talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

/** Minutes from now until the card says that the limit ends; null where it says none. */
async function leftOnCard(leadId: number): Promise<number | null> {
  const { lead } = await readCard(talk.services, leadId);
  const { dueAt = null } = lead.stage ?? {};
  const now = talk.services.clock().getTime();
  return dueAt === null ? null : (Date.parse(dueAt) - now) / minute;
}

test('a limit begins with its stage, also by a move of ours, and the card shows when it ends (R3.1)', async () => {
  const { leadId } = await talk.capture(1);
  await talk.pass(0);
  expect(await leftOnCard(leadId)).toBe(5);
  await talk.write(leadId, 'hola');
  await talk.pass(2 * minute);
  expect((await talk.readLead(leadId)).stage).toBe('qualifying');
  expect(await leftOnCard(leadId)).toBe(30);
  expect(talk.takeFailures()).toEqual([]);
});

test('a limit runs only where somebody or something acts at its end (R3.1)', async () => {
  const { leadId } = await talk.capture(2, { consent: 'No' });
  await talk.moveTo(leadId, 'qualified');
  await talk.settle();
  await talk.pass(minute);
  expect(await leftOnCard(leadId)).toBeNull();
  await talk.services.store.team.save(team());
  await talk.moveTo(leadId, 'negotiation');
  await talk.settle();
  await talk.pass(minute);
  expect(await leftOnCard(leadId)).toBe(7 * 24 * 60 - 1);
});

test('a lead that a person typed into "Lead Nuevo" is theirs: nobody is alarmed (R3.1)', async () => {
  const { leadId: other } = await talk.capture(3, { consent: 'No' });
  const { pipelineId: pipeline_id, statusId: status_id } = await talk.readLead(other);
  const body = [{ name: 'Colmado La Fe', pipeline_id, status_id }];
  const made = z
    .object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) })
    .parse(await talk.world.kommo('/api/v4/leads', { method: 'POST', body }));
  const leadId = made._embedded.leads[0]?.id ?? 0;
  await talk.settle();
  await talk.pass(10 * minute);
  expect(await talk.tasksFor(other)).toHaveLength(1);
  expect(await talk.tasksFor(leadId)).toEqual([]);
});

test('each stage is entered of two that a lead comes to in the same moment (R3.1)', async () => {
  await talk.services.store.team.save(team());
  const { leadId } = await talk.capture(8, { consent: 'No' });
  for (const stage of ['proposal', 'negotiation'] as const) {
    await talk.moveTo(leadId, stage);
    await talk.settle();
    await talk.pass(0);
  }
  const [stay] = await talk.services.store.leadStages.find([leadId]);
  expect(stay).toMatchObject({ stage: 'negotiation', due: 'check-limit' });
  expect(talk.takeFailures()).toEqual([]);
});
