import { expect, test } from '@jest/globals';
import { crossedLevels } from '../../../domain/alert/alert-levels.js';

test.each([
  [0, 20, []],
  [9, 20, []],
  [10, 20, [50]],
  [13, 20, [50]],
  [14, 20, [50, 70]],
  [17, 20, [50, 70]],
  [18, 20, [50, 70, 90]],
  [19, 20, [50, 70, 90]],
  [20, 20, [50, 70, 90, 100]],
  [1, 1, [50, 70, 90, 100]],
  [0, 1, []],
])('%s failures of %s (R6.2)', (count, limit, levels) => {
  expect(crossedLevels(count, limit)).toEqual(levels);
});
