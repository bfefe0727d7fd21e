import { describe, expect, test } from '@jest/globals';
import { workingHours } from '../../../domain/blueprint/working-hours.js';
import { addWorkingMs, isWorking, nextWorking } from '../../../domain/time/working-hours.js';
import type { WorkTime } from '../../../domain/time/working-hours.js';

/** Local time of Santo Domingo. */
const at = (text: string): Date => new Date(`${text}-04:00`);
const firm: WorkTime = {
  week: workingHours,
  holidays: { added: [], removed: [] },
  absences: [{ from: '2026-12-14', to: '2026-12-15' }],
};
const hour = 3_600_000;

describe('working time (R5.1, R5.2)', () => {
  test.each([
    ['Monday 7:59', '2026-11-23T07:59', false],
    ['Monday 8:00', '2026-11-23T08:00', true],
    ['Monday 17:29', '2026-11-23T17:29', true],
    ['Monday 17:30', '2026-11-23T17:30', false],
    ['Saturday 12:59', '2026-11-28T12:59', true],
    ['Saturday 13:00', '2026-11-28T13:00', false],
    ['Sunday noon', '2026-11-29T12:00', false],
    ['Christmas, a Friday', '2026-12-25T10:00', false],
    ['an absence', '2026-12-15T10:00', false],
    ['after the absence', '2026-12-16T10:00', true],
  ])('%s: %s works? %s', (_name, when, works) => {
    expect(isWorking(at(when), firm)).toBe(works);
  });

  test.each([
    ['while somebody works, now', '2026-11-23T10:15', '2026-11-23T10:15'],
    ['in the evening, the next morning', '2026-11-23T20:00', '2026-11-24T08:00'],
    ['Saturday afternoon, Monday', '2026-11-28T15:00', '2026-11-30T08:00'],
    ['on Christmas Eve’s evening, past the holiday', '2026-12-24T18:00', '2026-12-26T09:00'],
    ['before an absence, after it', '2026-12-12T14:00', '2026-12-16T08:00'],
  ])('the next working moment: %s', (_name, from, to) => {
    expect(nextWorking(at(from), firm)).toEqual(at(to));
  });

  test.each([
    ['within the day', '2026-11-23T10:00', 2, '2026-11-23T12:00'],
    ['to the very end of the day', '2026-11-23T15:30', 2, '2026-11-23T17:30'],
    ['over the night', '2026-11-23T16:30', 2, '2026-11-24T09:00'],
    ['over the weekend', '2026-11-28T12:00', 2, '2026-11-30T09:00'],
    ['from a free evening', '2026-11-23T22:00', 2, '2026-11-24T10:00'],
    ['nothing to wait for', '2026-11-23T10:00', 0, '2026-11-23T10:00'],
  ])('working hours pass: %s', (_name, from, hours, to) => {
    expect(addWorkingMs(at(from), hours * hour, firm)).toEqual(at(to));
  });

  test('a week without hours has no next moment, and the search ends', () => {
    const never: WorkTime = { ...firm, week: {} };
    expect([
      nextWorking(at('2026-11-23T10:00'), never),
      addWorkingMs(new Date(0), 1, never),
    ]).toEqual([null, null]);
  });
});
