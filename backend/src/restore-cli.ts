import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { sayIn } from '../../wording/say.js';
import { createClock } from './clock.js';
import { readConfig } from './config.js';
import { AppError } from './errors.js';
import { createLog } from './log.js';
import { openDatabase } from './open-database.js';
import { restoreExport } from './restore-export.js';

/** `npm run restore -- FOLDER --identity FILE`: an export back into an empty database. */
const say = sayIn('es');
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const command = new Command('restore')
  .argument('<folder>', say({ code: 'restore.folder' }))
  .requiredOption('--identity <file>', say({ code: 'restore.identity' }))
  .action(async (folder: string, { identity }: { readonly identity: string }) => {
    process.exitCode = await run(resolve(folder), identity);
  });
await command.parseAsync(process.argv);

async function run(folder: string, file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/u.exec(text)?.[0];
  if (identity === undefined) {
    print(say({ code: 'restore.no_identity', params: { file } }));
    return 1;
  }
  const config = readConfig(process.env);
  const log = createLog('silent');
  const database = await openDatabase(config, log);
  try {
    const tools = { config, log, clock: createClock().now, ...database };
    const { tables, rows, jobs, erasedAgain } = await restoreExport(tools, { folder, identity });
    print(say({ code: 'restore.restored', params: { tables, rows, jobs, erasedAgain } }));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(error.reason === null ? error.message : say(error.reason));
    return 1;
  } finally {
    await database.pool.end();
    await database.stop();
  }
}
