import type { Blueprint } from '../../blueprint/shape.js';
import { conversationFields, endingKeys } from '../conversation.js';
import type { Finding } from './finding.js';
import { lintButtons, lintText } from './lint-text.js';

/** What is wrong with what all conversations share. */
export function lintRules({
  conversationRules: rules,
  fields,
  strategies,
}: Blueprint): readonly Finding[] {
  const end = fields.find(({ code }) => code === conversationFields.end);
  const missing = endingKeys.filter((key) => !rules.endings.some((ending) => ending.key === key));
  const completed = rules.endings.find(({ key }) => key === 'completed')?.text ?? '';
  return [
    ...missing.map((what) => ({ code: 'ending_missing' as const, where: 'endings', what })),
    ...rules.endings.flatMap(({ key, fieldOption, text }) => [
      ...(end?.options.includes(fieldOption) === true
        ? []
        : [{ code: 'ending_not_kept' as const, where: `endings / ${key}`, what: fieldOption }]),
      ...lintText(`endings / ${key}`, text ?? '', rules.wordings),
    ]),
    ...strategies.flatMap(({ fieldOption, closing }) =>
      lintText(`strategies / ${fieldOption}`, `${completed} ${closing}`, rules.wordings),
    ),
    ...lintButtons(
      'opening',
      rules.opening.map(({ title }) => title),
    ),
    ...(rules.nudgeAfterMs >= rules.silenceMs
      ? [{ code: 'nudge_after_the_end' as const, where: 'times', what: String(rules.nudgeAfterMs) }]
      : []),
  ];
}
