import { Command, CommanderError } from 'commander';
import { readLanguage, sayIn } from '../../../../wording/say.js';
import type { Say } from '../../../../wording/say.js';
import type { Language } from '../../../../contract/language.js';
import { readConfig } from '../../config.js';
import type { Config } from '../../config.js';
import { checkEnvironment } from '../doctor/doctor-environment.js';
import { printCheck } from '../doctor/doctor-print.js';
import { runProvision } from '../provision/run-provision.js';
import type { ProvisionTools } from '../provision/run-provision.js';
import type { Answers } from './answers.js';
import { askQuestions } from './ask-questions.js';
import type { AskTools } from './ask-questions.js';
import { drawSecrets } from './draw-secrets.js';
import { leftByHand } from './left-by-hand.js';
import type { Known, Values } from './question.js';
import { questions } from './questions.js';
import type { TestTools } from './test-tools.js';

export interface SetupTools {
  readonly console: AskTools['console'];
  readonly answers: Answers;
  readonly test: TestTools;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** Packs the widget for this companion; answers where the zip is. @throws Error when it cannot be packed. */
  readonly pack: (values: Values) => Promise<string>;
  readonly open: ProvisionTools['open'];
  /** Variables that follow from this machine and not from a person. */
  readonly ofMachine: (values: Values) => Values;
}

const spanish = sayIn('es');

/** `npm run setup`. Answers the exit code: 1 when something is left that only this command mends, 130 when it was stopped. */
export async function runSetup(argv: readonly string[], tools: SetupTools): Promise<number> {
  const program = new Command('setup').exitOverride();
  program
    .description(spanish({ code: 'installation.command' }))
    .option('--all', spanish({ code: 'installation.option_all' }))
    .option('--language <code>', spanish({ code: 'installation.option_language' }), 'es')
    .configureOutput({ writeErr: tools.console.print, writeOut: tools.console.print });
  try {
    program.parse([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  const { all, language: named } = program.opts<{ all?: boolean; language: string }>();
  const language = readLanguage(named);
  return setUp({ ...tools, language, say: sayIn(language), all: all === true });
}

interface Tools extends SetupTools {
  readonly say: Say;
  readonly language: Language;
  readonly all: boolean;
}

async function setUp(tools: Tools): Promise<number> {
  const { console, answers, say } = tools;
  const kept = await answers.read();
  console.print(say({ code: 'installation.opening' }));
  console.print(say({ code: 'installation.opening_later' }));
  const count = answeredIn(kept);
  if (count > 0 && !tools.all)
    console.print(say({ code: 'installation.resumed', params: { count } }));
  const printing = { ...tools.terminal, language: tools.language };
  const known = await askQuestions({ ...tools, questions, printing }, kept);
  if (known === null) {
    console.print(`\n${say({ code: 'installation.stopped', params: { file: answers.draft } })}`);
    return 130;
  }
  const lacking = questions.filter(
    ({ variable, isNeeded }) => isNeeded && known.postponed.has(variable),
  );
  if (lacking.length === 0) return finish(tools, known);
  const names = lacking.map(({ what }) => what);
  console.print(`\n${say({ code: 'installation.lacking', params: { names: names.map(say) } })}`);
  return 1;
}

const answeredIn = (values: Values): number =>
  questions.filter(
    ({ variable, applies }) =>
      values[variable] !== undefined && applies({ values, postponed: new Set() }),
  ).length;

async function finish(tools: Tools, known: Known): Promise<number> {
  const { console, answers, say, terminal, language } = tools;
  const drawn = drawSecrets(known.values);
  const values = { ...tools.ofMachine(known.values), ...known.values, ...drawn };
  const wrong = checkEnvironment({ ...values, ...tools.test.env });
  if (wrong.length > 0) {
    for (const check of wrong) console.print(printCheck(check, { ...terminal, language }));
    return 1;
  }
  const written = await answers.finish(values);
  console.print(
    `\n${say({ code: written === null ? 'installation.env_unchanged' : 'installation.env_written' })}`,
  );
  if (written !== null && written.backup !== null)
    console.print(say({ code: 'installation.env_backup', params: { file: written.backup } }));
  const names = Object.keys(drawn);
  if (names.length > 0) console.print(say({ code: 'installation.drawn', params: { names } }));
  const config = readConfig({ ...values, ...tools.test.env });
  const zip = await packWidget(tools, values);
  const isProvisioned = await provision(tools, config);
  console.print(`\n${say({ code: 'installation.left' })}`);
  const postponed = questions
    .filter(({ variable }) => known.postponed.has(variable))
    .map(({ what }) => say(what));
  leftByHand(config, { postponed, zip: zip ?? 'dist/widget.zip' }).forEach((sentence, index) => {
    console.print(`  ${index + 1}. ${say(sentence)}`);
  });
  return zip !== null && isProvisioned ? 0 : 1;
}

async function packWidget({ console, say, pack }: Tools, values: Values): Promise<string | null> {
  console.print(`\n${say({ code: 'installation.packing' })}`);
  try {
    const file = await pack(values);
    console.print(say({ code: 'installation.packed', params: { file } }));
    return file;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.print(say({ code: 'installation.pack_failed', params: { reason } }));
    console.print(`→ ${say({ code: 'installation.pack_remedy' })}`);
    return null;
  }
}

/** Nothing is changed in the account before its owner has seen the plan and said so. */
async function provision(tools: Tools, config: Config): Promise<boolean> {
  const { console, say, language, open, test } = tools;
  if (config.kommo.token === '') {
    console.print(`\n${say({ code: 'installation.no_token' })}`);
    return true;
  }
  console.print(`\n${say({ code: 'installation.planning' })}`);
  const code = await runProvision(['node', 'provision', 'apply', '--language', language], {
    ...{ config, log: test.log, print: console.print, open },
    confirm: async () => {
      console.print(`\n${say({ code: 'installation.confirm' })}`);
      const typed = (await console.ask('  > ', false)) ?? '';
      const words = say({ code: 'installation.yes_words' }).split(',');
      const isYes = words.includes(typed.trim().toLowerCase());
      if (!isYes) console.print(say({ code: 'installation.not_applied' }));
      return isYes;
    },
  });
  return code === 0;
}
