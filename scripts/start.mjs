// `npm start`: with a configured account the companion alone; without one, the companion and the sandbox.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';
import { loadEnvFile } from './env-file.mjs';
import {
  drawSandboxSecrets,
  isConfigured,
  ownOdoo,
  sandboxEnvironment,
} from './sandbox-environment.mjs';

const startedAt = performance.now();
const hasEnvFile = loadEnvFile();
buildWhenStale();
const children = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
endWithNpm();

if (hasEnvFile || isConfigured(process.env)) {
  await run('companion', 'dist/backend/src/main.js', process.env);
} else {
  const env = sandboxEnvironment(process.env, drawSandboxSecrets(process.env));
  await Promise.all([
    run('sandbox', 'dist/sandbox/main.js', env),
    run('companion', 'dist/backend/src/main.js', env),
  ]);
  printAddresses(env);
}

/** npm runs us through a shell, which may end by a signal without passing it on: then nobody would stop us any more. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(0), 500).unref();
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

function printAddresses(env) {
  const sandbox = `http://localhost:${env.SANDBOX_PORT}`;
  const companion = `http://localhost:${env.PORT}`;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    [
      '',
      `Listo en ${seconds} s. Sin .env, ${ownOdoo(env) ? 'Kommo es el' : 'Kommo y Odoo son los'} del sandbox:`,
      '',
      `  Kommo: tablero y leads      ${sandbox}/`,
      `  Tarjeta de un lead          ${sandbox}/leads/detail/<id>  (o ábrala desde el tablero)`,
      `  Administración del widget   ${sandbox}/settings/advanced/account_leads`,
      '                              (es para administradores: con el botón de esa página entra Altagracia Peña, usuario 1001)',
      `  Ajustes del widget          ${sandbox}/settings/widgets`,
      `  WhatsApp de cada lead       ${sandbox}/phone`,
      `  Salesbots: importar y ver   ${sandbox}/sandbox/salesbots`,
      `  Meta: llenar un anuncio     ${sandbox}/meta`,
      `  Lo que recibió el sandbox   ${sandbox}/sandbox/received`,
      `  Odoo: registros             ${ownOdoo(env) ? env.ODOO_URL : `http://localhost:${env.SANDBOX_ODOO_PORT}/`}`,
      `  Formulario de captación     ${companion}/form`,
      `  Companion                   ${companion}/health/ready`,
      `  Conectar con Kommo (OAuth)  ${companion}/oauth/start`,
      '',
      '  Un lead de prueba: llene el formulario de captación, ábralo después en el tablero; o, desde otra terminal:',
      `    curl -X POST ${companion}/webhooks/leads/direct \\`,
      `      -H 'Authorization: Bearer ${env.CAPTURE_TOKEN}' -H 'Content-Type: application/json' \\`,
      `      -d '{"full_name":"Carmen Peña","company_name":"Ferretería El Progreso SRL","email":"carmen@elprogreso.example",`,
      `           "phone_number":"809-555-0142","service_type":"Contabilidad","company_size":"21-50","urgency_level":"Este mes"}'`,
      '',
      `  Bearer de captura: ${env.CAPTURE_TOKEN} · /metrics: ${env.METRICS_TOKEN} · Kommo: ${env.KOMMO_TOKEN} · Odoo: ${ownOdoo(env) ? 'el de ODOO_URL' : env.ODOO_KEY} (solo valen en el sandbox)`,
      '  Para su cuenta real de Kommo: npm run setup. Guías: docs/guias/administrador.md y docs/guias/ejecutivo.md',
      '  Ctrl-C termina todo; los datos quedan en ' + env.DATA_DIR + '/.',
      '',
    ].join('\n'),
  );
}
