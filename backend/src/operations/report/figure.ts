import type { Report } from '../../../../contract/report.js';
import type { Unworded } from '../../../../wording/sentence.js';

/** A page of figures before it is worded; its file is made of it once it is. */
export type UnfiledReport = Omit<Unworded<Report>, 'csv'>;
export type Figure = UnfiledReport['figures'][number];
export type Cell = Figure['value'];

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const nothing: Cell = { code: 'health.no_data' };

export const shareOf = (share: number | null): Cell => (share === null ? nothing : percent(share));

export const msOf = (ms: number | null): Cell => (ms === null ? nothing : sayMs(ms));

/** "230 ms", "1.2 s", "4 min", "3.5 h", "2.1 d": the units are the same in every language of ours. */
export function sayMs(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${trim(ms / 1_000)} s`;
  if (ms < 3_600_000) return `${trim(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${trim(ms / 3_600_000)} h` : `${trim(ms / 86_400_000)} d`;
}

const trim = (value: number): string => value.toFixed(1).replace(/\.0$/u, '');
