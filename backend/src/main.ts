import { allowPrivateHosts } from './adapters/http-client.js';
import { sayEnvironment } from './account/doctor/doctor-environment.js';
import { readConfig } from './config.js';
import { ConfigError } from './config-error.js';
import { AppError } from './errors.js';
import { createLog } from './log.js';
import { startCompanion } from './start-companion.js';
import { sayIn } from '../../wording/say.js';

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  allowPrivateHosts(config.privateHosts);
  const companion = await startCompanion(config, log);
  log.info({ url: config.publicUrl, sandbox: config.sandbox }, 'companion ready');
  process.send?.('ready');
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void companion.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Whoever started us is gone: nobody would stop us any more.
  process.on('disconnect', stop);
} catch (error) {
  process.stderr.write(`${say(error)}\n`);
  process.exit(1);
}

/** In the words of the doctor where it would find the same; a stack only where nobody has understood. */
function say(error: unknown): string {
  if (error instanceof ConfigError) return sayEnvironment(error.problems, process.env);
  if (error instanceof AppError) return sayRefusal(error);
  return String(error instanceof Error ? error.stack : error);
}

/** In Spanish where there is a sentence of it, and what to do as the doctor says it. */
function sayRefusal(error: AppError): string {
  return error.reason === null ? error.message : `${sayIn('es')(error.reason)}. ${error.message}`;
}
