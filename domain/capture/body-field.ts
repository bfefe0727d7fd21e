import type { Sentence } from '../../wording/sentence.js';
import type { FieldProblem } from '../field-problem.js';
import { decodeEntities } from '../person/html-entities.js';

/** A body's own fields. A map, so that a field called `__proto__` or `constructor` is a name like any other. */
export type Body = ReadonlyMap<string, unknown>;

/** What became of one field of a delivery. */
export type FieldRead<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly problem: FieldProblem };

export const absent = { kind: 'absent' } as const;
export const ok = <T>(value: T): FieldRead<T> => ({ kind: 'ok', value });
export const bad = (field: string, reason: Sentence, remedy: Sentence): FieldRead<never> => ({
  kind: 'bad',
  problem: { field, reason, remedy },
});

export const valueOf = <T>(read: FieldRead<T>): T | null =>
  read.kind === 'ok' ? read.value : null;
export const problemsOf = (reads: readonly FieldRead<unknown>[]): readonly FieldProblem[] =>
  reads.flatMap((read) => (read.kind === 'bad' ? [read.problem] : []));

/** The longest text that any field may hold; each reader has a lower limit of its own, this one protects them all. */
export const longestField = 4_096;

export const tooLong = (field: string, most = longestField): FieldRead<never> =>
  bad(field, { code: 'capture.value_long' }, { code: 'person.at_most', params: { most } });

/**
 * Null, an empty text and a missing field are the same: not given. What is too long reaches no pattern. Here, once, entities
 * of HTML are decoded.
 */
export function textField(body: Body, field: string): FieldRead<string> {
  const value = body.get(field);
  if (value === undefined || value === null) return absent;
  if (typeof value === 'number' && Number.isFinite(value)) return ok(String(value));
  if (typeof value !== 'string') {
    return bad(field, { code: 'capture.not_text' }, { code: 'capture.not_text_remedy' });
  }
  if (value.length > longestField) return tooLong(field);
  return value.trim() === '' ? absent : ok(decodeEntities(value));
}
