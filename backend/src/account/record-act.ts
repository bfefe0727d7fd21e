import { randomUUID } from 'node:crypto';
import type { Act, AuditTable } from '../storage/tables.js';

interface RecordTools {
  readonly audit: AuditTable;
  readonly clock: () => Date;
}

/** How it ended, as a request would be answered, and what it changed. */
type Ending = Pick<Act, 'after'> & { readonly status: number };

/** What no request of the widget asks for leaves its row as well: begun before it is done, so that a crash hides none (R8.2). */
export async function recordAct<T>(
  { audit, clock }: RecordTools,
  act: Pick<Act, 'by' | 'action'>,
  work: () => Promise<T>,
  endingOf: (result: T) => Ending,
): Promise<T> {
  const requestId = randomUUID();
  await audit.begin({ ...act, requestId, at: clock(), kommoLeadId: null });
  try {
    const result = await work();
    const { status, after } = endingOf(result);
    await audit.end(requestId, { status, asked: after });
    return result;
  } catch (error) {
    await audit.end(requestId, { status: 500, asked: null });
    throw error;
  }
}
