import { addCounts, totalOf } from '../../../../domain/measure/histogram.js';
import type { Measured } from '../../storage/tables.js';
import type { Days } from '../report/last-days.js';

type Which = Partial<Pick<Measured, 'name' | 'outcome'>>;

export const countsOf = (rows: readonly Measured[], which: Which = {}): readonly number[] =>
  rows
    .filter((row) => (which.name ?? row.name) === row.name)
    .filter((row) => (which.outcome ?? row.outcome) === row.outcome)
    .reduce<readonly number[]>((sum, { counts }) => addCounts(sum, counts), []);

export const sizeOf = (rows: readonly Measured[], outcome?: Measured['outcome']): number =>
  totalOf(countsOf(rows, outcome === undefined ? {} : { outcome }));

export const namesOf = (rows: readonly Measured[]): readonly string[] =>
  [...new Set(rows.map(({ name }) => name))].toSorted();

/** Share of what was not refused that went well; null where nothing came. */
export function successOf(rows: readonly Measured[]): number | null {
  const good = sizeOf(rows, 'ok');
  const all = good + sizeOf(rows, 'failed');
  return all === 0 ? null : good / all;
}

/** One value for each day; null for a day of which there is nothing. */
export const byDay = (
  rows: readonly Measured[],
  { count, placeOf }: Days,
  read: (rows: readonly Measured[]) => number | null,
): readonly (number | null)[] => {
  const places = rows.map((row) => ({ row, place: placeOf(row.hour) }));
  return Array.from({ length: count }, (_none, day) =>
    read(places.flatMap(({ row, place }) => (place === day ? [row] : []))),
  );
};
