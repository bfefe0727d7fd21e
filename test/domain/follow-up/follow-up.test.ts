import { describe, expect, test } from '@jest/globals';
import { allTouches, touches } from '../../../domain/blueprint/follow-up.js';
import { workingHours } from '../../../domain/blueprint/working-hours.js';
import { decideTouch } from '../../../domain/follow-up/decide-touch.js';
import type { TouchDecision, TouchFacts } from '../../../domain/follow-up/decide-touch.js';
import { planTouches } from '../../../domain/follow-up/plan-touches.js';
import type { Touch } from '../../../domain/follow-up/touch.js';

const at = (text: string): Date => new Date(`${text}-04:00`);
const time = { week: workingHours, holidays: { added: [], removed: [] }, absences: [] };
const touch = (key: string): Touch => {
  const found: Touch | undefined = allTouches.find((one) => one.key === key);
  if (found === undefined) throw new Error(`No touch ${key}.`);
  return found;
};

describe('the plan of a follow-up (R5.2)', () => {
  test('is the six rows of the specification, each at a working moment', () => {
    const plan = planTouches(
      touches,
      { silentSince: at('2026-11-20T20:00'), answeredBot: false, pace: 1 },
      time,
    );
    expect(plan.map(({ touch: { key }, dueAt }) => [key, dueAt])).toEqual([
      // Saturday evening goes on to Monday; the third day, Monday evening, to Tuesday.
      ['soft_reminder_24h', at('2026-11-23T08:00')],
      ['value_email_3d', at('2026-11-24T08:00')],
      ['offer_whatsapp_7d', at('2026-11-28T09:00')],
      ['call_task_14d', at('2026-12-05T09:00')],
      ['final_attempt_30d', at('2026-12-21T08:00')],
      ['nurturing_pipeline', at('2027-01-19T20:00')],
    ]);
  });

  test('leaves out the 24 h reminder where the bot was answered', () => {
    const start = { silentSince: at('2026-11-20T10:00'), answeredBot: true, pace: 1 };
    expect(planTouches(touches, start, time)[0]?.touch.key).toBe('value_email_3d');
  });

  test('scales with the pace that the blueprint gives an urgency', () => {
    const start = { silentSince: at('2026-11-23T10:00'), answeredBot: false, pace: 2 };
    expect(planTouches(touches, start, time)[0]?.dueAt).toEqual(at('2026-11-25T10:00'));
  });
});

const good: TouchFacts = {
  ended: null,
  paused: false,
  consent: true,
  marketingConsent: true,
  hasPhone: true,
  hasEmail: true,
  isApproved: true,
  headroom: 10,
  call: 'none',
  quietUntil: null,
};
const working = at('2026-11-23T10:00');
const night = at('2026-11-23T22:00');

describe('a touch whose time has come (R5.2)', () => {
  test.each<[string, string, Partial<TouchFacts>, Date, TouchDecision]>([
    [
      'is sent',
      'soft_reminder_24h',
      {},
      working,
      { kind: 'send', channels: ['whatsapp'], held: [] },
    ],
    [
      'by both channels on the 30th day',
      'final_attempt_30d',
      { call: 'failed' },
      working,
      { kind: 'send', channels: ['email', 'whatsapp'], held: [] },
    ],
    [
      'by the one that is known',
      'final_attempt_30d',
      { hasEmail: false },
      working,
      { kind: 'send', channels: ['whatsapp'], held: ['no_email'] },
    ],
    [
      'needs the opt-in to marketing, else a person is asked (R8.1)',
      'offer_whatsapp_7d',
      { marketingConsent: false },
      working,
      { kind: 'task', held: ['no_marketing_consent'] },
    ],
    [
      'a service message needs none',
      'soft_reminder_24h',
      { marketingConsent: false },
      working,
      { kind: 'send', channels: ['whatsapp'], held: [] },
    ],
    [
      'without any consent nothing is sent (R8.1)',
      'soft_reminder_24h',
      { consent: false },
      working,
      { kind: 'task', held: ['no_consent'] },
    ],
    [
      'a template in review becomes a task (R5.4)',
      'soft_reminder_24h',
      { isApproved: false },
      working,
      { kind: 'task', held: ['template_not_approved'] },
    ],
    [
      'waits for the morning',
      'soft_reminder_24h',
      {},
      night,
      { kind: 'later', until: at('2026-11-24T08:00'), why: 'hours' },
    ],
    [
      'waits while the day’s limit is reached (R5.4)',
      'soft_reminder_24h',
      { headroom: 0 },
      working,
      { kind: 'later', until: at('2026-11-23T11:00'), why: 'limit' },
    ],
    [
      'an e-mail does not count for the limit of WhatsApp',
      'value_email_3d',
      { headroom: 0 },
      working,
      { kind: 'send', channels: ['email'], held: [] },
    ],
    [
      'a reminder waits for its days of silence (R3.1)',
      'negotiation_reminder_2d',
      { quietUntil: at('2026-11-24T15:00') },
      working,
      { kind: 'later', until: at('2026-11-24T15:00'), why: 'not_silent' },
    ],
    [
      'a reminder that may not be sent becomes a task (R3.1)',
      'negotiation_reminder_5d',
      { isApproved: false, quietUntil: at('2026-11-23T09:00') },
      working,
      { kind: 'task', held: ['template_not_approved'] },
    ],
    [
      'the reminder of a proposal needs the opt-in, and its stage asks a person anyway (R3.1, R8.1)',
      'proposal_reminder_3d',
      { marketingConsent: false },
      working,
      { kind: 'skip', held: ['no_marketing_consent'] },
    ],
    [
      'rests while paused',
      'soft_reminder_24h',
      { paused: true },
      working,
      { kind: 'wait', why: 'paused' },
    ],
    [
      'the last message waits for the call',
      'final_attempt_30d',
      { call: 'open' },
      working,
      { kind: 'wait', why: 'call_open' },
    ],
    [
      'the move disturbs nobody at night',
      'nurturing_pipeline',
      {},
      night,
      { kind: 'send', channels: ['move'], held: [] },
    ],
    [
      'any sign of life ends it, also while paused',
      'soft_reminder_24h',
      { ended: 'answered', paused: true },
      working,
      { kind: 'end', why: 'answered' },
    ],
    [
      'an opt-out ends it',
      'nurturing_pipeline',
      { ended: 'opted_out' },
      working,
      { kind: 'end', why: 'opted_out' },
    ],
  ])('%s', (_name, key, facts, now, decision) => {
    expect(decideTouch(touch(key), { ...good, ...facts }, { now, time })).toEqual(decision);
  });
});
