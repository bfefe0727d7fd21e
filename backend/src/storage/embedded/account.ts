import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../errors.js';

/** The operating system's user that PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'node', 'nobody'];

/**
 * Null: PostgreSQL runs as we do. As root (the usual case in a container) it would refuse to, so the first known
 * unprivileged user is taken. It must have an entry in /etc/passwd: initdb looks its own name up.
 */
export async function accountToRunAs(
  uid = process.getuid?.(),
  passwd = '/etc/passwd',
): Promise<Account | null> {
  if (uid !== 0) return null;
  const lines = (await readFile(passwd, 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of candidates) {
    const line = lines.find(([user]) => user === name);
    if (line) return { name, uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new AppError(
    'storage_unavailable',
    `PostgreSQL refuses to run as root, and none of the users ${candidates.join(', ')} exists. ` +
      `Start the companion as another user, add one of these, or set DATABASE_URL.`,
  );
}

/** The first folder on the way to `target` (itself included) that the account may not enter or read; null when none. */
export async function unreachableFor(account: Account, target: string): Promise<string | null> {
  for (const step of waysTo(path.resolve(target))) {
    const found = await stat(step).catch(() => null);
    if (found === null) return null;
    if (!mayEnter(account, found)) return step;
  }
  return null;
}

function waysTo(target: string): readonly string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...waysTo(parent), target];
}

function mayEnter(
  account: Account,
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
