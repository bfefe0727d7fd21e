import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { editAnswers } from '../../../backend/src/operations/card/edit-answers.js';
import { openHooksWorld } from '../../journey/hooks-world.js';
import type { HooksWorld } from '../../journey/hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

test('a captured lead whose creation in Kommo was not answered yet is edited as itself, not as another one (R2.5)', async () => {
  const { id, leadId } = await hooks.capture(1);
  const { world, services } = hooks;
  await world.pool.query('update leads set kommo_lead_id = null where id = $1', [id]);
  await editAnswers(services, leadId, {
    edits: { company_size: '1-5' },
    by: 1001,
    requestId: 'r-1',
  });
  const [captured] = await services.store.leads.findByIds([id]);
  expect(captured?.profile.answers.company_size?.value).toBe('1-5');
  expect((await world.pool.query('select id from leads')).rows).toEqual([{ id }]);
});
