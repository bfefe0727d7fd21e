import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openProposalWorld } from '../../operations/proposals/proposal-world.js';
import type { ProposalWorld } from '../../operations/proposals/proposal-world.js';

let world: ProposalWorld;
let leadId = 0;
beforeAll(async () => {
  world = await openProposalWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  leadId = await world.capture();
});

test('a proposal puts its link, its amount and one note on the lead (R1.5)', async () => {
  const url = await world.make(leadId, { amount: 25_000 });
  await world.talk.settle();
  const lead = await world.talk.readLead(leadId);
  expect(lead.price).toBe(25_000);
  expect(lead.conversation.proposal).toBe(url);
  expect(await world.notes(leadId)).toEqual([`Propuesta versión 1, DOP 25000 al mes: ${url}`]);
});
