import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../backend/src/storage/embedded/launcher.js';
import { eventually } from '../../jobs/eventually.js';
import { freePort, silentLog } from '../../support/database.js';
import { startChild } from '../child/child.js';
import type { Child } from '../child/child.js';

/** What concerns root alone is no test where we are not root. */
const onlyAsRoot = (name: string, check: () => Promise<void>): void => {
  if (process.getuid?.() === 0) test(name, check);
};

describe('the embedded database', () => {
  let folder: string;
  let dataDir: string;
  let children: Child[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'companion-launcher-'));
    chmodSync(folder, 0o755);
    dataDir = path.join(folder, 'postgres');
  });
  afterEach(async () => {
    for (const child of children) await child.ended('SIGKILL');
    children = [];
    const pid = serverPid();
    if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGINT');
    await eventually(() => pid === null || !isAlive(pid));
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => startEmbeddedPostgres({ dataDir, log: silentLog });
  const hold = (dir = dataDir): Child => {
    const child = startChild('hold-database', [dir]);
    children.push(child);
    return child;
  };
  const serverPid = (): number | null => {
    const file = path.join(dataDir, 'postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
  };

  test('it starts, keeps its data through a restart, and leaves nothing running (R8.3)', async () => {
    const first = await start();
    await query(first.connectionString, 'create table kept as select 1 as one');
    const pid = serverPid();
    await first.stop();
    expect(pid !== null && isAlive(pid)).toBe(false);

    const second = await start();
    expect(await query(second.connectionString, 'select one from kept')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log']);
  });

  test('nobody else can reach it: one private socket, no port (R8.2)', async () => {
    const server = await start();
    const [row] = await query(
      server.connectionString,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as socket,
        current_setting('fsync') as fsync, current_setting('data_checksums') as checksums`,
    );
    await server.stop();

    expect(row).toMatchObject({
      addresses: '',
      fsync: 'on',
      checksums: 'on',
      socket: `${dataDir}.socket`,
    });
  });

  onlyAsRoot(
    "as root it runs as an unprivileged user, and its folders are that user's alone",
    async () => {
      const server = await start();
      const pid = serverPid();
      const uid = Number(
        /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1],
      );
      const modes = [dataDir, `${dataDir}.socket`].map((name) => {
        const { mode, uid: owner } = statSync(name);
        return { mode: mode & 0o777, owner };
      });
      await server.stop();

      expect(uid).not.toBe(0);
      expect(modes).toEqual([
        { mode: 0o700, owner: uid },
        { mode: 0o700, owner: uid },
      ]);
    },
  );

  test('nobody is trusted, and a folder of an older companion, which trusted, is closed at its next start (R8.2)', async () => {
    const first = await start();
    await first.stop();
    const rules = path.join(dataDir, 'pg_hba.conf');
    writeFileSync(rules, 'local all all trust\nhost all all 127.0.0.1/32 trust\n');
    const second = await start();

    expect(readFileSync(rules, 'utf8')).not.toMatch(/trust/u);
    expect(statSync(rules).mode & 0o777).toBe(0o600);
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test('a port is served only with the password, which a second start keeps (R8.2)', async () => {
    const onPort = async () =>
      startEmbeddedPostgres({ dataDir, log: silentLog, tcpPort: await freePort() });
    const first = await onPort();
    const url = first.portConnectionString ?? '';
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(query(url.replace(/:[0-9a-f]+@/u, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    await first.stop();
    expect(statSync(path.join(dataDir, 'port.password')).mode & 0o777).toBe(0o600);

    const second = await onPort();
    const password = (text: string | null) => new URL(text ?? '').password;
    expect(password(second.portConnectionString)).toBe(password(url));
    await second.stop();
  });

  onlyAsRoot(
    'another local user is refused, even the one that the server runs as and on a server that was left trusting (R8.2)',
    async () => {
      const child = hold();
      await child.line('ready');
      await child.ended('SIGKILL');
      writeFileSync(path.join(dataDir, 'pg_hba.conf'), 'local all all trust\n');
      process.kill(serverPid() ?? 0, 'SIGHUP');
      const { uid, gid } = statSync(dataDir);
      const socket = path.join(`${dataDir}.socket`, '.s.PGSQL.5432');
      await eventually(async () => (await knock(socket, { uid, gid })) === 'let in');

      const server = await start();
      await eventually(async () => (await knock(socket, { uid, gid })) === 'refused');
      expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    },
  );

  onlyAsRoot(
    'as root, a folder that the unprivileged user may not enter is named with what to do',
    async () => {
      chmodSync(folder, 0o700);

      await expect(start()).rejects.toMatchObject({
        code: 'storage_unavailable',
        message: expect.stringMatching(
          new RegExp(`may not enter ${folder}.*chmod o\\+x.*DATABASE_URL`),
        ),
      });
    },
  );

  test('a kill -9 at any moment of the first start leaves a folder that the next start makes good', async () => {
    for (const afterMs of [50, 250, 450]) {
      const child = hold();
      await child.line('starting');
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await child.ended('SIGKILL');
    }
    const server = await start();

    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(readdirSync(folder).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  test('a server left by a killed companion is adopted, and ended at the stop', async () => {
    const child = hold();
    await child.line('ready');
    const pid = serverPid();
    await child.ended('SIGKILL');

    const server = await start();
    expect(serverPid()).toBe(pid);
    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(pid !== null && isAlive(pid)).toBe(false);
  });

  test('two processes on one data folder share one server, and the last to leave ends it', async () => {
    const [one, two] = [hold(), hold()];
    const [first, second] = await Promise.all([one.line('ready'), two.line('ready')]);
    expect(first).toBe(second);
    const pid = serverPid();

    one.process.kill('SIGTERM');
    await one.ended();
    expect(await query(second.replace('ready ', ''), 'select 1 as one')).toEqual([{ one: 1 }]);

    two.process.kill('SIGTERM');
    await two.ended();
    expect(pid !== null && isAlive(pid)).toBe(false);
  });

  test("a pid file whose number is another program's now does not stop the start", async () => {
    const first = await start();
    const pid = serverPid();
    const left = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8');
    await first.stop();
    // As after a restart of a container: the number of the dead server is that of some other, living process, of the
    // same user, which PostgreSQL takes for a server.
    const { uid, gid } = statSync(dataDir);
    const other = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    const lines = left.split('\n');
    writeFileSync(path.join(dataDir, 'postmaster.pid'), [other.pid, ...lines.slice(1)].join('\n'));
    const second = await start();

    expect([pid, other.pid]).not.toContain(serverPid());
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  test('a turn file left by a killed companion does not stop the start', async () => {
    const child = hold();
    await child.line('ready');
    await child.ended('SIGKILL');
    writeFileSync(`${dataDir}.turn`, String(child.process.pid));
    const server = await start();

    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('a server that dies is started again at the same address', async () => {
    const server = await start();
    const pid = serverPid();
    process.kill(pid ?? 0, 'SIGKILL');
    await eventually(async () => {
      const rows = await query(server.connectionString, 'select 1 as one').catch(() => []);
      return rows.length === 1;
    });

    expect(serverPid()).not.toBe(pid);
    await server.stop();
    expect(isAlive(serverPid() ?? 0)).toBe(false);
  });

  test('a long path puts the socket elsewhere', async () => {
    const deep = path.join(folder, 'a'.repeat(60), 'b'.repeat(60));
    await mkdir(deep, { recursive: true });
    dataDir = path.join(deep, 'postgres');
    const server = await start();

    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    const [row] = await query(
      server.connectionString,
      `select current_setting('unix_socket_directories') as socket`,
    );
    await server.stop();
    const socket = String(row?.['socket']);
    expect(socket).toMatch(/companion-pg-[0-9a-f]{12}$/);
    expect(existsSync(socket)).toBe(false);
  });

  test('a folder that holds something else is left alone', async () => {
    await mkdir(dataDir);
    writeFileSync(path.join(dataDir, 'thesis.txt'), 'precious');

    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining('holds other files'),
    });
    expect(readFileSync(path.join(dataDir, 'thesis.txt'), 'utf8')).toBe('precious');
  });

  test('a path that cannot be a folder is named with what to do', async () => {
    writeFileSync(path.join(folder, 'file'), '');

    await expect(
      startEmbeddedPostgres({ dataDir: path.join(folder, 'file', 'postgres'), log: silentLog }),
    ).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
});

/** Whether PostgreSQL lets this user of the system in, by the first message of its protocol. */
function knock(
  socket: string,
  as: { readonly uid: number; readonly gid: number },
): Promise<string> {
  const code = `
    const named = Buffer.from('user\\0postgres\\0database\\0postgres\\0\\0');
    const head = Buffer.alloc(8);
    head.writeInt32BE(named.length + 8, 0);
    head.writeInt32BE(196608, 4);
    const socket = require('node:net').connect(${JSON.stringify(socket)}, () => socket.write(Buffer.concat([head, named])));
    socket.once('data', (answer) => {
      console.log(answer[0] === 82 && answer.readInt32BE(5) === 0 ? 'let in' : 'refused');
      socket.destroy();
    });`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', code], { ...as, cwd: '/' });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => {
      resolve(said.trim());
    });
  });
}

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
