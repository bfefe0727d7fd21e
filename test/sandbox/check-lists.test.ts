import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const boxes = readFileSync('sandbox/README.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (API|page) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, of, box, ticked = '']) => ({ name: `${String(of)}: ${String(box)}`, ticked }));

describe('the check-lists of a fair stand-in', () => {
  test('both are there', () => {
    expect(boxes.length).toBeGreaterThanOrEqual(36);
  });

  test.each(boxes)(
    '$name is ticked by tests that exist, or left out with a reason',
    ({ ticked }) => {
      const named = [...ticked.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
      if (named.length === 0) expect(ticked).toMatch(/^left out: .{20,}/);
      for (const path of named)
        expect([path, existsSync(join(process.cwd(), path))]).toEqual([path, true]);
    },
  );
});
