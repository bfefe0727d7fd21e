import { PortError } from './listen.js';
import { startSandbox } from './start-sandbox.js';

const { env } = process;

try {
  const sandbox = await startSandbox({
    port: Number(env['SANDBOX_PORT'] ?? 4000),
    odooPort: Number(env['SANDBOX_ODOO_PORT'] ?? 4069),
    ...(env['SANDBOX_ODOO_URL'] === undefined ? {} : { odooUrl: env['SANDBOX_ODOO_URL'] }),
    companionUrl: env['SANDBOX_COMPANION_URL'] ?? `http://localhost:${env['PORT'] ?? '3000'}`,
    clientSecret: env['SANDBOX_CLIENT_SECRET'] ?? 'sandbox-secret',
    meta: {
      appSecret: env['SANDBOX_META_APP_SECRET'] ?? 'sandbox-meta-secret',
      pageToken: env['SANDBOX_META_PAGE_TOKEN'] ?? 'sandbox-meta-token',
      verifyToken: env['SANDBOX_META_VERIFY_TOKEN'] ?? 'sandbox-meta-verify',
    },
    dataDir: env['SANDBOX_DATA_DIR'] ?? null,
    clock: () => new Date(),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  let closing = false;
  // "disconnect": whoever started us is gone, and nobody would stop us any more.
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void sandbox.close().then(() => process.exit(0));
    });
  }

  // Last: whoever hears it may end us at once.
  process.send?.('ready');
  process.stdout.write(`sandbox ready ${sandbox.url} ${sandbox.odooUrl}\n`);
} catch (error) {
  if (!(error instanceof PortError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
