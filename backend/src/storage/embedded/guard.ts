import type { Logger } from '../../log.js';
import { isAlive } from './postmaster.js';
import type { Postmaster } from './postmaster.js';

export interface Guard {
  /** The server as it runs now. */
  current(): Postmaster;
  stop(): void;
}

interface GuardOptions {
  readonly server: Postmaster;
  readonly restart: () => Promise<Postmaster>;
  readonly log: Logger;
}

const lookEveryMs = 1000;

/**
 * PostgreSQL mends its own workers; only when its first process ends (killed for want of memory, say) is it started
 * again here, on the same socket. Adopted servers are no children of ours, so it is looked at and not listened to.
 */
export function guard({ server, restart, log }: GuardOptions): Guard {
  let current = server;
  let restarting = false;
  const look = async (): Promise<void> => {
    if (restarting || isAlive(current.pid)) return;
    restarting = true;
    log.error({ pid: current.pid }, 'embedded database ended unexpectedly; starting it again');
    try {
      current = await restart();
      log.info({ pid: current.pid }, 'embedded database runs again');
    } catch (error) {
      log.error({ err: error }, 'embedded database could not be started again');
    }
    restarting = false;
  };
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return {
    current: () => current,
    stop: () => {
      clearInterval(timer);
    },
  };
}
