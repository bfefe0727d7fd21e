import { expect, test } from '@jest/globals';
import { changesOf } from '../../../backend/src/operations/audit/changes-of.js';

const id = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test.each<[string, unknown, unknown, readonly (readonly [string, string | null, string | null])[]]>(
  [
    ['nothing', null, null, []],
    ['what stayed', { a: 1, b: 'x' }, { a: 1, b: 'y' }, [['b', 'x', 'y']]],
    ['what came', null, { reason: 'Sobra' }, [['reason', null, 'Sobra']]],
    ['what went', { a: true }, {}, [['a', 'true', null]]],
    [
      'a place within',
      { m: { 7: { on: true } } },
      { m: { 7: { on: false } } },
      [['m.7.on', 'true', 'false']],
    ],
    ['few words', { keys: [] }, { keys: ['a', 'b'] }, [['keys', '', 'a, b']]],
    ['many words, counted', null, { ids: [1, 2, 3, 4] }, [['ids', null, '4']]],
    ['ids that nobody reads, counted', null, { ids: [id] }, [['ids', null, '1']]],
    ['a list that differs inside only', { l: [{ a: 1 }] }, { l: [{ a: 2 }] }, [['l', '1', '1']]],
    ['a value that is no object', 'x', null, [['', 'x', null]]],
  ],
)('of %s, what differs is told with its place (R8.2)', (_name, before, after, changes) => {
  expect(changesOf(before, after).map((one) => [one.key, one.before, one.after])).toEqual(changes);
});

test('a row stays short, however much was changed at once (R8.2)', () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, at) => [`k${at}`, 'x'.repeat(900)]),
  );
  const changes = changesOf(null, many);
  expect(changes).toHaveLength(20);
  expect(changes[0]?.after).toHaveLength(200);
});
