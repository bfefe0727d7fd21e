import { Command, CommanderError } from 'commander';
import { readLanguage, sayIn } from '../../../../wording/say.js';
import type { Say } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { sayFailure } from '../doctor/doctor-check.js';
import { captureScenarios } from './capture-scenarios.js';
import { cleanUp } from './clean-up.js';
import type { Outcome, Rehearsal, Scenario } from './rehearsal.js';
import { failed, notPlayed } from './rehearsal.js';
import { stageScenarios } from './stage-scenarios.js';

/** The specification's test plan (section 7, week 6): every point of integration, in the order in which a lead meets them. */
export const scenarios: readonly Scenario[] = [...captureScenarios, ...stageScenarios];

export interface RehearseTools {
  readonly print: (text: string) => void;
  /** Opens what is played on; `isReal`: the configured account, and not the sandbox. */
  readonly open: (isReal: boolean) => Promise<Opened>;
  /** Milliseconds that only grow. */
  readonly ticks: () => number;
}

export interface Opened {
  readonly rehearsal: Rehearsal;
  readonly close: () => Promise<void>;
}

const spanish = sayIn('es');
const marks = { passed: '✓', failed: '✗', not_played: '–' } as const;

/** `npm run rehearse`. Answers the exit code: 1 when something has failed. */
export async function rehearse(argv: readonly string[], tools: RehearseTools): Promise<number> {
  const program = new Command('rehearse').exitOverride();
  program
    .description(spanish({ code: 'rehearsal.command' }))
    .option('--real', spanish({ code: 'rehearsal.option_real' }))
    .option('--language <code>', spanish({ code: 'rehearsal.option_language' }), 'es')
    .configureOutput({ writeErr: tools.print, writeOut: tools.print });
  try {
    program.parse([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  const { real, language } = program.opts<{ real?: boolean; language: string }>();
  const say = sayIn(readLanguage(language));
  const { rehearsal, close } = await tools.open(real === true);
  try {
    return await playAll(rehearsal, { ...tools, say });
  } finally {
    await close();
  }
}

type Telling = Pick<RehearseTools, 'print' | 'ticks'> & { readonly say: Say };

async function playAll(rehearsal: Rehearsal, { print, say, ticks }: Telling): Promise<number> {
  const place = rehearsal.stage === null ? rehearsal.config.kommo.baseUrl : 'sandbox';
  print(say({ code: 'rehearsal.opening', params: { place, mark: rehearsal.mark } }));
  const count = { passed: 0, failed: 0, not_played: 0 };
  for (const scenario of scenarios) {
    const startedAt = ticks();
    const outcome = await play(rehearsal, scenario);
    const seconds = ((ticks() - startedAt) / 1000).toFixed(1);
    count[outcome.kind] += 1;
    const said = outcome.kind === 'not_played' ? outcome.why : outcome.found;
    print(`  ${marks[outcome.kind]} ${say(scenario.title)}: ${say(said)} (${seconds} s)`);
  }
  if (rehearsal.stage === null) await tidy(rehearsal, { print, say, ticks });
  const { passed, failed: bad, not_played: none } = count;
  print(`\n${say({ code: 'rehearsal.summary', params: { passed, bad, none } })}`);
  return bad === 0 ? 0 : 1;
}

async function play(rehearsal: Rehearsal, scenario: Scenario): Promise<Outcome> {
  if (rehearsal.stage === null && scenario.notReal !== null) return notPlayed(scenario.notReal);
  try {
    return await scenario.play(rehearsal);
  } catch (error) {
    return failed(reasonOf(error));
  }
}

const reasonOf = (error: unknown): Sentence => {
  const { found } = sayFailure(error);
  const detail = error instanceof Error ? error.message : String(error);
  return found.code === 'doctor.unexpected'
    ? { code: 'rehearsal.broke', params: { detail } }
    : found;
};

async function tidy(rehearsal: Rehearsal, { print, say }: Telling): Promise<void> {
  const left = await cleanUp(rehearsal);
  if (left.length === 0) return;
  print(`\n${say({ code: 'rehearsal.left' })}`);
  for (const sentence of left) print(`  ${say(sentence)}`);
}
