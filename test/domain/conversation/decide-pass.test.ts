import { expect, test } from '@jest/globals';
import { decidePass } from '../../../domain/conversation/run/decide-pass.js';
import type { PassFacts } from '../../../domain/conversation/run/decide-pass.js';

const open: PassFacts = { state: 'ended', ending: null, isAtBot: true, hasQuestions: true };

test.each<[string, Partial<PassFacts>, ReturnType<typeof decidePass>]>([
  ['waits for its bot', { state: 'before' }, { to: 'person', whyNoBot: null }],
  ['never begins', { state: 'before', isAtBot: false }, { to: null, whyNoBot: 'past' }],
  ['runs', { state: 'running' }, { to: 'person', whyNoBot: null }],
  ['runs on after a move', { state: 'running', isAtBot: false }, { to: 'person', whyNoBot: null }],
  ['a person has', { state: 'taken' }, { to: 'bot', whyNoBot: null }],
  ['a person has, moved on', { state: 'taken', isAtBot: false }, { to: null, whyNoBot: 'past' }],
  [
    'a person has, asked all',
    { state: 'taken', hasQuestions: false },
    { to: null, whyNoBot: 'complete' },
  ],
  ['fell silent', { ending: 'timed_out' }, { to: 'bot', whyNoBot: null }],
  ['asked for a person', { ending: 'person' }, { to: 'bot', whyNoBot: null }],
  [
    'was completed',
    { ending: 'completed', hasQuestions: false },
    { to: null, whyNoBot: 'complete' },
  ],
  ['wants no messages', { ending: 'opted_out' }, { to: null, whyNoBot: 'opted_out' }],
])(
  'a conversation that %s is passed to whom it may be, or says why not (R4.1)',
  (_case, change, decided) => {
    expect(decidePass({ ...open, ...change })).toEqual(decided);
  },
);
