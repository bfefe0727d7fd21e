import { describe, expect, test } from '@jest/globals';
import { fitLogistic } from '../../../domain/refinement/fit-logistic.js';
import { leadsAlike, reliabilityOf } from '../../../domain/refinement/reliability.js';
import { rising } from '../../../domain/refinement/rising.js';

describe('values that never fall (R8.8)', () => {
  test.each([
    ['the published example', [1, 0, 4, 3, 3, 5, 4, 2, 0], [0.5, 0.5, 3, 3, 3, 3, 3, 3, 3]],
    ['what rises already', [1, 2, 3], [1, 2, 3]],
    ['what only falls', [3, 2, 1], [2, 2, 2]],
    ['nothing', [], []],
  ])('%s', (_name, values, expected) => {
    const found = rising(values.map((value) => ({ value, weight: 1 })));
    expect(found.map((one) => Math.round(one * 1e9) / 1e9)).toEqual(expected);
  });

  test('many leads weigh more than few', () => {
    expect(
      rising([
        { value: 4, weight: 9 },
        { value: 2, weight: 1 },
      ]),
    ).toEqual([3.8, 3.8]);
  });
});

const one = { column: 0, value: 1 };

describe('a logistic regression (R8.8)', () => {
  test('of one column is the logarithm of the odds ratio: 30 of 40 beside 10 of 40', () => {
    const rows = [
      ...Array.from({ length: 40 }, (_none, at) => ({ terms: [one], isTrue: at < 30 })),
      ...Array.from({ length: 40 }, (_none, at) => ({ terms: [], isTrue: at < 10 })),
    ];
    const { intercept, effects } = fitLogistic(rows, [0], 1e-9);
    expect(intercept).toBeCloseTo(Math.log(10 / 30), 6);
    expect(effects[0]).toBeCloseTo(Math.log(30 / 10) - Math.log(10 / 30), 6);
  });

  test('what never lost stays finite, and what nobody chose stays what was expected', () => {
    const rows = Array.from({ length: 50 }, (_none, at) => ({
      terms: at < 25 ? [one] : [],
      isTrue: at < 25 || at % 2 === 0,
    }));
    const { effects } = fitLogistic(rows, [0, 0.7], 4);
    expect(effects[0]).toBeGreaterThan(0.5);
    expect(effects[0]).toBeLessThan(3);
    expect(effects[1]).toBeCloseTo(0.7, 9);
  });

  test('where all ended alike there is an answer all the same', () => {
    const rows = Array.from({ length: 20 }, () => ({ terms: [one], isTrue: true }));
    expect(Number.isFinite(fitLogistic(rows, [0], 4).effects[0])).toBe(true);
  });
});

describe('leads of the same score (R8.8)', () => {
  const leads = Array.from({ length: 31 }, (_none, at) => ({
    total: 70 + (at % 5),
    isWon: at < 12,
    count: 1,
  }));

  test('"de 31 leads como este se ganaron 12"', () => {
    expect(leadsAlike(leads, 72)).toMatchObject({ won: { count: 12, of: 31 } });
  });

  test('too few say nothing', () => {
    expect(leadsAlike(leads.slice(0, 9), 72)).toBeNull();
    expect(leadsAlike(leads, 20)).toBeNull();
  });

  test('every score is in one band', () => {
    const all = Array.from({ length: 101 }, (_none, total) => ({ total, isWon: false, count: 1 }));
    expect(reliabilityOf(all).map(({ won }) => won.of)).toEqual([
      ...Array.from({ length: 9 }, () => 10),
      11,
    ]);
    expect(reliabilityOf(all).at(-1)).toMatchObject({ from: 90, to: 100 });
  });
});
