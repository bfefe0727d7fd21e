import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { answerBot } from '../../../backend/src/journey/conversation/answer-bot.js';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';
import { setSwitch } from '../tile-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

const waitingSchema = z.record(z.string(), z.object({ leadId: z.number(), answer: z.unknown() }));
const waitingBots = async () => waitingSchema.parse(await hooks.world.kommo('/sandbox/salesbot'));
const ask = async (leadId: number): Promise<string> => {
  const url = `${hooks.world.config.publicUrl}/webhooks/kommo/sandbox-hook/salesbot`;
  const body = { botId: 55, leadId, url, data: { inventario: 'si' } };
  const answer = await hooks.world.kommo('/sandbox/salesbot', { method: 'POST', body });
  return z.object({ continueId: z.string() }).parse(answer).continueId;
};

test.each([
  ['form', 'HS512', false, false],
  ['JSON', 'HS256', true, true],
])(
  'a bot that asks as %s with %s is looked into and let go on (R1.5)',
  async (_as, _alg, json, hs256) => {
    await setSwitch(hooks, 'bot-request-as-json', json);
    await setSwitch(hooks, 'bot-token-hs256', hs256);
    const { leadId } = await hooks.capture(json ? 2 : 1);
    // What the bot wrote to the lead's fields before it asked.
    await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
    await hooks.takeHooks();
    const continueId = await ask(leadId);
    await hooks.settle();
    expect((await waitingBots())[continueId]?.answer).toMatchObject({
      data: { status: 'success' },
    });
    expect((await hooks.readLead(leadId)).leadScore).toBeLessThan(54);
  },
);

test('a bot that waits no more costs one call and no further try', async () => {
  const returnPath = '/api/v4/salesbot/55/continue/gone';
  await hooks.takeCalls();
  const outcomes = await answerBot.run(hooks.services, [
    { kommoLeadId: 1, requestId: 'r', returnPath },
  ]);
  expect(outcomes).toMatchObject([{ kind: 'done', next: [{ step: 'qualify' }] }]);
  expect(await hooks.takeCalls()).toEqual([`POST ${returnPath}`]);
});

test.each([
  ['before Kommo had it', 'drop-before', 3],
  ['after Kommo had it', 'drop-after-commit', 4],
])(
  'an answer that is lost %s is given again, and the bot goes on once (R1.5)',
  async (_when, kind, index) => {
    const { leadId } = await hooks.capture(index);
    await hooks.world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind, match: '/api/v4/salesbot', times: 1 },
    });
    const continueId = await ask(leadId);
    await hooks.settle();
    expect(hooks.takeFailures()).toHaveLength(1);
    const answer = (await waitingBots())[continueId]?.answer ?? null;
    expect(answer === null).toBe(kind === 'drop-before');
    // The queue tries again.
    const returnPath = `/api/v4/salesbot/55/continue/${continueId}`;
    const [again] = await answerBot.run(hooks.services, [
      { kommoLeadId: leadId, requestId: 'r', returnPath },
    ]);
    expect(again?.kind).toBe('done');
    expect((await waitingBots())[continueId]?.answer).toMatchObject({
      data: { status: 'success' },
    });
  },
);

test('a request that comes twice is answered once (R1.5)', async () => {
  const { leadId } = await hooks.capture(5);
  await hooks.takeHooks();
  await ask(leadId);
  const requests = await hooks.takeHooks();
  await hooks.takeCalls();
  await hooks.deliver(requests);
  await hooks.deliver(requests);
  await hooks.settle();
  const answers = (await hooks.takeCalls()).filter((call) => call.includes('/continue/'));
  expect(answers).toHaveLength(1);
  expect(hooks.takeFailures()).toEqual([]);
});
