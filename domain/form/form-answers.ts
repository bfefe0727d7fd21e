import { longestField } from '../capture/body-field.js';

/** What was typed or ticked, by field; a list where several may be ticked. Untrusted text of bounded length. */
export type FormAnswers = Readonly<Record<string, string | readonly string[]>>;

const mostTicks = 10;

/** The fields that a step asked for, out of what was posted; what is left empty is forgotten. */
export function readPosted(posted: object, fields: readonly string[]): FormAnswers {
  const byName = new Map<string, unknown>(Object.entries(posted));
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueOf(byName.get(field));
      return value === null ? [] : [[field, value] as const];
    }),
  );
}

function valueOf(given: unknown): string | readonly string[] | null {
  if (typeof given === 'string') return given.trim() === '' ? null : given.slice(0, longestField);
  if (!Array.isArray(given)) return null;
  const texts = given.filter((one) => typeof one === 'string').map((one) => one.slice(0, 100));
  return texts.length === 0 ? null : texts.slice(0, mostTicks);
}

export function textOf(answers: FormAnswers, field: string): string {
  const value = Object.hasOwn(answers, field) ? answers[field] : undefined;
  return typeof value === 'string' ? value : '';
}

export function listOf(answers: FormAnswers, field: string): readonly string[] {
  const value = Object.hasOwn(answers, field) ? answers[field] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
