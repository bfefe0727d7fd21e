import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startQualification } from '../../../backend/src/journey/conversation/start-qualification.js';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';
import { putTile, takeTilesAway } from '../tile-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

test('"Iniciar calificación" moves a new lead to "Calificando" (R9.3)', async () => {
  await putTile(hooks, 'start_qualification');
  const { leadId } = await hooks.capture(1);
  await takeTilesAway(hooks);
  expect((await hooks.readLead(leadId)).stage).toBe('qualifying');
});

test('a lead that a person has moved on, or deleted, stays as it is', async () => {
  const { leadId } = await hooks.capture(2);
  await hooks.services.kommo.writeLead(await hooks.readLead(leadId), { stage: 'proposal' });
  await hooks.takeCalls();
  const outcomes = await startQualification.run(hooks.services, [
    { kommoLeadId: leadId, requestId: 'r' },
    { kommoLeadId: 999_999_999, requestId: 'r' },
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
  expect((await hooks.takeCalls()).filter((call) => !call.startsWith('GET'))).toEqual([]);
  expect((await hooks.readLead(leadId)).stage).toBe('proposal');
});
