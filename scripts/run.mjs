// Runs a command of the companion from dist/, with the variables of .env when there is one, else on the running sandbox.
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';
import { loadEnvFile } from './env-file.mjs';
import { isConfigured, readSandboxSecrets, sandboxEnvironment } from './sandbox-environment.mjs';

const [script, ...args] = process.argv.slice(2);
if (!loadEnvFile() && !isConfigured(process.env)) useSandbox();
buildWhenStale();
process.argv = [process.argv[0], script, ...args];
await import(pathToFileURL(resolve('dist', script)).href);

function useSandbox() {
  const secrets = readSandboxSecrets(process.env);
  if (secrets === null) {
    process.stderr.write(
      'Todavía no hay cuenta (.env) ni sandbox: npm run setup para la cuenta real, o npm start para probar en el sandbox.\n',
    );
    process.exit(1);
  }
  // The command says what it found; the log lines of its calls would hide it.
  Object.assign(process.env, sandboxEnvironment({ LOG_LEVEL: 'warn', ...process.env }, secrets));
}
