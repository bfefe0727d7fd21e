import { createLog } from '../../log.js';
import { readConfig } from '../../config.js';
import { checkEnvironment } from '../doctor/doctor-environment.js';
import { openForCommand } from '../open-for-command.js';
import { runProvision } from './run-provision.js';
import { sayIn, worded } from '../../../../wording/say.js';
import type { DoctorCheck } from '../../../../contract/admin.js';

/** `npm run provision -- plan|apply`. */
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const say = sayIn('es');
type Words = Pick<DoctorCheck, 'name' | 'found' | 'remedy'>;
const wrong = checkEnvironment(process.env);
if (wrong.length > 0) {
  print(say({ code: 'provision.no_configuration' }));
  for (const { name, found, remedy } of worded<readonly Words[]>(wrong, 'es')) {
    print(`  ${name}: ${found}. ${remedy ?? ''}`);
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
