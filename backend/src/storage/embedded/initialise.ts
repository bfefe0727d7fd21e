import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chown, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../errors.js';
import { unreachableFor } from './account.js';
import { childEnvironment } from './child-environment.js';
import type { Account } from './account.js';

export interface Place {
  readonly initdb: string;
  readonly dataDir: string;
  readonly account: Account | null;
}

/**
 * Makes the data folder unless it is there. initdb writes its marks early and takes a second, so a kill in the middle
 * would leave a folder that looks done and is not: it works beside the final place, and a rename makes it count.
 */
export async function initialise({ initdb, dataDir, account }: Place): Promise<boolean> {
  if (await isThere(dataDir)) return false;
  await removeAborted(dataDir);
  const draft = await mkdtemp(`${dataDir}.init-`);
  try {
    if (account) await chown(draft, account.uid, account.gid);
    await runInitdb(initdb, draft, account);
    await rename(draft, dataDir);
  } catch (error) {
    await remove(draft);
    throw error;
  }
  return true;
}

/** Makes the folder that holds the data folder, or says why it cannot be. */
export async function prepareParent(dataDir: string, account: Account | null): Promise<void> {
  const parent = path.dirname(dataDir);
  await mkdir(parent, { recursive: true }).catch(explainParent(parent));
  await access(parent, constants.W_OK).catch(explainParent(parent));
  await refuseClosedParent(account, parent);
}

async function isThere(dataDir: string): Promise<boolean> {
  const found = await stat(path.join(dataDir, 'PG_VERSION')).catch(() => null);
  if (found) return true;
  const names = await readdir(dataDir).catch(() => null);
  if (names === null) return false;
  if (names.length > 0) {
    throw new AppError(
      'storage_unavailable',
      `${dataDir} is to hold the database but holds other files. Choose an empty folder, or set DATABASE_URL.`,
    );
  }
  // An empty folder, such as a fresh volume's: the rename replaces it.
  return false;
}

/** Only one process is here at a time (see users.ts), so every draft is a dead one's. */
async function removeAborted(dataDir: string): Promise<void> {
  const parent = path.dirname(dataDir);
  const prefix = `${path.basename(dataDir)}.init-`;
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const name of drafts) await remove(path.join(parent, name));
}

/** An initdb whose companion was killed may still be writing there; what cannot be removed now goes at the next start. */
const remove = (draft: string): Promise<void> =>
  rm(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch(
    () => undefined,
  );

async function refuseClosedParent(account: Account | null, parent: string): Promise<void> {
  const closed = account === null ? null : await unreachableFor(account, parent);
  if (account === null || closed === null) return;
  throw new AppError(
    'storage_unavailable',
    `PostgreSQL runs as user "${account.name}" (it refuses to run as root), who may not enter ${closed}. ` +
      `Put the data folder elsewhere, allow that user in (chmod o+x ${closed}), or set DATABASE_URL.`,
  );
}

const explainParent = (parent: string) => (cause: unknown) => {
  throw new AppError(
    'storage_unavailable',
    `The folder ${parent}, where the database is to live, cannot be written: make it writable for this user, choose ` +
      `another data folder, or set DATABASE_URL.`,
    { cause },
  );
};

const flags = [
  '--username=postgres',
  // Until access.ts has said who may connect: nobody by a port, and nobody but the server's own user.
  '--auth-local=peer',
  '--auth-host=reject',
  '--encoding=UTF8',
  // Sorting must not depend on the machine's C library, which may change under the data.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
];

function runInitdb(initdb: string, folder: string, account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, [...flags, '--pgdata', folder], {
      cwd: folder,
      env: childEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (cause) => {
      reject(
        new AppError('storage_unavailable', `${initdb} cannot be run. Set DATABASE_URL instead.`, {
          cause,
        }),
      );
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(explainFailure(said, folder, signal));
    });
  });
}

function explainFailure(said: string, folder: string, signal: string | null): AppError {
  if (isDiskFull(said)) return diskFull(path.dirname(folder));
  const tail = said.trim().split('\n').slice(-3).join(' ');
  return new AppError(
    'storage_unavailable',
    `The database could not be created in ${path.dirname(folder)} (${signal ?? tail}). Mend that, or set DATABASE_URL.`,
  );
}

export const isDiskFull = (said: string): boolean =>
  /No space left|Disk quota exceeded|File too large/.test(said);

export const diskFull = (folder: string): AppError =>
  new AppError(
    'storage_unavailable',
    `The disk that holds ${folder} is full. Free some space (the database starts with about 60 MB) and start again.`,
  );
