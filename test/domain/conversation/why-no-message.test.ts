import { expect, test } from '@jest/globals';
import { consentOf } from '../../../domain/conversation/run/consent.js';
import { whyNoMessage } from '../../../domain/conversation/run/why-no-message.js';
import { profile } from '../../support/world.js';

const asks = { direct: 'Acepto', inlead: 'Acepto', meta: 'Acepto' };
const asksNothing = { direct: null, inlead: null, meta: null };

test.each([
  ['said yes', true, 'direct', asksNothing, 'given'],
  ['said no, whatever the setting says', false, 'direct', asks, 'refused'],
  ['does not say, and its form asks', null, 'inlead', asks, 'assumed'],
  ['does not say, and nobody knows what its form asks', null, 'inlead', asksNothing, 'unknown'],
  [
    'does not say, and another source’s form asks',
    null,
    'meta',
    { ...asks, meta: null },
    'unknown',
  ],
  ['was typed into Kommo', null, 'kommo', asks, 'unknown'],
] as const)('a lead that %s: consent (R8.1)', (_name, consent, source, texts, expected) => {
  expect(consentOf({ consent, source }, texts)).toBe(expected);
});

const facts = {
  profile: profile(1),
  ...({ consent: 'given', optedOut: false, hasBot: true, byPerson: false } as const),
};
const byHand = { ...facts.profile, source: 'kommo' as const };

test.each([
  ['everything is there', {}, null],
  ['its source’s form asks', { consent: 'assumed' }, null],
  ['nobody knows whether it agreed', { consent: 'unknown' }, 'consent_unknown'],
  ['it said no', { consent: 'refused' }, 'no_consent'],
  ['it said no, and a person starts it', { consent: 'refused', byPerson: true }, 'no_consent'],
  ['unknown, and a person starts it', { consent: 'unknown', byPerson: true }, 'consent_unknown'],
  ['it opted out, though it had agreed', { optedOut: true }, 'opted_out'],
  ['it was made by hand', { profile: byHand, consent: 'unknown' }, 'made_by_hand'],
  [
    'it was made by hand, and a person starts it',
    { profile: byHand, consent: 'unknown', byPerson: true },
    null,
  ],
  ['it is a test', { profile: { ...facts.profile, isTest: true } }, 'test_lead'],
  ['the account has no bot', { hasBot: false }, 'no_bot'],
] as const)(
  'a message leaves only where nothing speaks against it: %s (R8.1)',
  (_name, change, expected) => {
    expect(whyNoMessage({ ...facts, ...change })).toBe(expected);
  },
);
