import { expect, test } from '@jest/globals';
import {
  estimateOfMeans,
  evidenceOf,
  enoughEvidence,
} from '../../../domain/experiment/always-valid.js';
import { sampleOf } from '../../../domain/experiment/compare-means.js';
import { decide, leadsToDecide } from '../../../domain/experiment/decide.js';
import type { Verdict } from '../../../domain/experiment/decide.js';
import { drawArm, evenly } from '../../../domain/experiment/draw-arm.js';
import { checkSplit } from '../../../domain/experiment/sample-ratio.js';

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const fewLooks = 10;

/** One experiment as an impatient reader sees it: looked at every ten leads, stopped at the first winner. */
function peek(run: number, chances: { a: number; b: number }, leads: number): Verdict {
  const random = createRandom(run + 1);
  const counts = { a: { count: 0, of: 0 }, b: { count: 0, of: 0 } };
  let verdict: Verdict = { kind: 'alike' };
  for (let lead = 1; lead <= leads; lead += 1) {
    const arm = drawArm(`run-${run}`, `lead-${lead}`);
    counts[arm].of += 1;
    if (random() < chances[arm]) counts[arm].count += 1;
    if (lead % fewLooks !== 0) continue;
    verdict = decide({ shares: counts, weights: evenly, broken: false });
    if (verdict.kind === 'winner') return verdict;
  }
  return verdict;
}

const runs = Array.from({ length: 1_000 }, (_none, run) => run);
const winnersOf = (chances: { a: number; b: number }, leads: number): readonly Verdict[] =>
  runs.map((run) => peek(run, chances, leads)).filter(({ kind }) => kind === 'winner');

test.each([[0.1], [0.3], [0.5]])(
  'of 1,000 experiments without a difference, looked at every ten leads, at most 5 %% name a winner at %p qualified (R3.4, R8.7)',
  (chance) => {
    expect(winnersOf({ a: chance, b: chance }, 400).length).toBeLessThanOrEqual(50);
  },
);

test('scores without a difference name a winner in at most 5 % of 1,000 experiments, looked at every ten leads (R3.4)', () => {
  const wrong = runs.filter((run) => {
    const random = createRandom(run + 7_001);
    const scores: { a: number[]; b: number[] } = { a: [], b: [] };
    for (let lead = 1; lead <= 300; lead += 1) {
      scores[drawArm(`run-${run}`, `lead-${lead}`)].push(35 + Math.floor(random() * 66));
      if (lead % fewLooks !== 0) continue;
      const estimate = estimateOfMeans(sampleOf(scores.a), sampleOf(scores.b));
      if (estimate !== null && evidenceOf(estimate) >= enoughEvidence) return true;
    }
    return false;
  });
  expect(wrong.length).toBeLessThanOrEqual(50);
});

test('40 against 20 % is found in at least 80 % of 1,000 experiments of 300 leads, and never the wrong way round (R3.4)', () => {
  const winners = winnersOf({ a: 0.2, b: 0.4 }, 300);
  expect(winners.length).toBeGreaterThanOrEqual(800);
  const right = winners.filter((verdict) => verdict.kind === 'winner' && verdict.arm === 'b');
  expect(right.length).toBeGreaterThanOrEqual(winners.length - 2);
});

test('10,000 visitors, the second half over a broken split: the alarm is raised there and not before (R3.4)', () => {
  const random = createRandom(11);
  const counts = { a: 0, b: 0 };
  const alarms: number[] = [];
  for (let visitor = 1; visitor <= 10_000; visitor += 1) {
    const drawn = drawArm('pilot', `visitor-${visitor}`);
    // A cache that keeps one answer: of the second half's b every sixth sees a.
    const arm = visitor > 5_000 && drawn === 'b' && random() < 1 / 6 ? 'a' : drawn;
    counts[arm] += 1;
    if (checkSplit(counts, evenly).alarm) alarms.push(visitor);
  }
  expect(alarms[0]).toBeGreaterThan(5_000);
  expect(alarms.at(-1)).toBe(10_000);
});

test('of 500 fair splits, looked at after each of 300 visitors, at most two ever raise the alarm (R3.4)', () => {
  const random = createRandom(23);
  let alarmed = 0;
  for (let run = 0; run < 500; run += 1) {
    const counts = { a: 0, b: 0 };
    let raised = false;
    for (let visitor = 0; visitor < 300; visitor += 1) {
      counts[random() < 0.5 ? 'a' : 'b'] += 1;
      raised ||= checkSplit(counts, evenly).alarm;
    }
    if (raised) alarmed += 1;
  }
  expect(alarmed).toBeLessThanOrEqual(2);
});

test('10,000 visitors over a whole split raise no alarm at the end (R3.4)', () => {
  const counts = { a: 0, b: 0 };
  for (let visitor = 1; visitor <= 10_000; visitor += 1) {
    counts[drawArm('pilot', `visitor-${visitor}`)] += 1;
  }
  expect(checkSplit(counts, evenly).alarm).toBe(false);
});

const shares = (a: [number, number], b: [number, number]) => ({
  a: { count: a[0], of: a[1] },
  b: { count: b[0], of: b[1] },
});

test.each([
  ['nine on a side', shares([0, 9], [9, 200]), 'early'],
  ['no leads', shares([0, 0], [0, 0]), 'early'],
  ['ten each and a difference', shares([2, 10], [5, 10]), 'more'],
  ['a clear difference', shares([10, 100], [45, 100]), 'winner'],
  ['the same share of few', shares([3, 10], [3, 10]), 'early'],
  ['the same share', shares([90, 300], [90, 300]), 'alike'],
])('what can be said of %s (R3.4)', (_name, compared, kind) => {
  expect(decide({ shares: compared, weights: evenly, broken: false }).kind).toBe(kind);
});

test('a broken split has no winner, however clear the difference looks (R3.4)', () => {
  const compared = shares([10, 100], [45, 100]);
  expect(decide({ shares: compared, weights: evenly, broken: true })).toEqual({ kind: 'broken' });
});

test('with as many leads as were said to be missing, and the same shares, there is a winner (R3.4)', () => {
  const needed = leadsToDecide(shares([20, 100], [40, 100]), evenly);
  const each = Math.ceil((needed ?? 0) / 2) + 1;
  const then = shares([Math.round(each * 0.2), each], [Math.round(each * 0.4), each]);
  expect(decide({ shares: then, weights: evenly, broken: false }).kind).toBe('winner');
  const half = Math.floor(each / 2);
  const before = shares([Math.round(half * 0.2), half], [Math.round(half * 0.4), half]);
  expect(decide({ shares: before, weights: evenly, broken: false }).kind).toBe('more');
});
