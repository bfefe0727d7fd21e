import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { createKommo } from '../../adapters/kommo/create-kommo.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { readConfig } from '../../config.js';
import type { Config } from '../../config.js';
import type { Logger } from '../../log.js';
import { runDoctor } from './doctor.js';
import { sayFailure } from './doctor-check.js';
import { checkEnvironment } from './doctor-environment.js';
import { printDoctor } from './doctor-print.js';
import { observedKinds, readObservations, startObserving } from '../observe/observe.js';
import { watchTrial } from '../observe/trial.js';
import { printObservation, titleOf } from '../observe/observe-print.js';
import type { CommandTools } from '../open-for-command.js';
import { showCalls } from './show-calls.js';
import type { Language } from '../../../../contract/language.js';
import { readLanguage, sayIn } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';

export interface DoctorCommandTools {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  readonly print: (text: string) => void;
  /** Colours and the width of the terminal. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly open: (config: Config, log: Logger) => Promise<CommandTools>;
  readonly odooOf: (config: Config) => Odoo | null;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly longestWaitMs?: number;
}

/** `npm run doctor`, with `-- --observe` for the first day. Answers the exit code: 1 when something has failed. */
export async function runDoctorCommand(
  argv: readonly string[],
  tools: DoctorCommandTools,
): Promise<number> {
  const program = new Command('doctor').exitOverride();
  program
    .description(spanish({ code: 'doctor.command' }))
    .option('--observe', spanish({ code: 'doctor.option_observe' }))
    .option('--minutes <n>', spanish({ code: 'doctor.option_minutes' }), minutes, 60)
    .option('--lead <id>', spanish({ code: 'doctor.option_lead' }), leadId)
    .option('--problems', spanish({ code: 'doctor.option_problems' }))
    .option('--trial <lead>', spanish({ code: 'trial.option' }), leadId)
    .option('--language <code>', spanish({ code: 'doctor.option_language' }), 'es');
  program.configureOutput({ writeErr: tools.print, writeOut: tools.print });
  try {
    program.parse([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  const options = program.opts<Options>();
  const reader: Reader = {
    ...tools,
    language: readLanguage(options.language),
    onlyProblems: options.problems === true,
  };
  const { lead, trial } = options;
  if (lead !== undefined) return withConfig(reader, (config) => callsOf(config, reader, lead));
  if (options.observe === true && trial !== undefined) {
    return withConfig(reader, (config) =>
      tryBot(config, reader, { trial, minutes: options.minutes }),
    );
  }
  return options.observe === true
    ? withConfig(reader, (config) => observe(config, reader, options.minutes))
    : withConfig(reader, (config) => examine(config, reader));
}

interface Options {
  readonly observe?: boolean;
  readonly minutes: number;
  readonly lead?: number;
  readonly trial?: number;
  readonly language: string;
  readonly problems?: boolean;
}

interface Reader extends DoctorCommandTools {
  readonly language: Language;
  readonly onlyProblems: boolean;
}

/** What the command says of itself, before it knows who reads. */
const spanish = sayIn('es');

function minutes(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 1440) return number;
  throw new InvalidArgumentError(spanish({ code: 'doctor.option_minutes_wrong' }));
}

function leadId(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError(spanish({ code: 'doctor.option_lead_wrong' }));
}

async function callsOf(config: Config, tools: Reader, id: number): Promise<number> {
  const { open, log, print, clock, language } = tools;
  const say = sayIn(language);
  const odoo = tools.odooOf(config);
  const opened = await open(config, log);
  try {
    const { kept, client } = opened;
    if (kept === null || odoo === null) {
      print(say({ code: 'doctor.calls_need' }));
      return 1;
    }
    const readKnownStages = () => kept.stages.read();
    const kommo = createKommo({ client, blueprint, log, clock, readKnownStages });
    print(await showCalls({ store: kept.store, blueprint, config, kommo, odoo, say }, id));
    return 0;
  } catch (error) {
    const { found, remedy } = sayFailure(error);
    print(`${say(found)}\n→ ${say(remedy)}`);
    return 1;
  } finally {
    await opened.close();
  }
}

async function withConfig(
  tools: Reader,
  work: (config: Config) => Promise<number>,
): Promise<number> {
  const wrong = checkEnvironment(tools.env);
  if (wrong.length === 0) return work(readConfig(tools.env));
  const checks = wrong.map((check) => ({ group: 'configuration' as const, ...check }));
  const { language, terminal } = tools;
  const report = { checkedAt: tools.clock().toISOString(), checks };
  tools.print(printDoctor(report, { ...terminal, language }));
  return 1;
}

async function examine(config: Config, tools: Reader): Promise<number> {
  const opened = await tools.open(config, tools.log);
  try {
    const { client, readFacts, kept } = opened;
    const { clock, longestWaitMs, language, onlyProblems } = tools;
    const report = await runDoctor({
      ...{ config, clock, client, readFacts, kept },
      odoo: tools.odooOf(config),
      ...(longestWaitMs === undefined ? {} : { longestWaitMs }),
    });
    tools.print(printDoctor(report, { ...tools.terminal, language, onlyProblems }));
    return report.checks.some(({ state }) => state === 'failed') ? 1 : 0;
  } finally {
    await opened.close();
  }
}

async function tryBot(
  config: Config,
  { open, log, print, clock, sleep, language }: Reader,
  { trial, minutes: forMinutes }: { readonly trial: number; readonly minutes: number },
): Promise<number> {
  const opened = await open(config, log);
  const { client } = opened;
  const kommo = createKommo({ client, blueprint, log, clock });
  const say = sayIn(language);
  try {
    const tools = { client, kommo, folder: config.dataDir, print, say, clock, sleep };
    return (await watchTrial(tools, trial, forMinutes)) ? 0 : 1;
  } catch (error) {
    const { found, remedy } = sayFailure(error);
    print(`${say(found)}\n→ ${say(remedy)}`);
    return 1;
  } finally {
    await opened.close();
  }
}

const lookMs = 2_000;

async function observe(
  config: Config,
  { open, log, print, clock, sleep, language }: Reader,
  forMinutes: number,
): Promise<number> {
  const say = sayIn(language);
  const opened = await open(config, log);
  try {
    if (opened.kept === null) {
      print(say({ code: 'observe.no_database' }));
      return 1;
    }
    const { settings } = opened.kept;
    const session = await startObserving(settings, clock(), forMinutes * 60_000);
    print(openingOf(forMinutes).map(say).join('\n'));
    const shown = new Set<string>();
    while (clock() < new Date(session.until) && shown.size < observedKinds.length) {
      for (const observation of await readObservations(settings, session)) {
        if (shown.has(observation.kind)) continue;
        shown.add(observation.kind);
        print(`\n${printObservation(observation, say)}`);
      }
      if (shown.size < observedKinds.length) await sleep(lookMs);
    }
    const missing = observedKinds
      .filter((kind) => !shown.has(kind))
      .map((kind) => say(titleOf(kind)));
    const names = missing.join(', ');
    const end: Sentence =
      missing.length === 0
        ? { code: 'observe.all_came' }
        : { code: 'observe.not_come', params: { names } };
    print(`\n${say(end)}`);
    return 0;
  } finally {
    await opened.close();
  }
}

const openingOf = (count: number): readonly Sentence[] => [
  { code: 'observe.opening', params: { count } },
  { code: 'observe.opening_kept' },
  { code: 'observe.opening_do' },
];
