import { createLog } from '../log.js';
import { readConfig } from '../config.js';
import { runProvision } from './run-provision.js';

/** `npm run provision -- plan|apply`. */
process.exitCode = await runProvision(process.argv, {
  config: readConfig(process.env),
  log: createLog('warn'),
  print: (text) => {
    process.stdout.write(`${text}\n`);
  },
});
