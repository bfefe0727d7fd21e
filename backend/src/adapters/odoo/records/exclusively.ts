import pLimit from 'p-limit';
import { AppError, after } from '../../../errors.js';
import { createLocks } from './locks.js';

/** Takes those of the locks that are free among all processes, and holds them while `work` runs; never waits. */
export type TryLocks = <T>(
  names: readonly string[],
  work: (held: ReadonlySet<string>) => Promise<T>,
) => Promise<T>;

/** Runs `work` while nobody else works under any of the keys. */
export type Exclusively = <T>(keys: readonly string[], work: () => Promise<T>) => Promise<T>;

export interface ExclusivelyTools {
  /** Absent where this process is alone. */
  readonly tryLocks?: TryLocks | undefined;
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
}

/** Within the process callers queue up in memory, so that only processes compete for the locks between them. */
export function createExclusively(tools: ExclusivelyTools): Exclusively {
  const locked = createLocks();
  const among = tools.tryLocks ? amongProcesses(tools, tools.tryLocks) : null;
  const inOrder: Exclusively = (keys, work) => {
    const [first, ...others] = keys;
    return first === undefined ? work() : locked(first, () => inOrder(others, work));
  };
  // One order for all: two callers that share two keys never wait for each other.
  return (keys, work) =>
    inOrder([...new Set(keys)].sort(), () => (among === null ? work() : among(keys, work)));
}

/** Each lends a connection of the database while it works. */
const mostGroups = 2;
/** About half a minute; then the work itself is tried again later. */
const mostAttempts = 300;

/** Who waits for a connection shares the next one, so twenty callers at once need one and still run side by side. */
function amongProcesses({ wait, random }: ExclusivelyTools, tryLocks: TryLocks): Exclusively {
  const join = createGroups(tryLocks);
  return async (keys, work) => {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const outcome = await join(keys, work);
      if (outcome.kind === 'done') return outcome.value;
      if (outcome.kind === 'failed') throw outcome.error;
      await wait(50 + random() * 100);
    }
    throw new AppError('odoo_unreachable', 'Another process has the same customer in hand', {
      retry: after(2_000),
      reason: { code: 'odoo.busy_record' },
    });
  };
}

type Outcome<T> =
  | { readonly kind: 'taken' }
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Group {
  readonly members: { readonly keys: readonly string[]; readonly run: () => Promise<void> }[];
  readonly ended: Promise<void>;
}

type Join = <T>(keys: readonly string[], work: () => Promise<T>) => Promise<Outcome<T>>;

function createGroups(tryLocks: TryLocks): Join {
  const limited = pLimit(mostGroups);
  let open: Group | null = null;

  const openGroup = (): Group => {
    const members: Group['members'] = [];
    const ended = limited(() => {
      open = null;
      const names = members.flatMap(({ keys }) => keys);
      return tryLocks(names, async (held) => {
        const free = members.filter(({ keys }) => keys.every((key) => held.has(key)));
        await Promise.all(free.map(({ run }) => run()));
      });
    });
    return { members, ended };
  };

  return async <T>(keys: readonly string[], work: () => Promise<T>): Promise<Outcome<T>> => {
    let outcome: Outcome<T> = { kind: 'taken' };
    const run = async (): Promise<void> => {
      outcome = await work().then(
        (value): Outcome<T> => ({ kind: 'done', value }),
        (error: unknown): Outcome<T> => ({ kind: 'failed', error }),
      );
    };
    open ??= openGroup();
    open.members.push({ keys, run });
    // Not before the locks are given back: the next caller of this process would find them taken.
    await open.ended;
    return outcome;
  };
}
