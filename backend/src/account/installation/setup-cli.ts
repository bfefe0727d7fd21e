import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { systemClock } from '../../clock.js';
import { odooOf } from '../../create-services.js';
import { createLog } from '../../log.js';
import { openForCommand } from '../open-for-command.js';
import { createAnswers } from './answers.js';
import { createConsole } from './console.js';
import type { Values } from './question.js';
import { runSetup } from './run-setup.js';

/** `npm run setup`. */
const { env, stdin, stdout } = process;
const clock = systemClock;
const log = createLog('silent');
const console = createConsole({
  input: stdin,
  output: stdout,
  isTerminal: stdin.isTTY && stdout.isTTY,
});

process.exitCode = await runSetup(process.argv, {
  console,
  answers: createAnswers(resolve('.'), clock),
  test: {
    ...{ log, clock, sleep: (ms) => sleep(ms) },
    odooOf: (config) => odooOf({ config, log, clock }),
    env: sandboxIn(env),
  },
  terminal: {
    colour: stdout.isTTY && stdout.hasColors(),
    width: Math.min(stdout.columns || 100, 110),
  },
  pack,
  open: openForCommand,
  ofMachine,
});
console.close();

/** Where a sandbox stands in, its addresses are in the environment and never in `.env`. */
function sandboxIn(variables: NodeJS.ProcessEnv): Values {
  const names = ['SANDBOX', 'KOMMO_BASE_URL', 'META_GRAPH_URL', 'DATABASE_URL'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

async function pack({ PUBLIC_URL = '', KOMMO_HOOK_SECRET = '' }: Values): Promise<string> {
  const file = 'dist/widget.zip';
  await promisify(execFile)(process.execPath, ['scripts/widget-pack.mjs', resolve(file)], {
    env: { PATH: env['PATH'], PUBLIC_URL, KOMMO_HOOK_SECRET },
  });
  return file;
}

/** An https address means a proxy in front; what the sandbox left in `data` is not the account's. */
function ofMachine({ PUBLIC_URL = '' }: Values): Values {
  return {
    ...(PUBLIC_URL.startsWith('https:') ? { TRUST_PROXY_HOPS: '1' } : {}),
    ...(existsSync('data/sandbox') ? { DATA_DIR: 'data/account' } : {}),
  };
}
