import type { Say } from '../../../../wording/say.js';
import type { Applied } from './apply.js';
import { textOf } from './change-text.js';
import type { ManualStep } from './manual-steps.js';
import type { Change, Plan } from './plan.js';

/** The plan as an administrator reads it; "+" is new, "~" is changed, nothing is ever removed. */
export function printPlan(
  { changes, conflicts }: Plan,
  steps: readonly ManualStep[],
  say: Say,
): string {
  const number = changes.length;
  return [
    say(
      number === 0
        ? { code: 'provision.nothing_to_change' }
        : { code: 'provision.changes', params: { number } },
    ),
    ...changes.flatMap((change) => linesOf(change, say)),
    ...(conflicts.length === 0
      ? []
      : [say({ code: 'provision.conflicts', params: { number: conflicts.length } })]),
    ...printSteps(steps, say),
  ].join('\n');
}

export function printApplied({ done, failed, remaining }: Applied, say: Say): string {
  const left = remaining.changes.length;
  return [
    say({ code: 'provision.done', params: { count: done.length } }),
    ...failed.flatMap(({ change, error }) => [
      say({ code: 'provision.not_done', params: { change: textOf(change) } }),
      `  ${error.message}`,
    ]),
    say(
      left === 0
        ? { code: 'provision.all_done' }
        : { code: 'provision.left', params: { count: left } },
    ),
  ].join('\n');
}

/** What only a person can do. */
export function printSteps(steps: readonly ManualStep[], say: Say): readonly string[] {
  if (steps.length === 0) return [];
  return [
    '',
    say({ code: 'provision.manual' }),
    ...steps.flatMap(({ title, how, paste }, index) => [
      `  ${index + 1}. ${say(title)}`,
      `     ${say(how)}`,
      ...(paste === null ? [] : paste.split('\n').map((line) => `       ${line}`)),
    ]),
  ];
}

const linesOf = (change: Change, say: Say): readonly string[] => [
  `  ${isNew(change) ? '+' : '~'} ${say(textOf(change))}`,
  ...detailsOf(change, say).map((line) => `      ${line}`),
];

const isNew = (change: Change): boolean =>
  change.kind.startsWith('create_') ||
  (change.kind === 'subscribe_hook' && change.why === 'missing');

/** What a new thing consists of, for who compares it with the account. */
function detailsOf(change: Change, say: Say): readonly string[] {
  if (change.kind === 'create_pipeline') {
    return change.pipeline.stages.map(({ name }) => `+ ${name}`);
  }
  if (change.kind === 'create_field') {
    const { type, apiOnly, options } = change.field;
    const shown = apiOnly ? say({ code: 'provision.only_api', params: { type } }) : type;
    return [shown, ...(options.length === 0 ? [] : [options.join(' | ')])];
  }
  return change.kind === 'subscribe_hook' ? [change.settings.join(', ')] : [];
}
