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
  readonly commits: () => number;
  readonly changedAfter: (model: string, id: number, commit: number) => boolean;
  snapshot(): Snapshot;
}

export function createDatabase(initial: Snapshot, onCommit: () => void): Database {
  const tables = createTables(initial);
  const sequences = new Map<string, number>(Object.entries(initial.sequences));
  let depth = 0;

  const nextId = (model: string): number => {
    const id = (sequences.get(model) ?? 0) + 1;
    sequences.set(model, id);
    return id;
  };

  const transaction = <T>(work: () => T): T => {
    const mark = tables.mark();
    depth += 1;
    try {
      const result = work();
      if (depth === 1 && tables.commit()) onCommit();
      return result;
    } catch (error) {
      tables.undoTo(mark);
      throw error;
    } finally {
      depth -= 1;
    }
  };

  return {
    get: (model, id) => tables.table(model).get(id),
    all: (model) => [...tables.table(model).values()],
    insert: (model, row) => {
      const id = nextId(model);
      tables.put(model, id, { ...row, id });
      return id;
    },
    update: (model, id, patch) => {
      tables.put(model, id, { ...tables.table(model).get(id), ...patch, id });
    },
    remove: (model, id) => {
      tables.put(model, id, undefined);
    },
    transaction,
    commits: tables.commits,
    changedAfter: tables.changedAfter,
    snapshot: () => ({ tables: tables.rows(), sequences: Object.fromEntries(sequences) }),
  };
}

/** Rows by model and id, with what it takes to undo. */
function createTables(initial: Snapshot) {
  const tables = new Map(
    Object.entries(initial.tables).map(([model, rows]) => [
      model,
      new Map<number, Row>(rows.map((row) => [Number(row['id']), row])),
    ]),
  );
  const changedAt = new Map<string, number>();
  let undo: (() => void)[] = [];
  let commits = 0;

  const table = (model: string): Map<number, Row> => {
    if (!tables.has(model)) tables.set(model, new Map());
    return tables.get(model) ?? new Map<number, Row>();
  };
  const set = (model: string, id: number, row: Row | undefined): void => {
    if (row) table(model).set(id, row);
    else table(model).delete(id);
  };

  return {
    table,
    put: (model: string, id: number, row: Row | undefined): void => {
      const key = `${model},${id}`;
      const before = { row: table(model).get(id), changedAt: changedAt.get(key) ?? 0 };
      undo.push(() => {
        set(model, id, before.row);
        changedAt.set(key, before.changedAt);
      });
      set(model, id, row);
      changedAt.set(key, commits + 1);
    },
    mark: () => undo.length,
    undoTo: (mark: number): void => {
      for (const step of undo.splice(mark).reverse()) step();
    },
    /** False where nothing was changed. */
    commit: (): boolean => {
      if (undo.length === 0) return false;
      undo = [];
      commits += 1;
      return true;
    },
    commits: () => commits,
    changedAfter: (model: string, id: number, commit: number) =>
      (changedAt.get(`${model},${id}`) ?? 0) > commit,
    rows: () => Object.fromEntries([...tables].map(([model, rows]) => [model, [...rows.values()]])),
  };
}
