import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sayIn } from '../../wording/say.js';
import { createClock } from './clock.js';
import { readConfig } from './config.js';
import { createServices } from './create-services.js';
import { AppError } from './errors.js';
import { createLog } from './log.js';
import { openDatabase } from './open-database.js';

/** `npm run export`: a sealed copy of the database now. `npm run export -- key`: draws the pair of keys for it. */
const say = sayIn('es');
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

if (process.argv[2] === 'key') {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  print(say({ code: 'restore.new_key', params: { recipient, identity } }));
} else {
  process.exitCode = await makeExport();
}

async function makeExport(): Promise<number> {
  const config = readConfig(process.env);
  const log = createLog('silent');
  const database = await openDatabase(config, log);
  const { services } = createServices({ config, log, clock: createClock().now, ...database });
  try {
    const { folder, rows, bytes } = await services.exports.make('command');
    const path = join(config.dataDir, 'exports', folder);
    print(say({ code: 'restore.exported', params: { path, rows, bytes } }));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(error.reason === null ? error.message : say(error.reason));
    return 1;
  } finally {
    await services.store.close();
    await database.stop();
  }
}
