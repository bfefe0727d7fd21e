import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.js';
import { errorCode } from '../error-code.js';
import { isAlive } from './postmaster.js';

/**
 * Several companion processes may use one data folder (a second companion, the doctor, a report): they share the one
 * server, and the last to leave stops it. Who uses it is a file per process; starting and stopping take turns.
 */
export interface Users {
  /** Runs `work` while no other process starts or stops the server. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  join(): Promise<void>;
  /** True when nobody is left. */
  leave(): Promise<boolean>;
}

const longestWaitMs = 60_000;

/** Files of this process. After a restart of a container an old file may bear our number without being ours. */
const ours = new Set<string>();

export function createUsers(dataDir: string): Users {
  const folder = `${dataDir}.users`;
  const mine = path.join(folder, `${process.pid}-${randomUUID()}`);
  const turn = `${dataDir}.turn`;
  return {
    exclusively: async (work) => {
      await takeTurn(turn);
      try {
        return await work();
      } finally {
        ours.delete(turn);
        await rm(turn, { force: true });
      }
    },
    join: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      ours.add(mine);
      await writeFile(mine, '');
    },
    leave: async () => {
      ours.delete(mine);
      await rm(mine, { force: true });
      const others = await livingUsers(folder);
      if (others.length === 0) await rm(folder, { recursive: true, force: true });
      return others.length === 0;
    },
  };
}

async function livingUsers(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => {
    const pid = Number.parseInt(name, 10);
    return pid === process.pid ? ours.has(path.join(folder, name)) : isAlive(pid);
  });
}

async function takeTurn(file: string): Promise<void> {
  const until = performance.now() + longestWaitMs;
  while (!(await claim(file))) {
    if (performance.now() > until) {
      throw new AppError(
        'storage_unavailable',
        `Another process has been starting or stopping the database for ${longestWaitMs / 1000} s. ` +
          `If none is running, delete ${file} and start again.`,
      );
    }
    await delay(20);
  }
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    ours.add(file);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  // An empty file is being written this moment.
  const stale = holder === process.pid ? !ours.has(file) : holder > 0 && !isAlive(holder);
  if (stale) await rm(file, { force: true });
  return false;
}
