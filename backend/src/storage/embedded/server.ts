import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { allowOnlyUs } from './access.js';
import type { Account } from './account.js';
import { childEnvironment } from './child-environment.js';
import { diskFull, isDiskFull } from './initialise.js';
import { disownStalePid, isAlive, isLivePostgres, readPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';
import { makeSocketFolder } from './socket-folder.js';

export interface ServerPlan {
  readonly postgres: string;
  readonly dataDir: string;
  readonly account: Account | null;
  /** Also listen on this port of 127.0.0.1; null: on the unix socket only. */
  readonly tcpPort: number | null;
  readonly log: Logger;
}

const socketPort = 5432;
/** After a kill, backends of the dead server may hold its shared memory for a moment. */
const attempts = 20;

/** The server that runs on this data folder already (left by a killed companion, or another's), or a new one. */
export async function adoptOrStart(plan: ServerPlan): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await readPostmaster(plan.dataDir);
    const rulesChanged = await allowOnlyUs(plan);
    if (found && (await isLivePostgres(found.pid))) return adopt(plan, found, rulesChanged);
    if (found && isAlive(found.pid)) await disownStalePid(plan.dataDir);
    const child = await spawnServer(plan);
    try {
      return await untilReady(plan, child);
    } catch (error) {
      const said = await lastWords(plan.dataDir);
      if (attempt >= attempts || !/still in use|already exists|already in use by/.test(said)) {
        throw isDiskFull(said) ? diskFull(plan.dataDir) : error;
      }
      await delay(100);
    }
  }
}

async function adopt(
  plan: ServerPlan,
  { pid }: Postmaster,
  rulesChanged: boolean,
): Promise<Postmaster> {
  // Else it would keep to the rules that it was started with.
  if (rulesChanged) process.kill(pid, 'SIGHUP');
  return untilReady(plan, null);
}

async function spawnServer({
  postgres,
  dataDir,
  account,
  tcpPort,
}: ServerPlan): Promise<ChildProcess> {
  const port = tcpPort ?? socketPort;
  const socketDir = await makeSocketFolder(dataDir, port, account);
  const settings = {
    listen_addresses: tcpPort === null ? '' : '127.0.0.1',
    port,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    shared_buffers: '32MB',
    max_connections: 60,
    max_wal_size: '256MB',
    log_checkpoints: 'off',
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  // A file and not a pipe: the server outlives a killed companion, and must not choke on a closed pipe then.
  const logFile = await openLog(dataDir);
  try {
    const child = spawn(postgres, ['-D', dataDir, ...flags], {
      cwd: dataDir,
      env: childEnvironment,
      stdio: ['ignore', logFile.fd, logFile.fd],
      // Its own process group: Ctrl-C in a terminal must reach the companion first, which still has writes to finish.
      detached: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    child.unref();
    return child;
  } finally {
    await logFile.close();
  }
}

const logPath = (dataDir: string): string => `${dataDir}.log`;

async function openLog(dataDir: string): ReturnType<typeof open> {
  const size = await stat(logPath(dataDir)).then(
    (found) => found.size,
    () => 0,
  );
  return open(logPath(dataDir), size > 1_000_000 ? 'w' : 'a', 0o600);
}

async function lastWords(dataDir: string): Promise<string> {
  const text = await readFile(logPath(dataDir), 'utf8').catch(() => '');
  return text.slice(-1500);
}

/** Waits while the server recovers, however long that takes; gives up when its process ends. */
async function untilReady(
  { dataDir, log }: ServerPlan,
  child: ChildProcess | null,
): Promise<Postmaster> {
  let ended = false;
  for (const event of ['error', 'exit']) child?.on(event, () => (ended = true));
  for (let waited = 0; !ended; waited += 1) {
    const found = await readPostmaster(dataDir);
    if (found !== null && isReady(found, child)) return found;
    if (waited % 1000 === 999) log.info({ dataDir }, 'the database is still recovering');
    ended ||= child === null && isGone(found);
    await delay(10);
  }
  const said = (await lastWords(dataDir)).trim().split('\n').slice(-3).join(' ');
  throw new AppError('storage_unavailable', `PostgreSQL ended while starting: ${said}`);
}

const isReady = (server: Postmaster, child: ChildProcess | null): boolean =>
  server.ready && (child === null || server.pid === child.pid);

const isGone = (server: Postmaster | null): boolean => server === null || !isAlive(server.pid);

/** Fast shutdown: sessions are ended, everything acknowledged is on disk. */
export async function stopServer({ pid, socketDir }: Postmaster): Promise<void> {
  if (await isLivePostgres(pid)) process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 1000 && isAlive(pid); waited += 1) await delay(10);
  await rm(socketDir, { recursive: true, force: true });
}
