import type { Json } from './json.js';

export type Row = Readonly<Record<string, Json>>;
export type Values = Record<string, Json>;

export interface Snapshot {
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly sequences: Readonly<Record<string, number>>;
}

/**
 * Tables in memory with one transaction at a time. Calls run to their end without waiting, so what is left of
 * concurrency is the time between a call's arrival and its work: `commits` and `changedAfter` let a call see that
 * another one was faster, as PostgreSQL's REPEATABLE READ does.
 */
export interface Database {
  get(model: string, id: number): Row | undefined;
  all(model: string): readonly Row[];
  insert(model: string, row: Row): number;
  update(model: string, id: number, patch: Row): void;
  remove(model: string, id: number): void;
  /** Undoes every change of `work` when it throws; sequences move on all the same, as in PostgreSQL. */
  transaction<T>(work: () => T): T;
  commits(): number;
  changedAfter(model: string, id: number, commit: number): boolean;
  snapshot(): Snapshot;
}

export function createDatabase(initial: Snapshot, onCommit: () => void): Database {
  const tables = new Map<string, Map<number, Row>>();
  const sequences = new Map<string, number>(Object.entries(initial.sequences));
  const changedAt = new Map<string, number>();
  let undo: (() => void)[] = [];
  let depth = 0;
  let commits = 0;

  for (const [model, rows] of Object.entries(initial.tables)) {
    tables.set(model, new Map(rows.map((row) => [Number(row['id']), row])));
  }

  const table = (model: string): Map<number, Row> => {
    const known = tables.get(model);
    if (known) return known;
    const fresh = new Map<number, Row>();
    tables.set(model, fresh);
    return fresh;
  };

  const put = (model: string, id: number, row: Row | undefined): void => {
    const before = table(model).get(id);
    const key = `${model},${id}`;
    const changedBefore = changedAt.get(key) ?? 0;
    undo.push(() => {
      changedAt.set(key, changedBefore);
      if (before) table(model).set(id, before);
      else table(model).delete(id);
    });
    if (row) table(model).set(id, row);
    else table(model).delete(id);
    changedAt.set(key, commits + 1);
  };

  const nextId = (model: string): number => {
    const id = (sequences.get(model) ?? 0) + 1;
    sequences.set(model, id);
    return id;
  };

  const transaction = <T>(work: () => T): T => {
    const mark = undo.length;
    depth += 1;
    try {
      const result = work();
      depth -= 1;
      if (depth === 0 && undo.length > 0) {
        commits += 1;
        undo = [];
        onCommit();
      }
      return result;
    } catch (error) {
      depth -= 1;
      for (const step of undo.splice(mark).reverse()) step();
      throw error;
    }
  };

  return {
    get: (model, id) => tables.get(model)?.get(id),
    all: (model) => [...(tables.get(model)?.values() ?? [])],
    insert: (model, row) => {
      const id = nextId(model);
      put(model, id, { ...row, id });
      return id;
    },
    update: (model, id, patch) => {
      put(model, id, { ...table(model).get(id), ...patch, id });
    },
    remove: (model, id) => {
      put(model, id, undefined);
    },
    transaction,
    commits: () => commits,
    changedAfter: (model, id, commit) => (changedAt.get(`${model},${id}`) ?? 0) > commit,
    snapshot: () => ({
      tables: Object.fromEntries([...tables].map(([model, rows]) => [model, [...rows.values()]])),
      sequences: Object.fromEntries(sequences),
    }),
  };
}
