import { createLog } from '../../log.js';
import { readConfig } from '../../config.js';
import { checkEnvironment } from '../doctor/doctor-environment.js';
import { openForCommand } from '../open-for-command.js';
import { runProvision } from './run-provision.js';

/** `npm run provision -- plan|apply`. */
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const wrong = checkEnvironment(process.env);
if (wrong.length > 0) {
  print('Falta configuración (.env):');
  for (const { name, found, remedy } of wrong) print(`  ${name}: ${found}. ${remedy ?? ''}`);
  process.exitCode = 1;
} else {
  process.exitCode = await runProvision(process.argv, {
    config: readConfig(process.env),
    log: createLog('silent'),
    print,
    open: openForCommand,
  });
}
