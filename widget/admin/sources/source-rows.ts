import type { SaveSource, SourcesPage } from '../../../contract/source.js';
import type { Fields } from '../../view/actions.js';

export type Source = SourcesPage['sources'][number];

export interface SourceRow {
  readonly name: string;
  /** What it said in the sample or with a lead; empty where only its meaning is known. */
  readonly said: string;
  /** With how many leads it came; null where that says nothing. */
  readonly count: number | null;
  readonly key: string;
  readonly problem: string | null;
  readonly options: readonly { readonly key: string; readonly label: string }[];
}

/** Names of a source, each once: those of the sample first, then what came unread, then what is mapped. */
export function sourceRows({ tried, seen, names }: Source): readonly SourceRow[] {
  const bare = { count: null, problem: null, options: [], said: '' };
  const all: readonly SourceRow[] = [
    ...(tried?.fields ?? []).map((field) => ({ ...bare, ...field })),
    ...seen.map(({ name, example, count }) => ({ ...bare, name, said: example, count, key: '' })),
    ...names.map(({ name, key }) => ({ ...bare, name, key })),
  ];
  return all.filter((row, index) => all.findIndex(({ name }) => name === row.name) === index);
}

export const nameField = ({ name }: SourceRow): string => `name:${encodeURIComponent(name)}`;
export const valueField = ({ key, said }: SourceRow): string =>
  `value:${key}:${encodeURIComponent(said)}`;

/** What the reader changed, and nothing else: what we know by ourselves is not written down as an entry. */
export function readSaved(source: Source, fields: Fields): SaveSource {
  const rows = sourceRows(source);
  const names = rows.flatMap((row) => {
    const key = fields[nameField(row)];
    return key === undefined || key === row.key ? [] : [{ name: row.name, key }];
  });
  const values = rows.flatMap((row) => {
    const option = fields[valueField(row)];
    return option === undefined || option === '' ? [] : [{ key: row.key, said: row.said, option }];
  });
  return { source: source.source, names, values, sample: fields['sample'] ?? '' };
}
