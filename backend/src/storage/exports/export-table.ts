import type { SqlExecutor } from '../executor.js';
import type { Erasure } from '../privacy/erasures.js';

export interface ExportRow {
  readonly id: string;
  /** Its folder's name below DATA_DIR/exports. */
  readonly folder: string;
  /** "night", "command", "user:1001" */
  readonly by: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly rows: number;
  /** Of the sealed files. */
  readonly bytes: number;
  /** SHA-256 of manifest.json. */
  readonly manifestHash: string | null;
  readonly failure: string | null;
}

/** Sealed copies of the whole database in DATA_DIR/exports (R8.3). */
export interface Exports {
  /** False while EXPORT_RECIPIENT is not set. */
  readonly isSealed: boolean;
  /** Whom they are sealed for, "age1…". */
  readonly recipient: string | null;
  /** DATA_DIR/exports */
  readonly place: string;
  /** Puts one on record that `run` makes, with what is done in the same transaction; answers its id. */
  begin(by: string, also?: (id: string, within: SqlExecutor) => Promise<void>): Promise<string>;
  /** Makes what was begun; one that has ended is left as it is. How it ended is on record. */
  run(id: string): Promise<void>;
  /** Makes one now; one at a time over all processes. @throws Error when it fails, which is on record then. */
  make(by: string): Promise<ExportRow>;
  /** Newest first. */
  list(limit: number): Promise<readonly ExportRow[]>;
  /** Deletes folders that are older, but never the newest one that is whole. Answers how many. */
  prune(days: number): Promise<number>;
  /** Puts the erasure on record beside the exports too: one of before would bring the person back. Repeating it changes nothing. */
  noteErasure(erasure: Erasure): Promise<void>;
}
