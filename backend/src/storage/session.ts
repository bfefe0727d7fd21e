import pg from 'pg';

export interface Session {
  /** Names this process for as long as its connection lasts. */
  id(): Promise<string>;
  close(): Promise<void>;
}

/**
 * A connection of its own beside the pool's, from the first time it is asked for: PostgreSQL notices its end at once
 * when the process is killed.
 */
export function createSession(options: pg.PoolConfig): Session {
  let current: Promise<{ readonly id: string; readonly client: pg.Client }> | null = null;
  const forget = (): void => {
    current = null;
  };
  const open = async () => {
    const client = new pg.Client(options);
    // Its end follows, and says all; unheard, an error would end the process.
    client.on('error', () => undefined);
    client.once('end', forget);
    await client.connect();
    const { rows } = await client.query<{ id: string }>(
      `select pid || ':' || extract(epoch from backend_start) as id
       from pg_stat_activity where pid = pg_backend_pid()`,
    );
    return { id: rows[0]?.id ?? '', client };
  };
  return {
    id: async () => {
      current ??= open();
      current.catch(forget);
      return (await current).id;
    },
    close: async () => {
      const opened = await current?.catch(() => null);
      await opened?.client.end().catch(() => undefined);
    },
  };
}
