import { sayIn } from '../../wording/say.js';
import { createClock } from './clock.js';
import { readConfig } from './config.js';
import { createServices } from './create-services.js';
import type { Parts, ServiceTools } from './create-services.js';
import { AppError } from './errors.js';
import { createLog } from './log.js';
import { openDatabase } from './open-database.js';

/** Commands speak Spanish. */
export const say = sayIn('es');
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** What a command does with the companion's parts, none of which runs by itself; what is refused is said, and the exit code is 1. */
export async function runCommand(
  env: NodeJS.ProcessEnv,
  work: (parts: Parts, tools: ServiceTools) => Promise<void>,
): Promise<void> {
  const config = readConfig(env);
  const log = createLog('silent');
  const database = await openDatabase(config, log);
  const tools = { config, log, clock: createClock().now, ...database };
  const parts = createServices(tools);
  try {
    await work(parts, tools);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(error.reason === null ? error.message : say(error.reason));
    process.exitCode = 1;
  } finally {
    await parts.services.store.close();
    await database.stop();
  }
}
