import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Without an account in the environment, Kommo and Odoo are the sandbox's. */
export const isConfigured = (env) => env.KOMMO_SUBDOMAIN !== undefined && env.SANDBOX !== 'true';

/** A real Odoo in the environment is used with the sandbox's Kommo; only what is not configured is stood in for. */
export const ownOdoo = (env) => (env.ODOO_URL ?? '') !== '' && env.ODOO_KEY !== 'sandbox-odoo';

/** What must be secret in the sandbox too, drawn by the first `npm start`; null before that. */
export function readSandboxSecrets(env) {
  const file = secretsFile(env);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** The same, drawn and kept beside the data where there are none yet. */
export function drawSandboxSecrets(env) {
  const secrets = {
    clientSecret: randomBytes(48).toString('base64url'),
    encryptionKey: randomBytes(32).toString('hex'),
    ...readSandboxSecrets(env),
  };
  mkdirSync(sandboxFolder(env), { recursive: true });
  writeFileSync(secretsFile(env), JSON.stringify(secrets), { mode: 0o600 });
  // A file that was there keeps the rights it had.
  chmodSync(secretsFile(env), 0o600);
  return secrets;
}

/** The variables of both processes: fixed, published values, and the secrets. */
export function sandboxEnvironment(env, { clientSecret, encryptionKey }) {
  const port = env.PORT ?? '3000';
  const sandboxPort = env.SANDBOX_PORT ?? '4000';
  const odooPort = env.SANDBOX_ODOO_PORT ?? '4069';
  return {
    ...env,
    SANDBOX: 'true',
    DATA_DIR: dataFolder(env),
    PORT: port,
    LOG_LEVEL: env.LOG_LEVEL ?? 'info',
    PUBLIC_URL: `http://localhost:${port}`,
    ENCRYPTION_KEY: encryptionKey,
    CAPTURE_TOKEN: 'sandbox-capture',
    METRICS_TOKEN: 'sandbox-metrics',
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
    KOMMO_ACCOUNT_ID: '30000001',
    KOMMO_TOKEN: 'sandbox-token',
    KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    KOMMO_CLIENT_SECRET: clientSecret,
    KOMMO_HOOK_SECRET: 'sandbox-hook',
    KOMMO_REDIRECT_URI: `http://localhost:${port}/oauth/callback`,
    KOMMO_WIDGET_ORIGINS: `http://localhost:${sandboxPort},http://127.0.0.1:${sandboxPort}`,
    META_APP_SECRET: 'sandbox-meta-secret',
    META_VERIFY_TOKEN: 'sandbox-meta-verify',
    META_PAGE_TOKEN: 'sandbox-meta-token',
    META_PAGE_ID: '102030405060708',
    META_GRAPH_URL: `http://127.0.0.1:${sandboxPort}/graph`,
    ...(ownOdoo(env)
      ? { SANDBOX_ODOO_URL: env.ODOO_URL }
      : {
          ODOO_URL: `http://127.0.0.1:${odooPort}`,
          ODOO_DATABASE: 'sandbox',
          ODOO_LOGIN: 'kommo-bot@example.com',
          ODOO_KEY: 'sandbox-odoo',
        }),
    SANDBOX_PORT: sandboxPort,
    SANDBOX_ODOO_PORT: odooPort,
    SANDBOX_DATA_DIR: sandboxFolder(env),
    SANDBOX_COMPANION_URL: `http://localhost:${port}`,
    SANDBOX_CLIENT_SECRET: clientSecret,
  };
}

const dataFolder = (env) => env.DATA_DIR ?? 'data';
const sandboxFolder = (env) => join(dataFolder(env), 'sandbox');
const secretsFile = (env) => join(sandboxFolder(env), 'secrets.json');
