import { expect, test } from '@jest/globals';
import type { Answer, LeadProfile } from '../../../domain/lead/lead.js';
import { mergeCapture } from '../../../domain/lead/merge-capture.js';
import { leadProfile } from '../leads.js';

const on = (day: number, value: string, origin: Answer['origin'] = 'form'): Answer => ({
  ...{ value, origin, answeredAt: `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z` },
});
const merged = (known: Partial<LeadProfile>, again: Partial<LeadProfile>) =>
  mergeCapture(leadProfile(known), leadProfile(again));

test.each<[string, Answer | undefined, Answer | undefined, 'known' | 'again']>([
  ['an answer that was not there', undefined, on(9, '6-20', 'meta'), 'again'],
  ['a question the second did not ask', on(2, '6-20'), undefined, 'known'],
  ['a newer answer', on(2, '6-20'), on(9, '21-50', 'inlead'), 'again'],
  ['of the same moment', on(2, '6-20'), on(2, '21-50', 'inlead'), 'again'],
  ['an older answer that arrives late', on(9, '6-20', 'executive'), on(2, '21-50'), 'known'],
  ['the same value keeps its age', on(2, '6-20'), on(9, '6-20', 'meta'), 'known'],
  ['what Kommo already holds of it', on(9, '6-20', 'kommo'), on(9, '6-20', 'meta'), 'again'],
])('answers with their origins: %s (R1.3, R5.3)', (_case, known, again, wins) => {
  const answers = (one: Answer | undefined) =>
    one === undefined ? {} : { answers: { company_size: one } };
  const { answers: kept } = merged(answers(known), answers(again));
  expect(kept.company_size).toEqual(wins === 'known' ? known : again);
});

test('who it is stays, what was not known is added; the main service stays the main one (R1.3)', () => {
  const { person, services } = merged(
    { services: ['accounting'] },
    {
      services: ['payroll', 'accounting'],
      person: {
        ...leadProfile().person,
        ...{ fullName: 'C. Peña', landline: '+18095550150', email: 'otra@elprogreso.example' },
      },
    },
  );
  expect(person).toEqual({ ...leadProfile().person, landline: '+18095550150' });
  expect(services).toEqual(['accounting', 'payroll']);
});

test('the first touch and the first arm are kept, the last touch is the newest (R1.1, R3.4)', () => {
  const { attribution, arm, lastTouch, source } = merged(
    { attribution: { utm_source: 'facebook' }, arm: 'a', source: 'direct' },
    { attribution: { utm_source: 'instagram' }, arm: 'b', source: 'inlead', inleadScore: 70 },
  );
  expect([attribution, arm, lastTouch, source]).toEqual([
    ...[{ utm_source: 'facebook' }, 'a', { utm_source: 'instagram' }, 'direct'],
  ]);
});

test.each<[string, Partial<LeadProfile>, Partial<LeadProfile>, Partial<LeadProfile>]>([
  ['finished', { isPartial: true }, {}, {}],
  ['half way again', { isPartial: true }, { isPartial: true }, { isPartial: true }],
  ['whole, then half way', {}, { isPartial: true }, {}],
  ['doubtful once', { suspicions: ['trap_filled'] }, {}, {}],
  [
    'doubtful twice',
    { suspicions: ['trap_filled'] },
    { suspicions: ['too_fast'] },
    { suspicions: ['trap_filled'] },
  ],
])('a form that came %s (R2.4)', (_case, known, again, left) => {
  const { isPartial, suspicions } = merged(known, again);
  expect({ ...(isPartial && { isPartial }), ...(suspicions && { suspicions }) }).toEqual(left);
});

test.each([
  [true, null, true],
  [null, true, true],
  [false, true, true],
  [true, false, false],
])('consent %p, then %p: the newer word counts (R8.1)', (known, again, consent) => {
  expect(merged({ consent: known }, { consent: again }).consent).toBe(consent);
});

test('merging the same capture again changes nothing', () => {
  const again = leadProfile({
    ...{ answers: { company_size: on(9, '21-50') }, taxId: '101', unmapped: { a: 'b' } },
    ...{ lastTouch: { utm_source: 'x' }, marketingConsent: true },
  });
  const once = mergeCapture(leadProfile({ answers: { company_size: on(2, '6-20') } }), again);
  expect(mergeCapture(once, again)).toEqual(once);
  expect(once).toMatchObject({ taxId: '101', unmapped: { a: 'b' }, marketingConsent: true });
});
