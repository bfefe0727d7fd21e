import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { welcome } from '../../../backend/src/journey/conversation/welcome.js';
import { minute, openTalkWorld } from './talk-world.js';
import type { TalkWorld } from './talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

/** A lead whose welcome is cut off by a crash: right before the run of its bot, or right after it. */
async function crash(index: number, after: boolean): Promise<number> {
  const { id, leadId } = await talk.capture(index, { consent: false });
  const { store, kommo } = talk.services;
  const [row] = await store.leads.findByIds([id]);
  if (row !== undefined) await store.leads.saveProfile(id, { ...row.profile, consent: true });
  await store.conversations.forget(leadId, 'none');
  let ends: () => void;
  const ended = new Promise<void>((resolve) => {
    ends = resolve;
  });
  const dying = {
    ...kommo,
    runBot: async (botId: number, id: number) => {
      if (after) await kommo.runBot(botId, id);
      ends();
      return new Promise<never>(() => undefined);
    },
  };
  void welcome.run({ ...talk.services, kommo: dying }, [{ leadId: id, requestId: '' }]);
  await ended;
  // The same job again, as the queue gives it to another process.
  await welcome.run(talk.services, [{ leadId: id, requestId: '' }]);
  return leadId;
}

test('a crash after the welcome left: its hook tells, and the conversation goes on (R5.1)', async () => {
  const leadId = await crash(1, true);
  await talk.settle();
  await talk.pass(2 * minute);
  expect(await talk.said(leadId)).toHaveLength(2);
});

test('the same without the hook: Kommo’s trail tells, and nothing is sent twice (R5.1)', async () => {
  const leadId = await crash(2, true);
  await talk.takeHooks();
  await talk.pass(5 * minute);
  await talk.pass(minute);
  const said = await talk.said(leadId);
  expect(said).toHaveLength(2);
  expect(new Set(said).size).toBe(2);
});

test('a crash before it left: it is never sent again, and a person is asked (R5.1)', async () => {
  const leadId = await crash(3, false);
  await talk.pass(5 * minute);
  await talk.pass(40 * minute);
  expect(await talk.said(leadId)).toEqual([]);
  expect(await talk.tasks(leadId)).toHaveLength(1);
  expect((await talk.services.store.conversations.find([leadId]))[0]).toMatchObject({
    ...{ state: 'ended', facts: { reason: 'welcome_unsure', ending: 'undelivered' } },
  });
  expect(talk.takeFailures()).toEqual([]);
});
