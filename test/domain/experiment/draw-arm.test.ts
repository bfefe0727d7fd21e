import { expect, test } from '@jest/globals';
import { drawArm, evenly } from '../../../domain/experiment/draw-arm.js';
import { murmurHash } from '../../../domain/experiment/murmur-hash.js';

// The verification values of MurmurHash3_x86_32 that its ports are held to (Wikipedia, "MurmurHash", and the SMHasher notes).
test.each([
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['test', 0, 0xba6bd213],
  ['test', 0x9747b28c, 0x704b81dc],
  ['Hello, world!', 0, 0xc0363e43],
  ['Hello, world!', 0x9747b28c, 0x24884cba],
  ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
  ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
])('the hash of %p with seed %p is the published one', (text, seed, hash) => {
  expect(murmurHash(text, seed)).toBe(hash);
});

const visitors = Array.from({ length: 20_000 }, (_none, at) => `visitor-${at}`);
const shareOfA = (experiment: string, weights = evenly): number =>
  visitors.filter((visitor) => drawArm(experiment, visitor, weights) === 'a').length /
  visitors.length;

test('a visitor gets the same arm however often it is drawn (R3.4)', () => {
  const once = visitors.map((visitor) => drawArm('pilot', visitor));
  expect(visitors.map((visitor) => drawArm('pilot', visitor))).toEqual(once);
});

test.each([
  ['half and half', { a: 1, b: 1 }, 0.5],
  ['one in four', { a: 1, b: 3 }, 0.25],
  ['everybody in a', { a: 1, b: 0 }, 1],
  ['everybody in b', { a: 0, b: 1 }, 0],
])('weights are kept: %s (R3.4)', (_name, weights, share) => {
  expect(Math.abs(shareOfA('pilot', weights) - share)).toBeLessThan(0.01);
});

test('what one experiment drew tells nothing of another (R8.7)', () => {
  const both = visitors.filter(
    (visitor) => drawArm('pilot', visitor) === 'a' && drawArm('welcome', visitor) === 'a',
  );
  expect(Math.abs(both.length / visitors.length - 0.25)).toBeLessThan(0.01);
});

test('who was in b stays there when b gets more (R3.4)', () => {
  const inB = visitors.filter((visitor) => drawArm('pilot', visitor) === 'b');
  expect(inB.every((visitor) => drawArm('pilot', visitor, { a: 1, b: 3 }) === 'b')).toBe(true);
});
