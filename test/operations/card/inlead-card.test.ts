import { score } from '../../../backend/src/journey/capture/score.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCapture } from '../../../domain/capture/read-capture.js';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { openHooksWorld } from '../../journey/hooks-world.js';
import type { HooksWorld } from '../../journey/hooks-world.js';
import { body } from '../../support/world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

/** A delivery of InLead as the journey takes it; answers our id and Kommo's. */
async function deliver(index: number, inleadScore: number) {
  const { store, blueprint, enqueue } = hooks.services;
  const read = readCapture(
    body(index, { inlead_score: inleadScore }),
    'inlead',
    blueprint,
    new Date(),
  );
  if (read.kind === 'rejected') throw new Error(JSON.stringify(read.problems));
  const appended = await store.captures.append({
    ...{ source: 'inlead', idempotencyKey: null, bodyHash: String(index), requestId: 'r' },
    profile: read.profile,
  });
  if (appended.kind === 'conflict') throw new Error('no conflict was expected');
  const id = appended.captureId;
  await enqueue('score', { id });
  await hooks.drain();
  const [row] = await store.leads.findByIds([id]);
  await hooks.settle();
  return { id, leadId: row?.kommoLeadId ?? 0 };
}

const totals = async (leadId: number) => {
  const { current, scores } = await readCard(hooks.services, leadId);
  return { current, ...Object.fromEntries(scores.map(({ model, total }) => [model, total])) };
};

test("InLead's number fills lead_score in Kommo, and the card shows the pre-score beside it (R3.3, R4.4)", async () => {
  const { leadId } = await deliver(1, 71);
  expect(await hooks.readLead(leadId)).toMatchObject({ leadScore: 71, leadClass: 'WARM' });
  expect(await totals(leadId)).toEqual({ current: 'inlead', inlead: 71, pre: 54 });
  const { history, disagreement } = await readCard(hooks.services, leadId);
  expect(history.map(({ model, total, cause }) => [model, total, cause]).sort()).toEqual([
    ['inlead', 71, 'captured'],
    ['pre', 54, 'captured'],
  ]);
  expect(disagreement).toBeNull();
});

test("an answer edited in Kommo changes the pre-score beside it; InLead's number stays in force (R4.4)", async () => {
  const { leadId } = await deliver(2, 88);
  await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
  await hooks.settle();
  const shown = await totals(leadId);
  expect(shown).toMatchObject({ current: 'inlead', inlead: 88 });
  expect(shown).not.toMatchObject({ pre: 54 });
  expect(await hooks.readLead(leadId)).toMatchObject({ leadScore: 88 });
});

test('a delivery that is scored twice has one score of each kind', async () => {
  const { id } = await deliver(3, 40);
  await score.run(hooks.services, [{ id }]);
  expect(await hooks.services.store.scores.history(id, 10)).toHaveLength(2);
});
