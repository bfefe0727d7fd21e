import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startQualification } from '../../../backend/src/journey/conversation/start-qualification.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';
import { putTile, takeTilesAway } from '../tile-world.js';

let hooks: TalkWorld;
beforeAll(async () => {
  hooks = await openTalkWorld();
});
afterAll(() => hooks.close());

test('"Iniciar calificación" moves a new lead to "Calificando" and starts its bot, once (R9.3, R4.1)', async () => {
  await putTile(hooks, 'start_qualification');
  const { leadId } = await hooks.capture(1);
  await takeTilesAway(hooks);
  expect((await hooks.readLead(leadId)).stage).toBe('qualifying');
  const [conversation] = await hooks.services.store.conversations.find([leadId]);
  expect(conversation?.state).toBe('running');
  expect((await hooks.said(leadId)).at(-1)).toMatch(/¿Empezamos\?$/);
  const said = await hooks.said(leadId);
  await hooks.pass(10 * minute);
  expect((await hooks.said(leadId)).slice(0, said.length)).toEqual(said);
  expect(hooks.takeFailures()).toEqual([]);
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
