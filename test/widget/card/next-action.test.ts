import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../../contract/card.js';
import { nextAction } from '../../../widget/card/state/next-action.js';
import {
  before,
  blankCard,
  freshCard,
  now,
  odooStates,
  talkedCard,
  waitingForOdoo,
  withOdoo,
  wonCard,
} from './cards.js';

const inStage = (card: Card, stage: Partial<NonNullable<Card['lead']['stage']>>): Card => ({
  ...card,
  lead: { ...card.lead, stage: card.lead.stage && { ...card.lead.stage, ...stage } },
});
/** Open, in time, answered, and no question that would lift it. */
const quiet: Card = { ...freshCard, nextQuestion: null };
const scored = (leadClass: 'HOT' | 'WARM' | 'COLD' | 'NURTURING'): Card => ({
  ...quiet,
  scores: quiet.scores.map((score) => ({ ...score, leadClass })),
});
const late = { dueAt: before(1) };

const cases: readonly (readonly [string, Card, string | null, string | null])[] = [
  ['a won lead that is not in Odoo', wonCard, 'odoo', 'won_not_sent'],
  ['a won lead that Odoo refused', withOdoo(wonCard, odooStates.failed), 'odoo', 'won_failed'],
  ['a won lead on its way', withOdoo(wonCard, odooStates.inProgress), null, 'won_running'],
  [
    'a won lead that Odoo has not taken yet',
    { ...withOdoo(wonCard, odooStates.waiting), waiting: [waitingForOdoo] },
    null,
    'won_waiting',
  ],
  ['a won lead in Odoo', withOdoo(wonCard, odooStates.done), null, 'won_done'],
  [
    'a lost lead that wrote last',
    inStage(talkedCard, { key: 'lost', outcome: 'lost' }),
    null,
    'lost',
  ],
  ['a lead that waits for a reply, late too', inStage(talkedCard, late), 'whatsapp', 'reply'],
  ['a lead in the educational campaign', inStage(quiet, { key: 'nurturing' }), null, 'nurturing'],
  ['a lead whose stage is over', inStage(quiet, late), 'call', 'overdue'],
  ['a lead in negotiation', inStage(quiet, { key: 'negotiation' }), 'call', 'negotiation'],
  ['a lead with a proposal', inStage(quiet, { key: 'proposal' }), 'task', 'proposal'],
  ['a question away from HOT', freshCard, 'ask', 'reaches'],
  [
    'a question that is not enough',
    { ...freshCard, nextClass: { leadClass: 'HOT', points: 16 } },
    'whatsapp',
    'warm',
  ],
  ['a lead in contact', inStage(quiet, { key: 'in_contact' }), 'whatsapp', 'in_contact'],
  ['a HOT lead', scored('HOT'), 'call', 'hot'],
  ['a WARM lead', scored('WARM'), 'whatsapp', 'warm'],
  ['a COLD lead', scored('COLD'), 'task', 'cold'],
  ['a cool lead', scored('NURTURING'), null, 'cool'],
];

describe('the one thing to do next (R9.1)', () => {
  test.each(cases)('of %s', (_name, card, does, why) => {
    expect(nextAction(card, now)).toEqual({ does, why });
  });

  test('of a lead without a number is a task, not a call', () => {
    const card = scored('HOT');
    const lead = { ...card.lead, person: { ...card.lead.person, phone: null } };
    expect(nextAction({ ...card, lead }, now)).toEqual({ does: 'task', why: 'hot' });
  });

  test('of a lead of which nothing is known is not said', () => {
    expect(nextAction(blankCard, now)).toBeNull();
  });
});
