import { startSandbox } from './start-sandbox.js';

const { env } = process;

const sandbox = await startSandbox({
  port: Number(env['SANDBOX_PORT'] ?? 4000),
  odooPort: Number(env['SANDBOX_ODOO_PORT'] ?? 4069),
  companionUrl: env['SANDBOX_COMPANION_URL'] ?? `http://localhost:${env['PORT'] ?? '3000'}`,
  clientSecret: env['SANDBOX_CLIENT_SECRET'] ?? 'sandbox-secret',
  dataDir: env['SANDBOX_DATA_DIR'] ?? null,
  clock: () => new Date(),
});

process.send?.('ready');
process.stdout.write(`sandbox ready ${sandbox.url} ${sandbox.odooUrl}\n`);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    void sandbox.close().then(() => process.exit(0));
  });
}
