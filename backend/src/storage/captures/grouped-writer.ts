import { AppError, after } from '../../errors.js';
import { isUnavailable, unavailable } from '../pool.js';

interface GroupedWriterOptions<Row, Result> {
  /** Writes all rows in one commit and answers in the same order. */
  readonly write: (rows: readonly Row[]) => Promise<readonly Result[]>;
  /** Most rows of one commit. */
  readonly most: number;
  /** Most rows that wait; beyond it `append` is refused, so that memory stays bounded while the database is slow. */
  readonly waiting: number;
  /** After each commit. */
  readonly onCommit: () => void;
}

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupedWriter<Row, Result> {
  append(row: Row): Promise<Result>;
  /** Resolves when everything appended so far is on disk or refused. */
  settled(): Promise<void>;
}

/**
 * Group commit (decision 3): a commit starts at once when none is in flight, and what arrives meanwhile shares the
 * next one. No timer, so a lone row waits for nobody. A row that the database refuses fails alone.
 */
export function createGroupedWriter<Row, Result>(
  options: GroupedWriterOptions<Row, Result>,
): GroupedWriter<Row, Result> {
  let queue: Waiting<Row, Result>[] = [];
  let flushing: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const group = queue.slice(0, options.most);
      queue = queue.slice(options.most);
      await commit(options, group);
    }
    flushing = null;
  };

  return {
    append: (row) => {
      if (queue.length >= options.waiting) return Promise.reject(overloaded(queue.length));
      return new Promise((resolve, reject) => {
        queue.push({ row, resolve, reject });
        flushing ??= drain();
      });
    },
    settled: async () => {
      while (flushing) await flushing;
    },
  };
}

async function commit<Row, Result>(
  options: GroupedWriterOptions<Row, Result>,
  group: readonly Waiting<Row, Result>[],
): Promise<void> {
  try {
    const results = await options.write(group.map(({ row }) => row));
    group.forEach(({ resolve, reject }, index) => {
      const result = results[index];
      if (result === undefined)
        reject(new Error('The database answered for fewer rows than were written.'));
      else resolve(result);
    });
    options.onCommit();
  } catch (error) {
    await refuse(options, group, error);
  }
}

async function refuse<Row, Result>(
  options: GroupedWriterOptions<Row, Result>,
  group: readonly Waiting<Row, Result>[],
  error: unknown,
): Promise<void> {
  if (!isUnavailable(error) && group.length > 1) {
    for (const one of group) await commit(options, [one]);
    return;
  }
  const reason = isUnavailable(error) ? unavailable('Nothing was stored', error) : error;
  for (const { reject } of group) reject(reason);
}

const overloaded = (rows: number): AppError =>
  new AppError(
    'storage_unavailable',
    `${rows} deliveries wait for the database already. Send it again in a moment.`,
    {
      retry: after(1000),
    },
  );
