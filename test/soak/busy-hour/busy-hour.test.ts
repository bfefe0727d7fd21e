import { expect, test } from '@jest/globals';
import { playBusyHour } from './play-busy-hour.js';

/** `npm run bench hour` plays a thousand; each run of the tests a few. */
const leads = Number(process.env['BUSY_HOUR_LEADS'] ?? 12);

test('leads of one hour are welcomed at once and go evenly to six executives (R3.1, R5.1)', async () => {
  const played = await playBusyHour(leads);
  const { loads, welcomeWaits, assignmentWaits, ...told } = played;
  const longest = (waits: readonly number[]) => Math.round(Math.max(...waits) * 10) / 10;
  if (process.env['BUSY_HOUR_LEADS'] !== undefined) {
    const figures = {
      'leads in an hour': told.leads,
      'given to an executive': told.assigned,
      'largest and smallest load of six': `${Math.max(...loads)} and ${Math.min(...loads)}`,
      'longest wait of a welcome (s)': longest(welcomeWaits),
      'longest from the score to the executive (s)': longest(assignmentWaits),
      'all were given after (min, the last came after 60)': told.endedAfterMinutes,
    };
    process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
  }
  expect(told.assigned).toBe(leads);
  expect(welcomeWaits).toHaveLength(leads);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  // Of the driven clock: the limit of "Lead Nuevo" is five minutes.
  expect(longest(welcomeWaits)).toBeLessThan(5 * 60);
  expect(longest(assignmentWaits)).toBeLessThan(5 * 60);
}, 1_800_000);
