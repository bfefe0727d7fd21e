import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Account } from './account.js';

interface Cluster {
  readonly dataDir: string;
  readonly account: Account | null;
  readonly tcpPort: number | null;
}

/**
 * Who may connect, written anew before every start: on the socket only the system's user that runs this companion, which the
 * kernel vouches for ("peer"), so that no password has to be kept; on a port only with the password. Never "trust", which older
 * folders say. Answers whether something changed that a running server has to read again.
 */
export async function allowOnlyUs({ dataDir, account, tcpPort }: Cluster): Promise<boolean> {
  const local = 'local all postgres peer map=companion';
  const port = 'host all postgres 127.0.0.1/32 scram-sha-256';
  const files = {
    'pg_hba.conf': [local, ...(tcpPort === null ? [] : [port])],
    'pg_ident.conf': [`companion "${userInfo().username}" postgres`],
  };
  const changed: boolean[] = [];
  for (const [name, lines] of Object.entries(files)) {
    const text = `${['# Written by the companion at every start.', ...lines].join('\n')}\n`;
    changed.push(await replace({ file: path.join(dataDir, name), text, account }));
  }
  return changed.includes(true);
}

/** Of the port, kept in the data folder, which nobody else may enter. */
export async function portPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'port.password');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const drawn = randomBytes(24).toString('hex');
  await replace({ file, text: drawn, account: null });
  return drawn;
}

interface Replacement {
  readonly file: string;
  readonly text: string;
  /** Who must be able to read it; null for us alone. */
  readonly account: Account | null;
}

/** Whole or not at all, whenever we are killed. */
async function replace({ file, text, account }: Replacement): Promise<boolean> {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return false;
  const draft = `${file}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  if (account) await chown(draft, account.uid, account.gid);
  await rename(draft, file);
  return true;
}
