// `npm run rehearse`: plays every point of integration against a sandbox of its own; `-- --real` against the account of .env.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenStale } from './build-when-stale.mjs';
import { loadEnvFile } from './env-file.mjs';
import { drawSandboxSecrets, sandboxEnvironment } from './sandbox-environment.mjs';

buildWhenStale();
const isReal = process.argv.includes('--real');
const running = [];
let folder = null;
process.on('SIGINT', () => stop().then(() => process.exit(130)));
if (isReal) {
  if (!loadEnvFile()) {
    process.stderr.write('No hay .env: primero npm run setup.\n');
    process.exit(1);
  }
} else {
  Object.assign(process.env, await startProduct());
}
await import(pathToFileURL(resolve('dist/backend/src/account/rehearsal/rehearse-cli.js')).href);
await stop();

/** Companion and sandbox with nothing in them, on ports that are free, away from what runs already. */
async function startProduct() {
  folder = mkdtempSync(join(tmpdir(), 'ensayo-'));
  // PostgreSQL's own account must be able to enter, where this runs as root.
  chmodSync(folder, 0o755);
  const [PORT, SANDBOX_PORT, SANDBOX_ODOO_PORT] = await freePorts(3);
  const own = { PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: 'silent' };
  const given = { ...own, PORT, SANDBOX_PORT, SANDBOX_ODOO_PORT };
  const env = sandboxEnvironment(given, drawSandboxSecrets(given));
  await Promise.all([start('dist/sandbox/main.js', env), start('dist/backend/src/main.js', env)]);
  return env;
}

function start(script, env) {
  const child = spawn(process.execPath, [resolve(script)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  running.unshift(child);
  return new Promise((ready, broken) => {
    child.on('message', (message) => message === 'ready' && ready());
    child.on('exit', (code) => broken(new Error(`${script} ended (${code})`)));
  });
}

async function stop() {
  for (const child of running) {
    child.removeAllListeners('exit');
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((end) => child.once('exit', end));
    child.kill('SIGTERM');
    await gone;
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

/** Held together until all are known, so that none comes twice. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((one) => new Promise((up) => one.listen(0, '127.0.0.1', up))));
  const ports = servers.map((one) => String(one.address().port));
  await Promise.all(servers.map((one) => new Promise((down) => one.close(down))));
  return ports;
}
