import type { SavedTeam } from '../../../contract/team.js';

type Week = NonNullable<SavedTeam['members'][number]['week']>;
type Spans = NonNullable<Week[1]>;
export const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** "8:00-12:00, 13:00-17:30"; an empty text is a free day. Null for what are no hours in their order. */
export function readSpans(text: string): Spans | null {
  const parts = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [readSpan(part)]));
  const spans = parts.flatMap((span) => span ?? []);
  const inOrder = spans.every(
    ({ from, to }, index) => from < to && from >= (spans[index - 1]?.to ?? 0),
  );
  return spans.length === parts.length && spans.length <= 6 && inOrder ? spans : null;
}

function readSpan(text: string): Spans[number] | null {
  const found = /^\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*$/u.exec(text);
  if (found === null) return null;
  const [, h1, m1, h2, m2] = found.map(Number);
  const [from, to] = [minutes(h1, m1), minutes(h2, m2)];
  return from === null || to === null ? null : { from, to };
}

function minutes(hour = 0, minute = 0): number | null {
  const at = hour * 60 + minute;
  return minute < 60 && at <= 24 * 60 ? at : null;
}

export const saySpans = (spans: Spans = []): string =>
  spans.map(({ from, to }) => `${sayMinute(from)}-${sayMinute(to)}`).join(', ');

const sayMinute = (at: number): string =>
  `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;

/** The week as the form has it, "day_1" for Monday; null where one day is wrong. */
export function readWeek(fields: Readonly<Record<string, string>>): Week | null {
  const read = days.map((day) => [day, readSpans(fields[`day_${day}`] ?? '')] as const);
  if (read.some(([, spans]) => spans === null)) return null;
  const worked = read.filter(([, spans]) => spans !== null && spans.length > 0);
  return Object.fromEntries(worked.map(([day, spans]) => [day, spans ?? []]));
}
