import { csv } from './csv.js';

interface Row {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
}

/** The rows as a file for a spreadsheet. */
export const experimentCsv = (rows: readonly Row[]): string =>
  csv(
    [{ what: '', a: 'A', b: 'B', difference: 'B − A' }, ...rows].map(
      ({ what, a, b, difference }) => [...[what, a, b, difference]],
    ),
  );
