import { alertLevels } from '../blueprint/operating-rules.js';

/** Those that `count` has reached; a limit of 0 is reached by the first failure. */
export const crossedLevels = (count: number, limit: number): readonly number[] =>
  count === 0 ? [] : alertLevels.filter((level) => count * 100 >= level * limit);
