import type { Report } from '../../../../contract/report.js';
import { csv } from './csv.js';

/** The figures as they are read: each with its value, then its table. */
export const reportCsv = (figures: Report['figures']): string =>
  csv(figures.flatMap(({ title, value, head, rows }) => [[title, value], head, ...rows, []]));
