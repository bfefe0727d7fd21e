import { foldName } from './source-map.js';
import type { SourceMap } from './source-map.js';

interface MapEdits {
  readonly names: readonly { readonly name: string; readonly key: string }[];
  readonly values: readonly {
    readonly key: string;
    readonly said: string;
    readonly option: string;
  }[];
}

/** What an administrator said of names and answers, over what was known; an empty key takes a name's meaning back. */
export function editMap(map: SourceMap, { names, values }: MapEdits): SourceMap {
  const told = new Set(names.map(({ name }) => foldName(name)));
  const kept = Object.entries(map.names).flatMap(([key, theirs]) =>
    theirs.filter((name) => !told.has(foldName(name))).map((name) => ({ name, key })),
  );
  const meant = names.filter(({ key }) => key !== '' && key !== 'ignore');
  const ignored = names.filter(({ key }) => key === 'ignore').map(({ name }) => name);
  return {
    names: grouped([...kept, ...meant]),
    values: withValues(map.values, values),
    ignore: [...map.ignore.filter((name) => !told.has(foldName(name))), ...ignored],
  };
}

function grouped(names: MapEdits['names']): SourceMap['names'] {
  const byKey = new Map<string, string[]>();
  for (const { name, key } of names) byKey.set(key, [...(byKey.get(key) ?? []), name]);
  return Object.fromEntries(byKey);
}

function withValues(known: SourceMap['values'], told: MapEdits['values']): SourceMap['values'] {
  const byKey = new Map(
    Object.entries(known).map(([key, said]) => [key, new Map(Object.entries(said))]),
  );
  for (const { key, said, option } of told) {
    const values = byKey.get(key) ?? new Map<string, string>();
    if (option === '') values.delete(said);
    else values.set(said, option);
    byKey.set(key, values);
  }
  return Object.fromEntries(
    [...byKey].map(([key, values]) => [key, Object.fromEntries(values)] as const),
  );
}
