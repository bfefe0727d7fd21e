import type { Body } from './body-field.js';

/** What the tool with which Meta tries a form writes into every field, and the addresses it uses. */
const dummy = /^\s*<?test lead: dummy data/iu;
const testAddresses: ReadonlySet<unknown> = new Set(['test@meta.com', 'test@fb.com']);
/** A dummy text names its field and is not longer than that. */
const longestDummy = 200;

/** There is no flag: a test lead is known by what stands in its fields, before any of them is judged. */
export const isTestLead = (fields: Body): boolean =>
  testAddresses.has(fields.get('email')) ||
  [...fields.values()].some(
    (value) => typeof value === 'string' && value.length <= longestDummy && dummy.test(value),
  );

/**
 * Meta's id of the lead, without the "l:" that its export writes before it. Ids have up to 17 digits: one that came as a
 * number beyond 2^53 has lost its last ones and could be another lead's.
 */
export function leadgenIdOf(fields: Body): string | null {
  const given = fields.get('leadgen_id');
  const text = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given;
  if (typeof text !== 'string' || text.length > 50) return null;
  return /^\s*(?:l:)?(\d{1,30})\s*$/iu.exec(text)?.[1] ?? null;
}
