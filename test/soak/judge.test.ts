import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { judge } from './judge.js';
import type { RecordedWorld } from './record-world.js';

type Recording = RecordedWorld & { readonly peoplePerDay: number };

const counted = z.looseObject({ peoplePerDay: z.number() });

/** What one day of the soak saw (`SOAK_RECORD=folder npm run soak`), cut down to a few people. */
async function read(name: string): Promise<Recording> {
  const text = await readFile(new URL(`recorded/${name}.json`, import.meta.url), 'utf8');
  return counted.parse(JSON.parse(text)) as unknown as Recording;
}

const wrongsOf = ({ peoplePerDay, ...world }: Recording) => judge(world, peoplePerDay).wrongs;

test('a day on which all went well breaks nothing (R5.4, R8.1)', async () => {
  const world = await read('sound');

  expect(world.people.flatMap(({ leads }) => leads).length).toBeGreaterThan(5);
  expect(wrongsOf(world)).toEqual([]);
});

/** Each recorded while one line of the companion was taken out. */
test.each([
  ['without-consent', 'without the look at the consent', /was written to without consent/],
  ['bot-not-stopped', 'while nobody stopped the bot after "BAJA"', /10 min after BAJA/],
  ['goodbye-sent-again', 'while nobody claimed the confirmation', /confirmed more than once/],
  ['welcome-sent-again', 'while nobody claimed the welcome', /got "template .*" 2 times/],
  ['welcome-sent-again', 'while nobody claimed the welcome', /bot \d+ of lead \d+ ran 2 times/],
  [
    'bot-begun-twice',
    'while nobody claimed the start of the bot',
    /bot \d+ of lead \d+ ran 2 times/,
  ],
  ['over-the-limit', 'with ten times the limit', /the daily limit was passed \d+ times/],
  ['free-text-in-closed-window', 'while every window counted as open', /refused by WhatsApp/],
])('the judge sees what was recorded in %s, %s (R5.4, R8.1)', async (name, _how, wrong) => {
  expect(wrongsOf(await read(name))).toContainEqual(expect.stringMatching(wrong));
});

test('a bot that begins again says something again, whatever its runs tell (R4.1)', async () => {
  const { people, runs } = await read('sound');
  const opens = /^¡Hola \p{L}+! Veo que/u;
  const again = people.map((person) => ({
    ...person,
    leads: person.leads.map(({ leadId, messages }) => ({
      leadId,
      messages: messages.flatMap((one) => (opens.test(one.text) ? [one, one] : [one])),
    })),
  }));

  expect(judge({ people: again, runs }, 1_000).wrongs).toContainEqual(
    expect.stringMatching(/got "bot ¡Hola .* 2 times/),
  );
});

test('free text in a closed window is wrong even where WhatsApp took it (R5.4)', async () => {
  const world = await read('free-text-in-closed-window');
  const people = world.people.map((person) => ({
    ...person,
    leads: person.leads.map(({ leadId, messages }) => ({
      leadId,
      messages: messages.map((message) => ({ ...message, state: 'delivered' })),
    })),
  }));

  expect(wrongsOf({ ...world, people })).toContainEqual(
    expect.stringMatching(/free text ".*" in a closed window/),
  );
});
