import { CompiledQuery } from 'kysely';
import type { Database } from './db.js';

/** A transaction of ours, as pg-boss runs its statements in it. */
export interface SqlExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** What is done in the same transaction: both are kept, or neither. */
export type Also = (within: SqlExecutor) => Promise<void>;

export const executorOf = (db: Database): SqlExecutor => ({
  executeSql: async (text, values = []) => {
    const { rows } = await db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(text, values),
    );
    return { rows };
  },
});
