import { expect, test } from '@jest/globals';
import { createClock } from '../../../sandbox/kommo/clock.js';

test('time is moved by just so much, though real time passes meanwhile', async () => {
  let at = Date.parse('2026-11-23T12:00:00Z');
  const ran: number[] = [];
  // Each look at the machine's clock is a millisecond later.
  const clock = createClock(
    () => new Date((at += 1)),
    0,
    () => at,
    false,
  );
  clock.schedule(30_000, () => void ran.push(clock.offsetMs()));
  await clock.advance(60_000);
  expect(clock.offsetMs()).toBe(60_000);
  expect(ran).toHaveLength(1);
  clock.close();
});
