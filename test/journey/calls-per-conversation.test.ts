import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute, openTalkWorld } from './conversation/talk-world.js';
import type { TalkWorld } from './conversation/talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
  // What is asked once in a process, or once in minutes for all leads, is asked for by the first lead.
  await talk.capture(1);
  await talk.pass(2 * minute);
});
afterAll(() => talk.close());

const counted = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  await talk.takeCalls();
  await act();
  return (await talk.takeCalls())
    .map((call) => call.split('?')[0]?.replace(/\d{4,}/g, '…') ?? '')
    .filter((call) => call !== 'GET /api/v4/contacts')
    .sort();
};

test('a lead costs nineteen calls of Kommo from its capture to the end of a conversation of two questions', async () => {
  let leadId = 0;
  const welcome = await counted(async () => {
    ({ leadId } = await talk.capture(2));
  });
  const begin = await counted(async () => {
    await talk.write(leadId, 'hola');
    await talk.pass(2 * minute);
  });
  const answers = await counted(async () => {
    await talk.write(leadId, 'Sí');
  });
  const end = await counted(async () => {
    await talk.write(leadId, 'como unas 300 al mes');
  });
  // `docs/calls-per-lead.md` says what each is for. Fifty captures share the first.
  expect({ welcome, begin, answers, end }).toEqual({
    welcome: ['POST /api/v4/bots/…/run', 'POST /api/v4/leads/complex'],
    begin: [
      'GET /api/v4/events',
      ...['GET /api/v4/leads/…', 'GET /api/v4/leads/…'],
      ...['PATCH /api/v4/leads/…', 'PATCH /api/v4/leads/…'],
      'POST /api/v4/bots/…/run',
    ],
    answers: ['GET /api/v4/events', 'GET /api/v4/leads/…'],
    end: [
      'GET /api/v4/events',
      ...Array.from({ length: 4 }, () => 'GET /api/v4/leads/…'),
      'GET /api/v4/tasks',
      'PATCH /api/v4/leads/…',
      'POST /api/v4/leads/…/notes',
      'POST /api/v4/tasks',
    ],
  });
  expect(talk.takeFailures()).toEqual([]);
});
