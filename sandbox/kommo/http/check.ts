import type { z } from 'zod';
import { Problem, refuse, validationProblem } from './problem.js';
import type { FieldError, ItemErrors } from './problem.js';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Checks one item and words each complaint as Kommo does. */
export function check<T>(schema: z.ZodType<T>, item: unknown): Checked<T> {
  const result = schema.safeParse(item);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, errors: result.error.issues.map((issue) => toFieldError(issue, item)) };
}

/** For bodies that are one object: throws what `check` finds. */
export function checkOne<T>(schema: z.ZodType<T>, body: unknown): T {
  if (Array.isArray(body))
    throw validationProblem([{ request_id: '0', errors: [wrongShape('object')] }]);
  const result = check(schema, body);
  if (!result.ok) throw validationProblem([{ request_id: '0', errors: result.errors }]);
  return result.value;
}

/** Bodies of collections are arrays, never a single object. */
export function readItems(body: unknown, most = 250): readonly unknown[] {
  if (!Array.isArray(body))
    throw validationProblem([{ request_id: '0', errors: [wrongShape('array')] }]);
  const items: readonly unknown[] = body;
  if (items.length === 0) throw new Problem(400, 'Request data can not be empty');
  if (items.length > most) throw new Problem(422, `Limit ${most} per page`);
  return items;
}

export type Prepared<T> =
  { readonly errors: readonly FieldError[] } | { readonly commit: (requestId: string) => T };

interface Batch<T> {
  readonly items: readonly unknown[];
  readonly prepare: (item: unknown, index: number) => Prepared<T>;
  /** Not known of Kommo: whether the good items of a refused batch are kept. */
  readonly keepsValid: boolean;
}

/** All or nothing: every item is checked before the first is written. */
export function writeBatch<T>({ items, prepare, keepsValid }: Batch<T>): readonly T[] {
  const prepared = items.map((item, index) => ({
    requestId: requestIdOf(item, index),
    outcome: prepare(item, index),
  }));
  const refused: ItemErrors[] = prepared.flatMap(({ requestId, outcome }) =>
    'errors' in outcome ? [{ request_id: requestId, errors: outcome.errors }] : [],
  );
  const write = () =>
    prepared.flatMap(({ requestId, outcome }) =>
      'commit' in outcome ? [outcome.commit(requestId)] : [],
    );
  if (refused.length === 0) return write();
  if (keepsValid) write();
  throw validationProblem(refused);
}

/** The caller's own mark, or the item's place in the array. */
export function requestIdOf(item: unknown, index: number): string {
  if (typeof item !== 'object' || item === null || !('request_id' in item)) return String(index);
  const given = item.request_id;
  return typeof given === 'string' || typeof given === 'number' ? String(given) : String(index);
}

function wrongShape(expected: 'array' | 'object'): FieldError {
  return refuse('', 'InvalidType', `This value should be of type ${expected}.`);
}

function toFieldError(issue: z.core.$ZodIssue, item: unknown): FieldError {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'too_big') return refuse(path, 'TooLong');
  if (issue.code === 'too_small') return refuse(path, 'TooShort');
  if (issue.code === 'invalid_value')
    return refuse(path, missing(issue, item) ? 'FieldMissing' : 'NotSupportedChoice');
  return refuse(path, missing(issue, item) ? 'FieldMissing' : 'InvalidType');
}

function missing(issue: z.core.$ZodIssue, item: unknown): boolean {
  let at: unknown = item;
  for (const step of issue.path) {
    if (typeof at !== 'object' || at === null) return true;
    at = new Map<string, unknown>(Object.entries(at)).get(String(step));
  }
  return at === undefined;
}
