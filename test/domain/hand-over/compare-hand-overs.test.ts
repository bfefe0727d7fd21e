import { expect, test } from '@jest/globals';
import { compareHandOvers } from '../../../domain/hand-over/compare-hand-overs.js';
import type { BothSides, Carried, InOdoo } from '../../../domain/hand-over/compare-hand-overs.js';

const lead = (odooCustomerId: number | null = 11) => ({
  id: 7,
  name: 'Ferretería',
  odooCustomerId,
});
const carried = (change: Partial<Carried> = {}): Carried => ({
  ...{ kommoLeadId: 7, state: 'done', discarded: false, neverWon: false },
  ids: { customer: 11, opportunity: 21, project: 31, order: 41 },
  ...change,
});
const none = { gone: new Set<number>(), archived: new Set<number>() };
const nothingLost: BothSides['lost'] = {
  ...{ customer: none, opportunity: none, project: none, order: none },
};
const lost = (which: 'gone' | 'archived', ...ids: readonly number[]): BothSides['lost'] => {
  const one = { ...none, [which]: new Set(ids) };
  return { customer: one, opportunity: one, project: one, order: one };
};
const opportunity = (change: Partial<InOdoo> = {}): InOdoo => ({
  ...{ id: 21, kommoLeadId: 7, name: 'Ferretería', partnerId: 11, ...change },
});
const nothing: BothSides = {
  ...{ won: [], carried: [], opportunities: [] },
  ...{ lost: nothingLost, notWon: new Set(), failedWork: new Set() },
};

test.each<readonly [string, Partial<BothSides>, readonly (readonly [string, number | null])[]]>([
  ['both agree', { won: [lead()], carried: [carried()], opportunities: [opportunity()] }, []],
  ['never handed over', { won: [lead(null)] }, [['missing_in_odoo', null]]],
  ['under way', { won: [lead(null)], carried: [carried({ state: 'requested' })] }, []],
  [
    'failed',
    { won: [lead(null)], carried: [carried({ state: 'failed' })] },
    [['missing_in_odoo', null]],
  ],
  [
    'failed half-way',
    { won: [lead()], carried: [carried({ state: 'failed' })], opportunities: [opportunity()] },
    [['missing_in_odoo', null]],
  ],
  [
    'made by an earlier installation, and Kommo knows it',
    { won: [lead()], opportunities: [opportunity()] },
    [],
  ],
  [
    'made by an earlier installation, and Kommo does not know it',
    { won: [lead(null)], opportunities: [opportunity()] },
    [['id_not_in_kommo', 11]],
  ],
  [
    'customer and opportunity gone: the customer comes first',
    {
      ...{ won: [lead()], carried: [carried()] },
      lost: lost('gone', 11, 21),
    },
    [['customer_gone', 11]],
  ],
  [
    'opportunity gone',
    { won: [lead()], carried: [carried()], lost: lost('gone', 21) },
    [['opportunity_gone', 21]],
  ],
  [
    'project gone, and the order on it',
    { won: [lead()], carried: [carried()], lost: lost('gone', 31, 41) },
    [['project_gone', 31]],
  ],
  [
    'order gone',
    { won: [lead()], carried: [carried()], lost: lost('gone', 41) },
    [['order_gone', 41]],
  ],
  [
    'archived, and the order cancelled',
    { won: [lead()], carried: [carried()], lost: lost('archived', 11, 21, 31, 41) },
    [
      ['customer_archived', 11],
      ['opportunity_archived', 21],
      ['project_archived', 31],
      ['order_cancelled', 41],
    ],
  ],
  [
    'failed, and in failed work',
    { won: [lead(null)], carried: [carried({ state: 'failed' })], failedWork: new Set([7]) },
    [['in_failed_work', null]],
  ],
  [
    'stopped before its hand-over was asked for',
    { won: [lead(null)], failedWork: new Set([7]) },
    [['in_failed_work', null]],
  ],
  [
    'failed, and discarded by a person with a reason',
    { won: [lead(null)], carried: [carried({ state: 'failed', discarded: true })] },
    [],
  ],
  [
    'handed over with a reason although it was not won',
    {
      ...{ carried: [carried({ neverWon: true })], opportunities: [opportunity()] },
      notWon: new Set([7]),
    },
    [],
  ],
  [
    'another customer in Kommo',
    { won: [lead(12)], carried: [carried()], opportunities: [opportunity()] },
    [['id_not_in_kommo', 11]],
  ],
  [
    'reopened in Kommo',
    { carried: [carried()], opportunities: [opportunity()], notWon: new Set([7]) },
    [['not_won_in_kommo', 21]],
  ],
  [
    'handed over before it is won, still under way',
    {
      ...{ carried: [carried({ state: 'requested' })], opportunities: [opportunity()] },
      notWon: new Set([7]),
    },
    [],
  ],
  [
    'deleted in Kommo',
    { carried: [carried()], opportunities: [opportunity()] },
    [['missing_in_kommo', 21]],
  ],
])('%s', (_name, sides, expected) => {
  const { differences: found } = compareHandOvers({ ...nothing, ...sides });
  expect(found.map(({ kind, odooId }) => [kind, odooId])).toEqual(expected);
});

test('a merged pair of marks is told once for each opportunity', () => {
  const opportunity = { kommoLeadId: 7, name: 'Contabilidad', partnerId: 1 };
  const { differences: found } = compareHandOvers({
    ...{ won: [], carried: [], lost: nothingLost },
    opportunities: [
      { id: 1, ...opportunity },
      { id: 2, ...opportunity },
      { id: 3, ...opportunity, kommoLeadId: null },
    ],
    ...{ notWon: new Set([7]), failedWork: new Set() },
  });
  expect(found.map(({ odooId }) => odooId)).toEqual([1, 2]);
});

test('a hand-over under way is counted, and not told to agree (R6.2)', () => {
  const won = [7, 8].map((id) => ({ id, name: 'Contabilidad', odooCustomerId: 1 }));
  const compared = compareHandOvers({
    ...{ ...nothing, won },
    carried: [{ ...carried(), state: 'requested' }],
  });
  expect(compared).toMatchObject({ underWay: 1, differences: [{ kommoLeadId: 8 }] });
});
