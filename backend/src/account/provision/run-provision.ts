import { Command, CommanderError } from 'commander';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { sendForReview, writeBots } from '../conversations/setup-commands.js';
import { setupSettingsOf } from '../conversations/read-account.js';
import type { SetupTools } from '../conversations/read-account.js';
import { applyPlan, makePlan } from './apply.js';
import type { ApplyTools } from './apply.js';
import type { Wanted } from './plan.js';
import { sayFailure } from '../doctor/doctor-check.js';
import type { CommandTools } from '../open-for-command.js';
import { recordAct } from '../record-act.js';
import { systemClock } from '../../clock.js';
import { printApplied, printPlan, printSteps } from './print.js';
import { wantedOf } from './wanted.js';
import { readLanguage, sayIn } from '../../../../wording/say.js';
import type { Language } from '../../../../contract/language.js';
import type { Say } from '../../../../wording/say.js';

export interface ProvisionTools {
  readonly config: Config;
  readonly log: Logger;
  readonly print: (text: string) => void;
  readonly open: (config: Config, log: Logger) => Promise<CommandTools>;
  /** Asked between the plan and its changes; left out, the command itself is the consent. */
  readonly confirm?: () => Promise<boolean>;
}

/** What the command says of itself, before it knows who reads. */
const spanish = sayIn('es');

/** `--language en` or `--language=en`; Spanish without it. */
export const sayTo = (argv: readonly string[]): Say => sayIn(languageIn(argv));

function languageIn(argv: readonly string[]): Language {
  const at = argv.findIndex((one) => /^--language(?:=|$)/.test(one));
  return readLanguage(argv[at]?.split('=')[1] ?? argv[at + 1]);
}

/** `act` names what changes something, in the log of who did what; null for what only shows. */
type Run = (
  act: string | null,
  command: (apply: ApplyTools, wanted: Wanted) => Promise<boolean>,
) => () => Promise<void>;

/** Answers the exit code: 0 when all is as it should be, 1 when something could not be done. */
export async function runProvision(
  argv: readonly string[],
  tools: ProvisionTools,
): Promise<number> {
  let exitCode = 0;
  const say = sayTo(argv);
  const run: Run = (act, command) => async () => {
    const { config, log } = tools;
    const opened = await tools.open(config, log);
    // Only the database knows what was connected at /oauth/start.
    if (opened.error !== null && config.kommo.token === '') throw opened.error;
    const { client, kept } = opened;
    const apply = {
      client,
      log,
      ...(kept === null ? {} : { stages: kept.stages, team: () => kept.store.team.read() }),
    };
    try {
      const work = () => command(apply, wantedOf(config));
      exitCode = (await (act === null ? work() : recorded(kept, act, work))) ? 0 : 1;
    } finally {
      await opened.close();
    }
  };
  const program = new Command('provision')
    .exitOverride()
    .option('--language <code>', spanish({ code: 'provision.option_language' }), 'es');
  addAccountCommands(program, run, { ...tools, say });
  addSetupCommands(program, run, { ...tools, language: languageIn(argv) });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has printed its own help by then.
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof AppError)) throw error;
    const { found, remedy } = sayFailure(error);
    tools.print(`${say(found)}\n→ ${say(remedy)}`);
    return 1;
  }
  return exitCode;
}

/** Without a database there is nowhere to keep it, and the command is what mends that. */
const recorded = (
  kept: CommandTools['kept'],
  act: string,
  work: () => Promise<boolean>,
): Promise<boolean> =>
  kept === null
    ? work()
    : recordAct(
        { audit: kept.store.audit, clock: systemClock },
        { by: 'command', action: `command provision ${act}` },
        work,
        (isAllDone) => ({ status: isAllDone ? 200 : 500, after: null }),
      );

function addAccountCommands(program: Command, run: Run, printing: Printing): void {
  program
    .command('plan')
    .description(spanish({ code: 'provision.command_plan' }))
    .action(run(null, (apply, wanted) => showPlan(printing, apply, wanted)));
  program
    .command('apply')
    .description(spanish({ code: 'provision.command_apply' }))
    .action(run('apply', (apply, wanted) => makeChanges(printing, apply, wanted)));
}

function addSetupCommands(
  program: Command,
  run: Run,
  {
    config,
    ...printing
  }: Pick<ProvisionTools, 'config' | 'print'> & { readonly language: Language },
): void {
  const setupOf = ({ client, stages }: ApplyTools): SetupTools => ({
    ...{ client, blueprint, settings: setupSettingsOf(config) },
    ...(stages === undefined ? {} : { stages }),
  });
  program
    .command('bots')
    .description(spanish({ code: 'setup.command_bots' }))
    .option('--folder <folder>', spanish({ code: 'setup.option_folder' }), 'bots')
    .action(({ folder }: { folder: string }) =>
      run(null, (apply) => writeBots(setupOf(apply), folder, printing))(),
    );
  program
    .command('templates')
    .description(spanish({ code: 'setup.command_templates' }))
    .action(run('templates', (apply) => sendForReview(setupOf(apply), printing)));
}

type Printing = Pick<ProvisionTools, 'print' | 'confirm'> & { readonly say: Say };

async function showPlan(
  { print, say }: Printing,
  apply: ApplyTools,
  wanted: Wanted,
): Promise<boolean> {
  const plan = await makePlan(apply, wanted);
  print(printPlan(plan, plan.steps, say));
  return true;
}

async function makeChanges(
  { print, say, confirm }: Printing,
  apply: ApplyTools,
  wanted: Wanted,
): Promise<boolean> {
  const plan = await makePlan(apply, wanted);
  print(printPlan(plan, confirm === undefined ? plan.steps : [], say));
  if (confirm !== undefined && plan.changes.length > 0 && !(await confirm())) return true;
  const applied = await applyPlan(apply, wanted);
  print(printApplied(applied, say));
  if (confirm !== undefined) print(printSteps(applied.remaining.steps, say).join('\n'));
  return applied.failed.length === 0 && applied.remaining.changes.length === 0;
}
