import { CompiledQuery } from 'kysely';
import type { Database } from '../storage/db.js';

/** How pg-boss runs its statements inside a transaction of ours. */
export interface SqlExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export const executorOf = (db: Database): SqlExecutor => ({
  executeSql: async (text, values = []) => {
    const { rows } = await db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(text, values),
    );
    return { rows };
  },
});
