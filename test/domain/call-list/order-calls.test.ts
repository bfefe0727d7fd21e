import { expect, test } from '@jest/globals';
import { orderCalls, type OpenLead } from '../../../domain/call-list/order-calls.js';

const now = new Date('2026-11-23T15:00:00Z');
const lead: OpenLead = {
  ...{ stage: 'qualified', leadClass: 'HOT', score: 80, limitAt: '2026-11-23T16:00:00.000Z' },
  ...{ hasPhone: true, isWithBot: false },
};

test('by class, then time left, then score; what the bot asks comes last (R5.1)', () => {
  const leads = {
    bot: { ...lead, isWithBot: true },
    unscored: { ...lead, leadClass: null, score: null },
    cold: { ...lead, leadClass: 'COLD' as const, limitAt: '2026-11-23T10:00:00.000Z' },
    warmLow: { ...lead, leadClass: 'WARM' as const, limitAt: null, score: 51 },
    warmHigh: { ...lead, leadClass: 'WARM' as const, limitAt: null, score: 68 },
    hotLater: { ...lead, limitAt: '2026-11-23T18:00:00.000Z', score: 99 },
    hotOver: { ...lead, limitAt: '2026-11-23T14:00:00.000Z', score: 71 },
    hotFree: { ...lead, limitAt: null, score: 100 },
    hotSame: { ...lead, limitAt: '2026-11-23T18:00:00.000Z', score: 90 },
  };
  const named = Object.entries(leads).map(([name, one]) => ({ ...one, name }));
  expect(orderCalls(named, now).map(({ name }) => name)).toEqual([
    ...['hotOver', 'hotLater', 'hotSame', 'hotFree', 'warmHigh', 'warmLow'],
    ...['cold', 'unscored', 'bot'],
  ]);
});

test.each<[string, Partial<OpenLead>, string, string]>([
  ['over its limit', { limitAt: '2026-11-23T15:00:00.000Z', leadClass: 'COLD' }, 'over', 'call'],
  ['a moment before it', { limitAt: '2026-11-23T15:00:00.001Z' }, 'due', 'call'],
  ['hot without a limit', { limitAt: null }, 'class', 'call'],
  ['warm', { limitAt: null, leadClass: 'WARM' }, 'class', 'whatsapp'],
  ['cold', { limitAt: null, leadClass: 'COLD' }, 'class', 'task'],
  ['in negotiation', { limitAt: null, leadClass: 'COLD', stage: 'negotiation' }, 'class', 'call'],
  ['with a proposal', { stage: 'proposal' }, 'due', 'task'],
  ['never scored', { limitAt: null, leadClass: null, score: null }, 'unscored', 'task'],
  ['without a number', { hasPhone: false }, 'due', 'task'],
  ['asked by the bot', { isWithBot: true }, 'bot', 'wait'],
])('a lead that is %s says why, and what is next (R5.1)', (_case, change, why, next) => {
  expect(orderCalls([{ ...lead, ...change }], now)).toMatchObject([{ why, next }]);
});
