import type { ConversationSetup } from '../../../../contract/conversation-setup.js';
import type { Say } from '../../../../wording/say.js';

/** What an administrator reads in the terminal; "✓" needs nothing. */
export function printSetup(setup: ConversationSetup, say: Say): string {
  const { bots, botSteps, templates, templateSteps, findings } = setup;
  return [
    say({ code: 'setup.bots' }),
    ...bots.map(({ name, state, text }) => line(state === 'current', name, text)),
    '',
    say({ code: 'setup.templates' }),
    ...templates.map(({ key, state, isOlder, text }) =>
      line(state === 'approved' && !isOlder, key, text),
    ),
    ...numbered(say, [...botSteps, ...templateSteps]),
    '',
    ...(findings.length === 0
      ? [say({ code: 'setup.no_findings' })]
      : [
          say({ code: 'setup.findings' }),
          ...findings.map(({ where, text }) => line(false, where, text)),
        ]),
  ].join('\n');
}

const line = (isDone: boolean, name: string, text: string): string =>
  `  ${isDone ? '✓' : '!'} ${name}: ${text}`;

const numbered = (say: Say, steps: readonly string[]): readonly string[] =>
  steps.length === 0
    ? []
    : ['', say({ code: 'setup.steps' }), ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
