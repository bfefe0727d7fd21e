import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startFollowUp } from '../../../backend/src/journey/follow-up/start-follow-up.js';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';
import { putTile, takeTilesAway } from '../tile-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

test('"Iniciar seguimiento" tags an open lead once and keeps its other tags (R9.3, R5.2)', async () => {
  const { leadId } = await hooks.capture(1);
  await hooks.services.kommo.writeLead(await hooks.readLead(leadId), { addTags: ['Feria'] });
  await putTile(hooks, 'start_follow_up');
  await hooks.services.kommo.writeLead(await hooks.readLead(leadId), { stage: 'in_contact' });
  await hooks.settle();
  await takeTilesAway(hooks);
  expect((await hooks.readLead(leadId)).tags).toEqual(
    expect.arrayContaining(['Feria', 'Seguimiento']),
  );
  await hooks.takeCalls();
  await startFollowUp.run(hooks.services, [
    { kommoLeadId: leadId, requestId: 'again', byPerson: true },
  ]);
  expect((await hooks.takeCalls()).filter((call) => !call.startsWith('GET'))).toEqual([]);
});

test.each([{ won: true }, { lost: true }])('a lead that is %p needs none', async (closed) => {
  const { leadId } = await hooks.capture('won' in closed ? 2 : 3);
  await hooks.move(leadId, closed);
  await startFollowUp.run(hooks.services, [
    { kommoLeadId: leadId, requestId: 'r', byPerson: true },
  ]);
  expect((await hooks.readLead(leadId)).tags).not.toContain('Seguimiento');
});
