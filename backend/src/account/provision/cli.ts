import { createLog } from '../../log.js';
import { readConfig } from '../../config.js';
import { checkEnvironment } from '../doctor/doctor-environment.js';
import { openForCommand } from '../open-for-command.js';
import { runProvision, sayTo } from './run-provision.js';

import type { Said } from '../doctor/doctor-check.js';

/** `npm run provision -- plan|apply`. */
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const say = sayTo(process.argv);
const shown = (said: Said): string => (typeof said === 'string' ? said : say(said));
const wrong = checkEnvironment(process.env);
if (wrong.length > 0) {
  print(say({ code: 'provision.no_configuration' }));
  for (const { name, found, remedy } of wrong) {
    print(`  ${shown(name)}: ${shown(found)}. ${shown(remedy ?? '')}`);
  }
  process.exitCode = 1;
} else {
  process.exitCode = await runProvision(process.argv, {
    config: readConfig(process.env),
    log: createLog('silent'),
    print,
    open: openForCommand,
  });
}
