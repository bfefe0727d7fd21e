import { expect, test } from '@jest/globals';
import { callFailedWords, callFailsAfterDays } from '../../../domain/blueprint/follow-up.js';
import { callState } from '../../../domain/follow-up/call-state.js';

const now = new Date('2026-12-23T14:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const rules = { failsAfterDays: callFailsAfterDays, failedWords: callFailedWords };

test.each([
  ['none was made', undefined, 'none'],
  ['open', { createdAt: daysAgo(15), isCompleted: false, result: null }, 'open'],
  ['open for 16 days', { createdAt: daysAgo(16), isCompleted: false, result: null }, 'failed'],
  [
    'nobody answered',
    { createdAt: daysAgo(2), isCompleted: true, result: 'No contestó' },
    'failed',
  ],
  [
    'they spoke',
    { createdAt: daysAgo(2), isCompleted: true, result: 'Quiere propuesta' },
    'reached',
  ],
])('the call of the 14th day: %s (R5.2)', (_case, task, state) => {
  expect(callState(task, rules, now)).toBe(state);
});
