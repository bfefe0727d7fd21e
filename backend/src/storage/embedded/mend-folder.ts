import { chmod, lchown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../errors.js';
import type { Account } from './account.js';

/**
 * PostgreSQL refuses a data folder that others may read, or that another user owns: what a `chmod -R a+rX`, or a copy made by
 * root, leaves. Rights are taken back; the owner is set where we may, else the command that does it is said.
 */
export async function mendFolder(dataDir: string, account: Account | null): Promise<void> {
  const owner = account?.uid ?? process.getuid?.();
  const { uid, mode } = await stat(dataDir);
  if (owner !== undefined && uid !== owner) {
    if (account === null) throw ofAnotherUser(dataDir);
    await giveTo(account, dataDir);
  }
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') await chmod(dataDir, 0o700);
}

async function giveTo({ uid, gid }: Account, dataDir: string): Promise<void> {
  const names = await readdir(dataDir, { recursive: true });
  // The folder itself last: it is what the next start looks at, should this one be killed.
  for (const name of [...names, '.']) await lchown(path.join(dataDir, name), uid, gid);
}

const ofAnotherUser = (dataDir: string): AppError =>
  new AppError(
    'storage_unavailable',
    `The database in ${dataDir} belongs to another user. Run: sudo chown -R "$(id -un)" ${dataDir}`,
  );
