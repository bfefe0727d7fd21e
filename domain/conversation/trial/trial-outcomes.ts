import type { TrialStep } from './compile-trial-bot.js';
import { trialSteps } from './compile-trial-bot.js';

/** What each step of the trial can come to. */
export const trialOutcomes = [
  ...(['option_token', 'option_text'] as const),
  ...(['answer_matched', 'answer_unmatched', 'answer_waits', 'answer_silent'] as const),
  ...(['wait_timer', 'wait_message'] as const),
  ...(['count_number', 'count_none'] as const),
  ...(['person_message', 'person_timer', 'person_stopped'] as const),
  ...(['error_taken', 'error_ignored', 'error_skipped', 'error_hung'] as const),
] as const;
export type TrialOutcome = (typeof trialOutcomes)[number];

export interface TrialLead {
  readonly tags: readonly string[];
  /** The option that the first step writes is in its field. */
  readonly hasOption: boolean;
}

/**
 * What is known so far, in the order of the steps. A bot that a person or a failure stopped leaves nothing: that is told only
 * once nothing more is waited for.
 */
export function readTrial(
  { tags, hasOption }: TrialLead,
  isOver: boolean,
): readonly TrialOutcome[] {
  const option = hasOption ? 'option_token' : 'option_text';
  const seen = trialOutcomes.filter((one) =>
    one === option ? tags.includes('trial-option-done') : tags.includes(tagOf(one)),
  );
  if (!isOver) return seen;
  return [
    ...seen,
    ...(hasCome(seen, 'count') && !hasCome(seen, 'person') ? (['person_stopped'] as const) : []),
    ...(hasCome(seen, 'person') && !hasCome(seen, 'error') ? (['error_hung'] as const) : []),
  ];
}

const tagOf = (outcome: TrialOutcome): string => `trial-${outcome.replace('_', '-')}`;

export const stepOf = (outcome: TrialOutcome): string => outcome.slice(0, outcome.indexOf('_'));

const hasCome = (seen: readonly TrialOutcome[], step: TrialStep): boolean =>
  seen.some((one) => stepOf(one) === step);

export const isTrialOver = (seen: readonly TrialOutcome[]): boolean =>
  trialSteps.every((step) => hasCome(seen, step));
