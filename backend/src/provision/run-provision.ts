import { setTimeout as sleep } from 'node:timers/promises';
import { Command, CommanderError } from 'commander';
import { createKommoClient } from '../adapters/kommo/client.js';
import type { Turns } from '../adapters/kommo/client.js';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import type { Logger } from '../log.js';
import { applyPlan, makePlan } from './apply.js';
import type { ApplyTools } from './apply.js';
import type { Wanted } from './plan.js';
import { printApplied, printPlan } from './print.js';
import { wantedOf } from './wanted.js';

export interface ProvisionTools {
  readonly config: Config;
  readonly log: Logger;
  readonly print: (text: string) => void;
}

/** Answers the exit code: 0 when all is as it should be, 1 when something could not be done. */
export async function runProvision(
  argv: readonly string[],
  tools: ProvisionTools,
): Promise<number> {
  let exitCode = 0;
  const run = (command: (apply: ApplyTools, wanted: Wanted) => Promise<boolean>) => async () => {
    const { config, log } = tools;
    const apply = { client: createClient(config, log), log };
    exitCode = (await command(apply, wantedOf(config))) ? 0 : 1;
  };
  const program = new Command('provision').exitOverride();
  program
    .command('plan')
    .description('muestra lo que cambiaría en la cuenta de Kommo')
    .action(run((apply, wanted) => showPlan(tools, apply, wanted)));
  program
    .command('apply')
    .description('lleva la cuenta de Kommo al plano; se puede repetir')
    .action(run((apply, wanted) => makeChanges(tools, apply, wanted)));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has printed its own help by then.
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof AppError)) throw error;
    tools.print(error.message);
    return 1;
  }
  return exitCode;
}

async function showPlan(
  { print }: ProvisionTools,
  apply: ApplyTools,
  wanted: Wanted,
): Promise<boolean> {
  const plan = await makePlan(apply, wanted);
  print(printPlan(plan, plan.steps));
  return true;
}

async function makeChanges(
  { print }: ProvisionTools,
  apply: ApplyTools,
  wanted: Wanted,
): Promise<boolean> {
  const plan = await makePlan(apply, wanted);
  print(printPlan(plan, plan.steps));
  const applied = await applyPlan(apply, wanted);
  print(printApplied(applied));
  return applied.failed.length === 0 && applied.remaining.changes.length === 0;
}

/** A command has no database to share turns in, so it keeps well under the limit of its address by itself. */
function createClient({ kommo }: Config, log: Logger) {
  return createKommoClient({
    baseUrl: kommo.baseUrl,
    token: () => Promise.resolve(kommo.token),
    shared: createOwnTurns(),
    log,
    clock: () => new Date(),
    sleep,
    intervalMs: 300,
  });
}

function createOwnTurns(): Turns {
  let nextAt = 0;
  return {
    takeTurn: (_limiter, intervalMs) => {
      const now = Date.now();
      const at = Math.max(now, nextAt);
      nextAt = at + intervalMs;
      return Promise.resolve(at - now);
    },
    pause: (_limiter, until) => {
      nextAt = Math.max(nextAt, until.getTime());
      return Promise.resolve();
    },
  };
}
