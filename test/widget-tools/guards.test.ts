import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { actionAnswers, adminAnswers, cardAnswers } from '../../contract/answers.js';
import { guardsFile, guardsOf } from '../../scripts/widget/guards.mjs';
import { guard } from '../../widget/api/guard.js';
import type { Spec } from '../../widget/api/guard.js';

describe("the widget's checks", () => {
  test.each([
    ['card', cardAnswers],
    ['action', actionAnswers],
    ['admin', adminAnswers],
  ])('%s.json is what the contract says; npm run build makes it anew', (name, answers) => {
    expect(readFileSync(`widget/api/guards/${name}.json`, 'utf8')).toBe(
      guardsFile(guardsOf(answers)),
    );
  });

  const schema = z.object({
    text: z.string(),
    whole: z.int(),
    yes: z.boolean(),
    word: z.enum(['a', 'b']),
    maybe: z.string().nullable(),
    later: z.string().exactOptional(),
    many: z.array(z.object({ id: z.string() })),
    by: z.record(z.string(), z.number()),
    either: z.union([z.string(), z.number()]).nullable(),
    kind: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('on'), at: z.string() }),
      z.object({ kind: z.literal('off') }),
    ]),
  });
  const good = {
    text: 'x',
    whole: 1,
    yes: false,
    word: 'a',
    maybe: null,
    many: [{ id: '1' }],
    by: { x: 1 },
    either: 2,
    kind: { kind: 'off' },
  };
  const isGood = guard<object>(guardsOf({ schema })['schema'] as Spec);

  test('take what the contract takes', () => {
    expect(isGood(good)).toBe(true);
    expect(isGood({ ...good, later: 'x', maybe: 'y', either: null })).toBe(true);
    expect(isGood({ ...good, kind: { kind: 'on', at: 'x' } })).toBe(true);
  });

  test.each([
    ['text', 1],
    ['whole', '1'],
    ['whole', Number.NaN],
    ['yes', 'true'],
    ['word', null],
    ['maybe', 3],
    ['maybe', undefined],
    ['later', 3],
    ['many', {}],
    ['many', [{ id: 1 }]],
    ['by', { x: 'y' }],
    ['either', true],
    ['kind', { kind: 'on' }],
    ['kind', { kind: 'other' }],
  ])('refuse %s: %p', (field, value) => {
    expect(isGood({ ...good, [field]: value })).toBe(false);
  });

  test('take a word that only a newer companion knows', () => {
    expect(isGood({ ...good, word: 'newer' })).toBe(true);
  });
});
