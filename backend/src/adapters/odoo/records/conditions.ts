import type { Domain } from './records.js';

/** Polish notation: n conditions need n - 1 leading "|". */
export const anyOf = (conditions: Domain): Domain => [
  ...conditions.slice(1).map(() => '|'),
  ...conditions,
];

/** For `=ilike`, in which "_" and "%" stand for any letters. */
export const literally = (value: string): string => value.replace(/[\\%_]/g, '\\$&');
