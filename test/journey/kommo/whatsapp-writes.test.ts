import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { catchUp } from '../../../backend/src/operations/catch-up.js';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());
beforeEach(async () => {
  await hooks.takeCalls();
});
afterEach(async () => {
  await hooks.world.kommo('/sandbox/switches', { method: 'DELETE' });
  expect(hooks.takeFailures()).toEqual([]);
});

const say = (leadId: number, text = 'Hola', direction = 'incoming') =>
  hooks.world.kommo('/sandbox/messages', { method: 'POST', body: { leadId, direction, text } });

/** The lines of the newest score that WhatsApp gives, and why it was made. */
const newestOf = async (id: string) => {
  const [latest] = await hooks.services.store.scores.history(id, 1);
  return { cause: latest?.cause, total: latest?.score.total };
};

describe('the first message by WhatsApp confirms the number and raises the score (R2.5)', () => {
  test.each([
    ['told under its group', false],
    ['told at the top level', true],
  ])('%s, at once', async (_name, isAtTop) => {
    const { id, leadId } = await hooks.capture(isAtTop ? 1 : 2);
    const before = await newestOf(id);
    await hooks.world.kommo('/sandbox/switches', {
      ...{ method: 'POST', body: { 'message-hook-at-top': isAtTop } },
    });
    await say(leadId);
    await hooks.settle();

    const after = await newestOf(id);
    expect(after).toEqual({ cause: 'whatsapp_verified', total: (before.total ?? 0) + 2 });
    expect((await hooks.readLead(leadId)).leadScore).toBe(after.total);
  });

  test('the next message, and what the firm says, are no reason to read anything', async () => {
    const { leadId } = await hooks.capture(3);
    await say(leadId);
    await hooks.settle();
    await hooks.takeCalls();

    await say(leadId, 'Buenas');
    await hooks.settle();
    expect(await hooks.takeCalls()).toEqual([]);
  });

  test('a hook alone proves nothing: Kommo is asked whether the lead has written', async () => {
    const { id, leadId } = await hooks.capture(4);
    const before = await newestOf(id);
    const body = new URLSearchParams({
      'account[id]': '30000001',
      'message[add][0][talk_id]': '12',
      'message[add][0][type]': 'incoming',
      'message[add][0][entity_type]': 'lead',
      'message[add][0][entity_id]': String(leadId),
    });
    await hooks.deliver([
      {
        path: '/webhooks/kommo/sandbox-hook',
        contentType: 'application/x-www-form-urlencoded',
        body: body.toString(),
      },
    ]);
    expect(await newestOf(id)).toEqual(before);
  });

  test('a message that no hook told is found by the catch-up (R6.1)', async () => {
    const { id, leadId } = await hooks.capture(5);
    await say(leadId);
    // Taken and never delivered.
    expect(await hooks.takeHooks()).not.toEqual([]);
    const hook = { destination: 'http://localhost:1', settings: [] };
    await catchUp(hooks.services, { hook, atOnce: true });
    await hooks.drain();
    expect((await newestOf(id)).cause).toBe('whatsapp_verified');
  });
});
