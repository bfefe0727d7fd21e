import { setTimeout as sleep } from 'node:timers/promises';
import { odooOf } from '../../create-services.js';
import { createLog } from '../../log.js';
import { openForCommand } from '../open-for-command.js';
import { runDoctorCommand } from './run-doctor.js';
import { systemClock } from '../../clock.js';

/** `npm run doctor`. */
const { stdout } = process;
const clock = systemClock;
const log = createLog('silent');
process.exitCode = await runDoctorCommand(process.argv, {
  env: process.env,
  log,
  print: (text) => {
    stdout.write(`${text.trimEnd()}\n`);
  },
  terminal: {
    colour: stdout.isTTY && stdout.hasColors(),
    width: Math.min(stdout.columns || 100, 110),
  },
  open: openForCommand,
  odooOf: (config) => odooOf({ config, log, clock }),
  clock,
  sleep: (ms) => sleep(ms),
});
