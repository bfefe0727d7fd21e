import { describe, expect, test } from '@jest/globals';
import { lastNight, nextNight } from '../../../domain/time/nights.js';

describe('03:00 in Santo Domingo', () => {
  test.each([
    ['just before', '2026-11-23T06:59:59Z', '2026-11-22', '2026-11-23T07:00:00.000Z'],
    ['on the hour', '2026-11-23T07:00:00Z', '2026-11-23', '2026-11-24T07:00:00.000Z'],
    ['at local midnight', '2026-11-24T04:00:00Z', '2026-11-23', '2026-11-24T07:00:00.000Z'],
    ['in summer', '2026-07-01T07:00:00Z', '2026-07-01', '2026-07-02T07:00:00.000Z'],
  ])('%s', (_name, at, night, next) => {
    expect(lastNight(new Date(at)).name).toBe(night);
    expect(nextNight(new Date(at)).at.toISOString()).toBe(next);
  });
});
