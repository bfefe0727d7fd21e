import pg from 'pg';
import { AppError, backoff } from '../errors.js';
import { errorCode } from './error-code.js';
import type { Logger } from '../log.js';

interface PoolOptions {
  readonly connectionString: string;
  readonly log: Logger;
  /** At most this many connections; the embedded server has 60 for all processes together. */
  readonly max?: number;
}

/**
 * Ids and counts are far below 2^53, so int8 is read as a number. The parsers are pg's process-wide ones: pg-boss reads
 * its own columns, none of which is an int8, through them as well.
 */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function openPool({ connectionString, log, max = 10 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'companion',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Unheard, the end of a connection (the server restarts) would end the process: of an idle one the pool tells, of one
  // that is lent out and between two queries only the connection itself.
  pool.on('error', (error) => {
    log.warn({ err: error.message }, 'database connection lost; the next query opens another');
  });
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      log.debug({ err: error.message }, 'database connection ended');
    });
  });
  return pool;
}

/** SQLSTATE classes: connection, resources (full disk, memory, connections), operator intervention, system. */
const passing = /^(08|53|57|58)/;

/** True for a failure of the database itself, as opposed to one of the statement. */
export function isUnavailable(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== null) return passing.test(code) || /^(ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code);
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded|after calling end/.test(error.message)
  );
}

export const unavailable = (what: string, cause: unknown): AppError =>
  new AppError(
    'storage_unavailable',
    `${what}: the database does not answer. Check it and its disk.`,
    {
      cause,
      retry: backoff,
    },
  );
