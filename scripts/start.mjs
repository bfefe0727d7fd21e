// `npm start`: with a configured account the companion alone; without one, the companion and the sandbox.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';

const startedAt = performance.now();
buildWhenStale();
if (existsSync('.env')) process.loadEnvFile('.env');
const configured = process.env.KOMMO_SUBDOMAIN !== undefined && process.env.SANDBOX !== 'true';
const children = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));

if (configured) {
  await run('companion', 'dist/backend/src/main.js', process.env);
} else {
  const env = sandboxEnvironment();
  await Promise.all([
    run('sandbox', 'dist/sandbox/main.js', env),
    run('companion', 'dist/backend/src/main.js', env),
  ]);
  printAddresses(env);
}

/** Starts a process and resolves when it says that it is ready; when one ends, all end. */
function run(name, script, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', resolve(script)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Of its own group, so that Ctrl-C reaches it once, through us, in order.
    detached: process.platform !== 'win32',
  });
  children.push(child);
  return new Promise((ready) => {
    child.on('message', (message) => message === 'ready' && ready());
    child.on('exit', (code) => {
      if (!stopping) process.stderr.write(`The ${name} has ended (${code}).\n`);
      stop(code ?? 1);
    });
  });
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  // The companion first: it may still write to the sandbox.
  for (const child of [...children].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((end) => child.once('exit', end));
    child.kill('SIGTERM');
    await gone;
  }
  process.exit(code);
}

/** Fixed, published values for the sandbox; what must be secret all the same is drawn once and kept beside the data. */
function sandboxEnvironment() {
  const dataDir = process.env.DATA_DIR ?? 'data';
  const port = process.env.PORT ?? '3000';
  const sandboxPort = process.env.SANDBOX_PORT ?? '4000';
  const odooPort = process.env.SANDBOX_ODOO_PORT ?? '4069';
  const { clientSecret, encryptionKey } = sandboxSecrets(join(dataDir, 'sandbox'));
  return {
    ...process.env,
    SANDBOX: 'true',
    DATA_DIR: dataDir,
    PORT: port,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    PUBLIC_URL: `http://localhost:${port}`,
    ENCRYPTION_KEY: encryptionKey,
    CAPTURE_TOKEN: 'sandbox-capture',
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
    KOMMO_ACCOUNT_ID: '30000001',
    KOMMO_TOKEN: 'sandbox-token',
    KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    KOMMO_CLIENT_SECRET: clientSecret,
    KOMMO_HOOK_SECRET: 'sandbox-hook',
    KOMMO_REDIRECT_URI: `http://localhost:${port}/oauth/callback`,
    KOMMO_WIDGET_ORIGINS: `http://localhost:${sandboxPort},http://127.0.0.1:${sandboxPort}`,
    ODOO_URL: `http://127.0.0.1:${odooPort}`,
    ODOO_DATABASE: 'sandbox',
    ODOO_LOGIN: 'kommo-bot@example.com',
    ODOO_KEY: 'sandbox-odoo',
    SANDBOX_PORT: sandboxPort,
    SANDBOX_ODOO_PORT: odooPort,
    SANDBOX_DATA_DIR: join(dataDir, 'sandbox'),
    SANDBOX_COMPANION_URL: `http://localhost:${port}`,
    SANDBOX_CLIENT_SECRET: clientSecret,
  };
}

function sandboxSecrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = {
    clientSecret: randomBytes(48).toString('base64url'),
    encryptionKey: randomBytes(32).toString('hex'),
    ...kept,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

function printAddresses(env) {
  const sandbox = `http://localhost:${env.SANDBOX_PORT}`;
  const companion = `http://localhost:${env.PORT}`;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    [
      '',
      `Listo en ${seconds} s. Sin .env, Kommo y Odoo son los del sandbox:`,
      '',
      `  Kommo: tablero y leads      ${sandbox}/`,
      `  Tarjeta de un lead          ${sandbox}/leads/detail/<id>`,
      `  Ajustes del widget          ${sandbox}/settings/widgets`,
      `  Lo que recibió el sandbox   ${sandbox}/sandbox/received`,
      `  Odoo: registros             http://localhost:${env.SANDBOX_ODOO_PORT}/`,
      `  Companion                   ${companion}/health/ready`,
      `  Conectar con Kommo (OAuth)  ${companion}/oauth/start`,
      '',
      '  Un lead de prueba:',
      `    curl -X POST ${companion}/webhooks/leads/direct \\`,
      `      -H 'Authorization: Bearer ${env.CAPTURE_TOKEN}' -H 'Content-Type: application/json' \\`,
      `      -d '{"full_name":"Carmen Peña","company_name":"Ferretería El Progreso SRL","email":"carmen@elprogreso.example",`,
      `           "phone_number":"809-555-0142","service_type":"Contabilidad","company_size":"21-50","urgency_level":"Este mes"}'`,
      '',
      `  Bearer de captura: ${env.CAPTURE_TOKEN} · Kommo: ${env.KOMMO_TOKEN} · Odoo: ${env.ODOO_KEY} (solo valen en el sandbox)`,
      '  Ctrl-C termina todo; los datos quedan en ' + env.DATA_DIR + '/.',
      '',
    ].join('\n'),
  );
}
