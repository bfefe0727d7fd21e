import { describe, expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { funnelOf } from '../../../domain/measure/funnel.js';
import { judgeHigh, judgeLow, worstOf } from '../../../domain/measure/health-state.js';
import { addCounts, bucketOf, percentile, totalOf } from '../../../domain/measure/histogram.js';
import { profile } from '../../support/world.js';

const countsOf = (...all: readonly number[]): readonly number[] =>
  all.reduce<readonly number[]>((sum, ms) => {
    const one = Array.from({ length: 14 }, (_none, at) => (at === bucketOf(ms) ? 1 : 0));
    return addCounts(sum, one);
  }, []);

test.each([
  ['nothing', [], 0.95, null],
  ['one call on a bucket’s end', [25], 1, 25],
  ['one just over it', [26], 1, 50],
  ['the middle of ten in one bucket', Array.from({ length: 10 }, () => 150), 0.5, 150],
  [
    'one slow call among a hundred is not in p95',
    [...Array.from({ length: 99 }, () => 10), 9_000],
    0.95,
    24,
  ],
  ['and is in p100', [...Array.from({ length: 99 }, () => 10), 9_000], 1, 10_000],
  ['what is slower than all ends says the last one', [90_000], 0.5, 30_000],
] as const)('the percentile of %s (R8.4)', (_name, all, share, expected) => {
  const seen = percentile(countsOf(...all), share);
  expect(seen === null ? null : Math.round(seen)).toBe(expected);
});

test('every duration falls into exactly one bucket (R8.4)', () => {
  for (const ms of [0, 25, 25.1, 800, 29_999, 30_000, 30_001, Infinity]) {
    expect(totalOf(countsOf(ms))).toBe(1);
  }
});

describe('a figure is judged', () => {
  const limit = { watch: 10, bad: 20 };
  test.each([
    [null, 'none'],
    [10, 'good'],
    [10.1, 'watch'],
    [20, 'watch'],
    [20.1, 'bad'],
  ] as const)('the more the worse: %p is %s (R8.4)', (value, state) => {
    expect(judgeHigh(value, limit)).toBe(state);
  });
  const floor = { watch: 0.5, bad: 0.25 };
  test.each([
    [null, 'none'],
    [0.5, 'good'],
    [0.49, 'watch'],
    [0.25, 'watch'],
    [0.24, 'bad'],
  ] as const)('the less the worse: %p is %s (R8.4)', (value, state) => {
    expect(judgeLow(value, floor)).toBe(state);
  });
  test('by its worst part, and not at all where no part is known (R8.4)', () => {
    expect(worstOf(['good', 'none', 'watch'])).toBe('watch');
    expect(worstOf(['good', 'none'])).toBe('good');
    expect(worstOf([])).toBe('none');
  });
});

test('conversations that stop are counted by the question that stood open (R8.4)', () => {
  const accounting = profile(1);
  const payroll = profile(2, { service_type: 'Nómina' });
  const funnel = funnelOf(blueprint.conversations, [
    { state: 'ended', ending: 'completed', profile: accounting },
    { state: 'ended', ending: 'timed_out', profile: accounting },
    { state: 'ended', ending: 'timed_out', profile: accounting },
    { state: 'taken', ending: null, profile: payroll },
    { state: 'running', ending: null, profile: payroll },
  ]);
  const firstOf = (service: 'accounting' | 'payroll') =>
    blueprint.conversations[service].first.question;
  expect([funnel.finished, funnel.completed]).toEqual([4, 1]);
  expect(Object.fromEntries(funnel.endings)).toEqual({ completed: 1, timed_out: 2, taken: 1 });
  expect(funnel.stoppedAt).toEqual([
    { question: firstOf('accounting'), count: 2 },
    { question: firstOf('payroll'), count: 1 },
  ]);
});
