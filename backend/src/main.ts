import { ConfigError, readConfig } from './config.js';
import { AppError } from './errors.js';
import { createLog } from './log.js';
import { startCompanion } from './start-companion.js';

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
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
  const known = error instanceof ConfigError || error instanceof AppError;
  process.stderr.write(
    `${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
