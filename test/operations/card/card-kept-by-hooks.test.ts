import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { openHooksWorld } from '../../journey/hooks-world.js';
import type { HooksWorld } from '../../journey/hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

const down = (work: () => Promise<void>) =>
  hooks.world
    .kommo('/sandbox/faults', { method: 'POST', body: { kind: '502', match: '/api/v4' } })
    .then(work)
    .finally(() => hooks.world.kommo('/sandbox/faults', { method: 'DELETE' }));

test('a card that nobody has opened says where the lead stands while Kommo is down (R9.1)', async () => {
  const { leadId } = await hooks.capture(1);
  await hooks.moveTo(leadId, 'negotiation');
  await hooks.settle();
  await down(async () => {
    const card = await readCard(hooks.services, leadId);
    expect(card.stale).toBe(true);
    expect(card.lead.stage).toMatchObject({ key: 'negotiation', outcome: 'open', since: null });
    expect(card.lead.name).toContain('Ferretería El Progreso');
  });
  expect((await readCard(hooks.services, leadId)).lead.stage?.since).not.toBeNull();
});

test('a lead that moved after its card was opened is shown where it is, its conversation kept (R9.1)', async () => {
  const { leadId } = await hooks.capture(2);
  await hooks.world.kommo('/sandbox/messages', {
    method: 'POST',
    body: { leadId, direction: 'incoming', text: 'Buenas' },
  });
  await hooks.settle();
  await readCard(hooks.services, leadId);
  await hooks.moveTo(leadId, 'negotiation');
  await hooks.settle();
  await down(async () => {
    const card = await readCard(hooks.services, leadId);
    expect(card).toMatchObject({ stale: true, lead: { stage: { key: 'negotiation' } } });
    expect(card.conversation?.messages.map(({ text }) => text)).toEqual(['Buenas']);
  });
});
