import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The integration's secret key, as both sides get it. */
export const clientSecret = 'secret-key-of-the-integration-in-tests-000000000';

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A folder that PostgreSQL's own account may enter, when this runs as root. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  chmodSync(folder, 0o755);
  return folder;
}

export async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts a process and resolves when it says "ready"; `ms` is how long that took. */
export function start(script, env) {
  const startedAt = performance.now();
  const child = spawnNode(script, env);
  return new Promise((resolve, reject) => {
    child.on(
      'message',
      (message) => message === 'ready' && resolve({ child, ms: performance.now() - startedAt }),
    );
    child.on('exit', (code) => reject(new Error(`${script} ended (${code})`)));
  });
}

/** The same without waiting: it may be killed before it is ready. */
export const spawnAgain = (script, env) => ({ child: spawnNode(script, env) });

const running = new Set();

function spawnNode(script, env) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    // SHOW_LOGS=1 shows what the processes say while a measurement runs.
    stdio: ['ignore', process.env.SHOW_LOGS === '1' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** What a measurement that failed has left. */
export const stopAll = () => Promise.all([...running].map((child) => stop({ child })));

export function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  child.removeAllListeners('exit');
  return new Promise((gone) => {
    child.once('exit', gone);
    child.kill('SIGTERM');
  });
}

/** Environment of a companion in sandbox mode, as scripts/start.mjs sets it. */
export function companionEnvironment({ port, kommoPort, odooPort, dataDir }) {
  return {
    SANDBOX: 'true',
    PORT: String(port),
    DATA_DIR: dataDir,
    PUBLIC_URL: `http://localhost:${port}`,
    CAPTURE_TOKEN: 'sandbox-capture',
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: `http://127.0.0.1:${kommoPort}`,
    KOMMO_ACCOUNT_ID: '30000001',
    KOMMO_TOKEN: 'sandbox-token',
    KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    KOMMO_CLIENT_SECRET: clientSecret,
    KOMMO_HOOK_SECRET: 'sandbox-hook',
    KOMMO_WIDGET_ORIGINS: `http://localhost:${kommoPort}`,
    ODOO_URL: `http://127.0.0.1:${odooPort}`,
    ODOO_DATABASE: 'sandbox',
    ODOO_LOGIN: 'kommo-bot@example.com',
    ODOO_KEY: 'sandbox-odoo',
    // Far above any load of these measurements, so that the limit's own cost is in their figures.
    CAPTURE_PER_MINUTE: '1000000',
  };
}

export function sandboxEnvironment({ port, kommoPort, odooPort, dataDir }) {
  return {
    SANDBOX_PORT: String(kommoPort),
    SANDBOX_ODOO_PORT: String(odooPort),
    SANDBOX_DATA_DIR: dataDir,
    SANDBOX_COMPANION_URL: `http://localhost:${port}`,
    SANDBOX_CLIENT_SECRET: clientSecret,
  };
}

/** A lead as the landing page posts it, about 1.5 kB; every `index` is another person. */
export function lead(index) {
  const number = String(index).padStart(4, '0');
  return {
    full_name: `Carmen Altagracia Peña ${number}`,
    company_name: `Ferretería El Progreso ${number} SRL`,
    email: `carmen${index}@elprogreso${index}.example`,
    phone_number: `+1809555${number}`,
    service_type: ['Contabilidad', 'Fiscal'],
    company_size: '21-50',
    monthly_revenue: '2M-5M',
    industry_sector: 'Comercio',
    urgency_level: 'Este mes',
    current_situation: 'Cambiando proveedor',
    budget_range: '30K-50K',
    manages_inventory: 'Sí',
    tax_regime: 'Normal',
    meeting_preference: 'Virtual',
    multiple_branches: 'Sí',
    special_reports: 'Sí',
    dgii_up_to_date: 'No',
    utm_source: 'facebook',
    utm_medium: 'paid_social',
    utm_campaign: 'contabilidad-pymes-noviembre',
    utm_content: `video-testimonio-${'x'.repeat(120)}`,
    utm_term: 'contador santo domingo',
    fbclid: `IwAR${'a1b2c3d4'.repeat(16)}`,
    landing_url: `https://landing.example/contabilidad?variant=a&session=${'0'.repeat(180)}`,
    referrer: 'https://www.facebook.com/',
    consent: true,
  };
}

/** Proportional set size of a process and its children, in MB (Linux). */
export function memoryMb(pid) {
  const kb = [pid, ...descendants(pid)].map((one) => {
    const rollup = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  });
  return Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024);
}

function descendants(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return -1;
  }
}
