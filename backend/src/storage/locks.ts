import { sql } from 'kysely';
import type { Database } from './db.js';
import type { Shared } from './tables.js';

/** Connections that may be held by locks at once, so that the work inside always finds one in the pool. */
const mostHeld = 3;
/** The same for locks taken inside another one's work. */
const mostHeldInside = 2;

/**
 * A lock is a session's advisory lock: it ends with its connection, so a killed process leaves none behind. Callers of
 * this process queue up in memory first: each one waiting inside PostgreSQL would keep a connection, and with all of
 * them waiting, the one that holds the lock could not run its queries.
 */
export function createLocks(db: Database): Pick<Shared, 'withLock' | 'withInnerLock'> {
  const inLine = createLine();
  return {
    withLock: createLock(db, inLine, createSlots(mostHeld)),
    withInnerLock: createLock(db, inLine, createSlots(mostHeldInside)),
  };
}

const createLock =
  (db: Database, inLine: InLine, inSlot: InSlot): Shared['withLock'] =>
  (name, work) =>
    inLine(name, () => inSlot(() => hold(db, name, work)));

type InLine = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Work of one name is done one after the other. */
function createLine(): InLine {
  const lastOf = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const result = Promise.allSettled([lastOf.get(name)]).then(work);
    const ended = Promise.allSettled([result]);
    lastOf.set(name, ended);
    void ended.then(() => {
      if (lastOf.get(name) === ended) lastOf.delete(name);
    });
    return result;
  };
}

type InSlot = <T>(work: () => Promise<T>) => Promise<T>;

/** At most so much work at once; what waits goes on in its order, in whichever slot is free first. */
function createSlots(most: number): InSlot {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

function hold<T>(db: Database, name: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    const lock = sql`hashtextextended(${`lock ${name}`}, 0)`;
    await sql`select pg_advisory_lock(${lock})`.execute(connection);
    try {
      return await work();
    } finally {
      // Fails only with the connection, and then the lock has ended already.
      await sql`select pg_advisory_unlock(${lock})`.execute(connection).catch(() => undefined);
    }
  });
}

/**
 * Locks of one batch on one connection. A session may take a lock that it has, so each batch brings a connection of its
 * own, and two batches of one process keep out of each other's way as two processes do.
 */
export function tryLocks<T>(
  db: Database,
  names: readonly string[],
  work: (held: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const wanted = [...new Set(names)];
    const { rows } = await sql<{ name: string; held: boolean }>`
      select name, pg_try_advisory_lock(hashtextextended('try ' || name, 0)) as held
      from unnest(${wanted}::text[]) as name`.execute(connection);
    const held = rows.filter((row) => row.held).map(({ name }) => name);
    try {
      return await work(new Set(held));
    } finally {
      // Fails only with the connection, and then the locks have ended already.
      await sql`
        select pg_advisory_unlock(hashtextextended('try ' || name, 0))
        from unnest(${held}::text[]) as name`
        .execute(connection)
        .catch(() => undefined);
    }
  });
}
