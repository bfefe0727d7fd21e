import { expect, test } from '@jest/globals';
import { decideOutcome } from '../../../domain/conversation/run/decide-outcome.js';
import type { Outcome, Turnout } from '../../../domain/conversation/run/decide-outcome.js';

const hour = 60 * 60_000;
const from = { warm: 60, cold: 40 };
const outcome = (change: Partial<Outcome>): Outcome => ({
  ...{ stage: null, taskWithinMs: null, startsFollowUp: false },
  ...change,
});
const qualified = outcome({ stage: 'qualified', taskWithinMs: 2 * hour });
const soon = outcome({ taskWithinMs: 4 * hour });

test.each<readonly [string, Turnout, number, Outcome]>([
  ['70 is qualified', 'completed', 70, qualified],
  ['69 is WARM', 'completed', 69, soon],
  ['60 is WARM', 'completed', 60, soon],
  ['59 is COLD', 'completed', 59, outcome({ startsFollowUp: true })],
  ['40 is COLD', 'completed', 40, outcome({ startsFollowUp: true })],
  ['39 is nurtured', 'completed', 39, outcome({ stage: 'nurturing' })],
  ['70 that fell silent is qualified', 'timed_out', 70, qualified],
  [
    'who fell silent at 59 is followed up, and a person takes over',
    'timed_out',
    59,
    outcome({ taskWithinMs: 4 * hour, startsFollowUp: true }),
  ],
  ['39 that fell silent is nurtured', 'timed_out', 39, outcome({ stage: 'nurturing' })],
  ['who asked for a person at 39 is not moved away', 'person', 39, soon],
  ['whose conversation a person took is the person’s', 'taken', 90, outcome({})],
  ['whom a person moved on stays there', 'moved_on', 90, outcome({})],
  ['who opted out is left alone', 'opted_out', 90, outcome({})],
])('%s (R4.1, R5.1)', (_case, ending, total, expected) => {
  expect(decideOutcome(ending, total, from)).toEqual(expected);
});
