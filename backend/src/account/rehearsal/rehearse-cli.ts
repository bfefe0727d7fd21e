import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { odooOf } from '../../create-services.js';
import { readConfig } from '../../config.js';
import { createLog } from '../../log.js';
import { systemClock } from '../../clock.js';
import { openForCommand } from '../open-for-command.js';
import type { Rehearsal } from './rehearsal.js';
import { rehearse } from './rehearse.js';
import type { Opened } from './rehearse.js';
import { createStage } from './stage.js';
import { createUntil } from './until.js';

/** `npm run rehearse`; scripts/rehearse.mjs has put the variables of the sandbox or of the account into the environment. */
process.exitCode = await rehearse(process.argv, {
  print: (text) => {
    process.stdout.write(`${text}\n`);
  },
  ticks: () => performance.now(),
  open,
});

async function open(isReal: boolean): Promise<Opened> {
  const config = readConfig(process.env);
  const log = createLog('silent');
  const opened = await openForCommand(config, log);
  const stage = isReal ? null : createStage(config.kommo.baseUrl, config.kommo.clientId);
  await stage?.liftLimits();
  const rehearsal: Rehearsal = {
    ...{ config, kommo: opened.client, stage, leads: new Map() },
    odoo: odooOf({ config, log, clock: systemClock }),
    mark: `ENSAYO ${randomBytes(3).toString('hex')}`,
    until: createUntil({ sleep: (ms) => sleep(ms), ticks: () => performance.now() }),
  };
  return { rehearsal, close: () => opened.close() };
}
