import { z } from 'zod';

/**
 * A list as Kommo sends it: an array, an object keyed by index (enums in a PATCH answer, hooks with gaps in their
 * numbering), null, or nothing at all.
 */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => asList(value), z.array(item).readonly());

export function asList(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value) || typeof value !== 'object') return value;
  return Object.values(value);
}
