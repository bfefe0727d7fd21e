/** A query string as PHP reads it: `filter[id][]=1&filter[id][]=2` is `{ filter: { id: { 0: '1', 1: '2' } } }`. */
export interface Query {
  readonly [key: string]: string | Query | undefined;
}

interface Building {
  [key: string]: string | Building | undefined;
}

const deepest = 12;

export function parseQuery(search: string): Query {
  const root = emptyBuilding();
  for (const [name, value] of new URLSearchParams(search)) set(root, stepsOf(name), value);
  return root;
}

/** The value at a path, where it is a string. */
export function textAt(query: Query, ...path: readonly string[]): string | undefined {
  const found = at(query, path);
  return typeof found === 'string' ? found : undefined;
}

/** `filter[id]=1`, `filter[id]=1,2`, `filter[id][]=1` and `filter[id][0]=1` all name a list. */
export function listAt(query: Query, ...path: readonly string[]): readonly string[] {
  const found = at(query, path);
  if (found === undefined) return [];
  if (typeof found === 'string') return found.split(',').filter((part) => part !== '');
  return Object.values(found).flatMap((part) => (typeof part === 'string' ? [part] : []));
}

export function numbersAt(query: Query, ...path: readonly string[]): readonly number[] {
  return listAt(query, ...path).map(Number);
}

/** The groups of `filter[statuses][0][pipeline_id]`. */
export function groupsAt(query: Query, ...path: readonly string[]): readonly Query[] {
  const found = at(query, path);
  if (found === undefined || typeof found === 'string') return [];
  return Object.values(found).flatMap((part) =>
    part === undefined || typeof part === 'string' ? [] : [part],
  );
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A time in the feed: a bare value means since, `a,b` from and to; else as `rangeAt`. */
export function timesAt(query: Query, ...path: readonly string[]): Range | null {
  const bare = textAt(query, ...path);
  if (bare === undefined) return rangeAt(query, ...path);
  const [from, to = Infinity] = bare.split(',').map(Number);
  return { from: from ?? -Infinity, to };
}

/** `[from]/[to]`, either may be absent; a bare value is an exact match. Null when nothing is asked. */
export function rangeAt(query: Query, ...path: readonly string[]): Range | null {
  const found = at(query, path);
  if (found === undefined) return null;
  if (typeof found === 'string') return { from: Number(found), to: Number(found) };
  const from = textAt(found, 'from');
  const to = textAt(found, 'to');
  return {
    from: from === undefined ? -Infinity : Number(from),
    to: to === undefined ? Infinity : Number(to),
  };
}

/** Whether a value is one of those asked for; all are where none is. Made once a list, not once a record. */
export function oneOf(wanted: readonly unknown[]): (value: unknown) => boolean {
  if (wanted.length === 0) return () => true;
  const asked = new Set(wanted);
  return (value) => asked.has(value);
}

export function inRange(value: number | null, range: Range | null): boolean {
  if (range === null) return true;
  return value !== null && value >= range.from && value <= range.to;
}

function at(query: Query, path: readonly string[]): string | Query | undefined {
  let found: string | Query | undefined = query;
  for (const step of path) {
    if (found === undefined || typeof found === 'string') return undefined;
    found = found[step];
  }
  return found;
}

function stepsOf(name: string): readonly string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  const inner = [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [name.slice(0, open), ...inner].slice(0, deepest);
}

function set(target: Building, steps: readonly string[], value: string): void {
  const [first = '', ...rest] = steps;
  const key = first === '' ? String(Object.keys(target).length) : first;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const existing = target[key];
  const next = typeof existing === 'object' ? existing : emptyBuilding();
  target[key] = next;
  set(next, rest, value);
}

/** No prototype: a key called __proto__ is a key like any other. */
function emptyBuilding(): Building {
  const empty: Building = {};
  Object.setPrototypeOf(empty, null);
  return empty;
}
