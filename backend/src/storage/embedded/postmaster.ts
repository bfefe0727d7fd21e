import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code.js';

/** What PostgreSQL writes about itself into its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

const pidFile = (dataDir: string): string => path.join(dataDir, 'postmaster.pid');

/** Null when no server has left its mark. Lines: pid, data folder, start time, port, socket folder, address, shm, status. */
export async function readPostmaster(dataDir: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  const [pid = '', , , port = '', socketDir = '', , , status = ''] = text.split('\n');
  return { pid: Number(pid), port: Number(port), socketDir, ready: status.trim() === 'ready' };
}

/** True when the process lives and is a PostgreSQL: in a restarted container the pid may be somebody else's. */
export async function isLivePostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null);
  return name === null ? true : name.trim() === 'postgres';
}

export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Ended, but its parent has not asked how: an orphan in a container whose first process does not reap. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * A pid file whose number belongs to some other program now would make PostgreSQL refuse to start for ever. The file
 * is not deleted, because it also names the shared memory that backends of the dead server may still use; PostgreSQL
 * checks that itself. It ignores a pid that is its own parent's, so ours is written instead.
 */
export async function disownStalePid(dataDir: string): Promise<void> {
  const file = pidFile(dataDir);
  const text = await readFile(file, 'utf8');
  await writeFile(file, [process.pid, ...text.split('\n').slice(1)].join('\n'));
}
