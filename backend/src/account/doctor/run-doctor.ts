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
import { nameOf, printObservation } from '../observe/observe-print.js';
import type { CommandTools } from '../open-for-command.js';
import { showCalls } from './show-calls.js';

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
  readonly patienceMs?: number;
}

/** `npm run doctor`, with `-- --observe` for the first day. Answers the exit code: 1 when something has failed. */
export async function runDoctorCommand(
  argv: readonly string[],
  tools: DoctorCommandTools,
): Promise<number> {
  const program = new Command('doctor').exitOverride();
  program
    .description('comprueba la configuración, la base de datos, Kommo y Odoo, y dice qué hacer')
    .option('--observe', 'registra, sin datos personales, lo primero que llegue de Kommo')
    .option('--minutes <n>', 'cuánto tiempo observar', minutes, 60)
    .option(
      '--lead <id>',
      'muestra las llamadas a Odoo de la entrega de un lead, sin hacerlas',
      leadId,
    );
  program.configureOutput({ writeErr: tools.print, writeOut: tools.print });
  try {
    program.parse([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  const options = program.opts<{ observe?: boolean; minutes: number; lead?: number }>();
  const { lead } = options;
  if (lead !== undefined) return withConfig(tools, (config) => callsOf(config, tools, lead));
  return options.observe === true
    ? withConfig(tools, (config) => observe(config, tools, options.minutes))
    : withConfig(tools, (config) => examine(config, tools));
}

function minutes(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 1440) return number;
  throw new InvalidArgumentError('un número de minutos, de 1 a 1440');
}

function leadId(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('el número de un lead de Kommo');
}

async function callsOf(config: Config, tools: DoctorCommandTools, id: number): Promise<number> {
  const { open, log, print, clock } = tools;
  const odoo = tools.odooOf(config);
  const opened = await open(config, log);
  try {
    const { kept, client } = opened;
    if (kept === null || odoo === null) {
      print('Hacen falta la base de datos y Odoo. Ejecute npm run doctor.');
      return 1;
    }
    const readKnownStages = () => kept.stages.read();
    const kommo = createKommo({ client, blueprint, log, clock, readKnownStages });
    print(await showCalls({ store: kept.store, blueprint, config, kommo, odoo }, id));
    return 0;
  } catch (error) {
    const { found, remedy } = sayFailure(error);
    print(`${found}\n→ ${remedy}`);
    return 1;
  } finally {
    await opened.close();
  }
}

async function withConfig(
  tools: DoctorCommandTools,
  work: (config: Config) => Promise<number>,
): Promise<number> {
  const wrong = checkEnvironment(tools.env);
  if (wrong.length === 0) return work(readConfig(tools.env));
  const checks = wrong.map((check) => ({ group: 'configuration' as const, ...check }));
  tools.print(printDoctor({ checkedAt: tools.clock().toISOString(), checks }, tools.terminal));
  return 1;
}

async function examine(config: Config, tools: DoctorCommandTools): Promise<number> {
  const opened = await tools.open(config, tools.log);
  try {
    const { client, readFacts, kept } = opened;
    const { clock, patienceMs } = tools;
    const report = await runDoctor({
      ...{ config, clock, client, readFacts, kept },
      odoo: tools.odooOf(config),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    tools.print(printDoctor(report, tools.terminal));
    return report.checks.some(({ state }) => state === 'failed') ? 1 : 0;
  } finally {
    await opened.close();
  }
}

const lookMs = 2_000;

async function observe(
  config: Config,
  { open, log, print, clock, sleep }: DoctorCommandTools,
  forMinutes: number,
): Promise<number> {
  const opened = await open(config, log);
  try {
    if (opened.kept === null) {
      print('La base de datos no responde: sin ella no se puede observar. Ejecute npm run doctor.');
      return 1;
    }
    const { settings } = opened.kept;
    const session = await startObserving(settings, clock(), forMinutes * 60_000);
    print(openingText(forMinutes));
    const shown = new Set<string>();
    while (clock() < new Date(session.until) && shown.size < observedKinds.length) {
      for (const observation of await readObservations(settings, session)) {
        if (shown.has(observation.kind)) continue;
        shown.add(observation.kind);
        print(`\n${printObservation(observation)}`);
      }
      if (shown.size < observedKinds.length) await sleep(lookMs);
    }
    const missing = observedKinds.filter((kind) => !shown.has(kind)).map(nameOf);
    print(missing.length === 0 ? '\nLlegó todo.' : `\nNo llegó: ${missing.join(', ')}.`);
    return 0;
  } finally {
    await opened.close();
  }
}

const openingText = (forMinutes: number): string =>
  [
    `Observando durante ${forMinutes} minutos lo que recibe el companion, que debe estar en marcha.`,
    'Se guarda la forma de lo primero de cada clase, nunca un nombre, teléfono, correo ni token.',
    'Ahora, en Kommo: abra un lead (panel), muévalo de etapa, dispare una acción del embudo y un Salesbot.',
  ].join('\n');
