import { describe, expect, test } from '@jest/globals';
import { readTime, sayAge, sayClock, sayLeft, saySpan } from '../../../widget/view/times.js';
import { now } from '../card/cards.js';
import { settingIn } from '../dictionaries.js';

const es = settingIn('es');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('an age', () => {
  test.each<[string, number, string]>([
    ['of a clock that runs ahead', -5_000, 'hace un momento'],
    ['just under a minute', 59_999, 'hace un momento'],
    ['of a minute', minute, 'hace 1 min'],
    ['just under an hour', hour - 1, 'hace 59 min'],
    ['of an hour', hour, 'hace 1 h'],
    ['just under a day', day - 1, 'hace 23 h'],
    ['of a day', day, 'hace 1 d'],
    ['of a week', 7 * day, 'hace 7 d'],
    ['of more than a week', 8 * day, '4 nov'],
    ['of another year', 400 * day, '8 oct 2025'],
  ])('%s', (_case, passed, expected) => {
    expect(
      sayAge(now - passed, es)
        .replace(/ de /g, ' ')
        .replace('.', ''),
    ).toBe(expected);
  });

  test('is said in each language', () => {
    expect(sayAge(now - 3 * hour, settingIn('en'))).toBe('3 h ago');
    expect(sayAge(now - 3 * hour, settingIn('pt'))).toBe('há 3 h');
  });
});

test('a span is never nothing', () => {
  expect(saySpan(0, es.t)).toBe('1 min');
});

test.each<[number, string]>([
  [0, '1 min'],
  [12 * minute, '12 min'],
  [59 * minute + 40_000, '1 h'],
  [2 * hour - 5_000, '2 h'],
  [2 * hour - 2 * minute, '1 h 58 min'],
  [day - minute, '23 h 59 min'],
  [day, '1 d'],
  [3 * day - 30 * minute, '2 d 23 h'],
  [7 * day - 5_000, '7 d'],
])('what is left of a limit, %i ms, is said as %s (R3.1)', (ms, expected) => {
  expect(sayLeft(ms, es.t)).toBe(expected);
});

test("a clock time is the account's, with the day when it is another", () => {
  const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');
  expect(plain(sayClock(now + hour, es))).toBe('3:40 p. m.');
  expect(plain(sayClock(now + 20 * hour, es))).toMatch(/^13 nov.*10:40 a. m.$/);
});

test('a zone or language that the browser does not know changes only the wording', () => {
  expect(sayClock(now, { ...es, timeZone: 'No/Where' })).toMatch(/\d/);
  expect(sayClock(now, { ...es, language: '???' })).toMatch(/\d/);
});

test('what is no time is not read as one', () => {
  expect(readTime(null)).toBeNull();
  expect(readTime('mañana')).toBeNull();
  expect(readTime('2026-11-12T18:40:00.000Z')).toBe(now);
});
