import type { BeginExperiment } from '../../../../contract/experiment.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { Services } from '../../services.js';
import { listTargets } from './list-targets.js';

/** Why an experiment could not run as it is meant; null where it can. */
export async function problemOf(
  services: Services,
  wanted: BeginExperiment,
): Promise<FieldProblem | null> {
  const isKnown = listTargets(services).some(
    ({ subject, target }) => subject === wanted.subject && target === wanted.target,
  );
  if (!isKnown) return unknownTarget;
  const { a, b } = wanted.versions;
  if (wanted.subject === 'landing') return null;
  if (a === b) return sameVersions;
  if (wanted.subject === 'delay') return [a, b].every(isPace) ? null : badPace;
  const isStarted = services.config.messages.botStart === 'companion';
  if (wanted.subject === 'conversation' && !isStarted) return stageStartsBot;
  return hasBots(services, wanted);
}

/** How many times as long the follow-up waits. */
const isPace = (text: string): boolean =>
  text === '' || (/^\d(?:\.\d{1,2})?$/u.test(text) && Number(text) >= 0.25 && Number(text) <= 4);

async function hasBots(
  { kommo }: Services,
  { versions }: BeginExperiment,
): Promise<FieldProblem | null> {
  const bots = await kommo.listBots();
  const isThere = (name: string): boolean =>
    name === '' || bots.some((bot) => bot.isActive && bot.name === name);
  if (!isThere(versions.a)) return { ...botMissing, field: 'versions.a' };
  return isThere(versions.b) ? null : botMissing;
}

const unknownTarget: FieldProblem = {
  field: 'target',
  reason: { code: 'experiment.unknown_target' },
  remedy: { code: 'experiment.choose_target' },
};
const sameVersions: FieldProblem = {
  field: 'versions.b',
  reason: { code: 'experiment.same_versions' },
  remedy: { code: 'experiment.name_another' },
};
const badPace: FieldProblem = {
  field: 'versions.b',
  reason: { code: 'experiment.bad_pace' },
  remedy: { code: 'experiment.write_pace' },
};
const stageStartsBot: FieldProblem = {
  field: 'subject',
  reason: { code: 'experiment.stage_starts_bot' },
  remedy: { code: 'experiment.let_companion_start' },
};
const botMissing: FieldProblem = {
  field: 'versions.b',
  reason: { code: 'experiment.bot_missing' },
  remedy: { code: 'experiment.switch_on' },
};
