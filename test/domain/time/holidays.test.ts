import { describe, expect, test } from '@jest/globals';
import { holidaysOf } from '../../../domain/time/holidays.js';

/** The Ministry's lists, and the law where its list is not out yet. */
const official: Readonly<Record<number, readonly string[]>> = {
  2024: ['01-01', '01-21', '01-29', '02-27', '03-29', '05-30', '08-16', '09-24', '11-04', '12-25'],
  2026: ['01-01', '01-05', '01-21', '01-26', '02-27', '04-03', '05-04', '06-04', '08-16', '09-24'],
  2027: ['01-01', '01-04', '01-21', '01-25', '02-27', '03-26', '05-01', '05-27', '08-16', '09-24'],
  2028: ['01-10', '01-24', '04-14', '05-01', '06-15', '11-06'],
};

describe('the Dominican holidays (R5.1, R5.2)', () => {
  test.each(Object.entries(official))('%s has those of the official list', (year, dates) => {
    const all = holidaysOf(Number(year));
    expect(all).toHaveLength(12);
    expect(all).toEqual(expect.arrayContaining(dates.map((date) => `${year}-${date}`)));
  });

  test.each([
    ['Tuesday 6 January 2026 goes back to Monday', 2026, '2026-01-05'],
    ['Wednesday 6 November 2024 goes back to Monday', 2024, '2024-11-04'],
    ['Thursday 6 January 2028 goes on to Monday', 2028, '2028-01-10'],
    ['Friday 1 May 2026 goes on to Monday', 2026, '2026-05-04'],
    ['Sunday 1 May 2016 goes on to Monday', 2016, '2016-05-02'],
    ['Saturday 6 November 2027 stays', 2027, '2027-11-06'],
    ['Sunday 16 August 2026 stays', 2026, '2026-08-16'],
    ['Friday 16 August 2024 stays', 2024, '2024-08-16'],
  ])('%s', (_name, year, date) => {
    expect(holidaysOf(year)).toContain(date);
  });

  test('a day is added and another taken back by the yearly list', () => {
    const all = holidaysOf(2026, { added: ['2026-05-16', '2027-05-16'], removed: ['2026-01-05'] });
    expect(all).toContain('2026-05-16');
    expect(all).not.toContain('2026-01-05');
    expect(all).not.toContain('2027-05-16');
  });
});
