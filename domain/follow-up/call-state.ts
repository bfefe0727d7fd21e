import type { TouchFacts } from './decide-touch.js';

/** The call task as Kommo has it. */
interface CallTask {
  readonly createdAt: string;
  readonly isCompleted: boolean;
  /** What the executive wrote when it was done. */
  readonly result: string | null;
}

const dayMs = 24 * 60 * 60_000;

/** Closed as failed, or open too long without a sign of life, counts as a failed attempt (requirements, "Messages"). */
export function callState(
  task: CallTask | undefined,
  { failsAfterDays, failedWords }: CallRules,
  now: Date,
): TouchFacts['call'] {
  if (task === undefined) return 'none';
  if (task.isCompleted) {
    const result = (task.result ?? '').toLowerCase();
    return failedWords.some((word) => result.includes(word)) ? 'failed' : 'reached';
  }
  const age = now.getTime() - Date.parse(task.createdAt);
  return age >= failsAfterDays * dayMs ? 'failed' : 'open';
}

interface CallRules {
  readonly failsAfterDays: number;
  readonly failedWords: readonly string[];
}
