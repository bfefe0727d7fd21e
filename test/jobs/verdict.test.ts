import { expect, test } from '@jest/globals';
import { AppError, after, backoff, never, untilMended } from '../../backend/src/errors.js';
import { jobId } from '../../backend/src/jobs/job-id.js';
import { decideVerdict } from '../../backend/src/jobs/run/verdict.js';
import type { Outcome } from '../../backend/src/work/outcome.js';

const ladder = [1, 10, 10];
const failed = (retry: typeof never): Outcome => ({
  kind: 'failed',
  error: new AppError('kommo_unreachable', 'Kommo does not answer.', {
    retry,
    reason: { code: 'problem.kommo_unreachable' },
  }),
});
const dead = {
  kind: 'dead',
  code: 'kommo_unreachable',
  reason: { code: 'problem.kommo_unreachable' },
  message: 'Kommo does not answer.',
};

test.each<[string, Outcome, number, object]>([
  ['done', { kind: 'done', next: [] }, 1, { kind: 'done' }],
  [
    'later costs no try',
    { kind: 'later', ms: 70, reason: 'busy' },
    4,
    { kind: 'again', ms: 70, costsTry: false },
  ],
  ['never', failed(never), 1, dead],
  ['after a known time', failed(after(500)), 1, { kind: 'again', ms: 500, costsTry: true }],
  ['first rung', failed(backoff), 1, { kind: 'again', ms: 1000, costsTry: true }],
  ['second rung', failed(backoff), 2, { kind: 'again', ms: 10_000, costsTry: true }],
  ['third rung', failed(backoff), 3, { kind: 'again', ms: 10_000, costsTry: true }],
  ['out of tries', failed(backoff), 4, dead],
  ['out of tries, with a known time', failed(after(500)), 4, dead],
  [
    'waiting for a person costs no try',
    failed(untilMended(500)),
    4,
    { kind: 'again', ms: 500, costsTry: false },
  ],
  [
    'nobody understood it',
    { kind: 'failed', error: new RangeError('odd') },
    1,
    { kind: 'again', ms: 1000, costsTry: true },
  ],
  ['not even an error', { kind: 'failed', error: 'text' }, 4, { kind: 'dead', code: 'internal' }],
])('what becomes of a job: %s (R6.1)', (_, outcome, attempt, treatment) => {
  expect(
    decideVerdict(outcome, { attempt, isLast: attempt > ladder.length }, ladder, () => 0),
  ).toMatchObject(treatment);
});

test('delays are stretched by up to a quarter', () => {
  expect(
    decideVerdict(failed(backoff), { attempt: 1, isLast: false }, ladder, () => 0.999),
  ).toMatchObject({
    ms: 1249.75,
  });
});

test('a job id is a UUID made of step and key alone', () => {
  expect(jobId('score', 'a')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(jobId('score', 'a')).toBe(jobId('score', 'a'));
  expect(new Set([jobId('score', 'a'), jobId('scor', 'ea'), jobId('score', 'b')]).size).toBe(3);
});
