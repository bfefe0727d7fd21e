import type { FieldProblem } from '../../contract/errors.js';

/** A body's own fields. A map, so that a field called `__proto__` or `constructor` is a name like any other. */
export type Body = ReadonlyMap<string, unknown>;

/** What became of one field of a delivery. */
export type FieldRead<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly problem: FieldProblem };

export const absent = { kind: 'absent' } as const;
export const ok = <T>(value: T): FieldRead<T> => ({ kind: 'ok', value });
export const bad = (field: string, reason: string, remedy: string): FieldRead<never> => ({
  kind: 'bad',
  problem: { field, reason, remedy },
});

export const valueOf = <T>(read: FieldRead<T>): T | null =>
  read.kind === 'ok' ? read.value : null;
export const problemsOf = (reads: readonly FieldRead<unknown>[]): readonly FieldProblem[] =>
  reads.flatMap((read) => (read.kind === 'bad' ? [read.problem] : []));

/** Null, an empty text and a missing field are the same: not given. */
export function textField(body: Body, field: string): FieldRead<string> {
  const value = body.get(field);
  if (value === undefined || value === null) return absent;
  if (typeof value === 'number' && Number.isFinite(value)) return ok(String(value));
  if (typeof value !== 'string') return bad(field, 'El valor no es un texto.', 'Envíe un texto.');
  return value.trim() === '' ? absent : ok(value);
}
