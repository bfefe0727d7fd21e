import { createHash } from 'node:crypto';
import { chown, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from './account.js';

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the final zero. */
const longestPath = 103;

/**
 * A folder for the server's unix socket that nobody else may enter. Beside the
 * data; in the system's temporary folder where that path would be too long for a socket. Made anew each time, because
 * a folder that somebody else left there could be open to them; always the same, so that pools find a restarted server.
 */
export async function makeSocketFolder(
  dataDir: string,
  port: number,
  account: Account | null,
): Promise<string> {
  const beside = `${dataDir}.socket`;
  const short = Buffer.byteLength(path.join(beside, `.s.PGSQL.${port}`)) <= longestPath;
  const folder = short ? beside : path.join(tmpdir(), `companion-pg-${shortHash(dataDir)}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
