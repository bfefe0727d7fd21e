import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../log.js';

export interface Presence {
  leave(): Promise<void>;
}

interface PresenceOptions {
  readonly connectionString: string;
  readonly log: Logger;
  /** Runs when no other process of the companion is there, before any other can come. */
  readonly whenAlone: () => Promise<void>;
}

const lock = `hashtextextended('companion jobs', 0)`;
const reconnectMs = 2000;

/**
 * Every process holds a shared lock for as long as it lives. Whoever starts and gets the lock alone knows that all
 * claims on jobs are of dead processes, and need not wait until their leases expire.
 */
export async function becomePresent({
  connectionString,
  log,
  whenAlone,
}: PresenceOptions): Promise<Presence> {
  const leaving = new AbortController();
  let current = await connect(connectionString);
  const alone = await current.query<{ alone: boolean }>(
    `select pg_try_advisory_lock(${lock}) as alone`,
  );
  if (alone.rows[0]?.alone === true) await whenAlone();
  await current.query(`select pg_advisory_lock_shared(${lock})`);
  await current.query(`select pg_advisory_unlock(${lock}) where $1`, [
    alone.rows[0]?.alone === true,
  ]);

  const keep = (client: pg.Client): void => {
    current = client;
    client.once('end', () => void comeBack());
  };
  const comeBack = async (): Promise<void> => {
    while (!leaving.signal.aborted) {
      try {
        const client = await connect(connectionString);
        await client.query(`select pg_advisory_lock_shared(${lock})`);
        keep(client);
        return;
      } catch (error) {
        log.debug({ err: error }, 'presence lost; trying again');
        await delay(reconnectMs, null, { ref: false, signal: leaving.signal }).catch(() => null);
      }
    }
  };
  keep(current);
  return {
    leave: async () => {
      leaving.abort();
      await current.end().catch(() => undefined);
    },
  };
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    application_name: 'companion presence',
  });
  // The 'end' event that follows says what to do; unheard, an error would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
