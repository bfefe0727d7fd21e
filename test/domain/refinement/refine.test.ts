import { describe, expect, test } from '@jest/globals';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import { optionOrder } from '../../../domain/blueprint/scores/option-order.js';
import type { ClosedLead } from '../../../domain/refinement/closed-lead.js';
import { scoreOf, withPoints } from '../../../domain/refinement/points.js';
import type { ChoicePoints } from '../../../domain/refinement/points.js';
import { proposePoints } from '../../../domain/refinement/propose-points.js';
import { refine } from '../../../domain/refinement/refine.js';
import { choiceFactors, winRates } from '../../../domain/refinement/win-rates.js';
import type { ScoreTables } from '../../../domain/score/score-tables.js';
import { createRandom } from '../../soak/random.js';

/** A world in which a situation means the contrary of what the table says, and the size of a company means little. */
const truth: ChoicePoints = {
  company_size: { '1-5': 22, '6-20': 22, '21-50': 23, '51-100': 24, '100+': 25 },
  current_situation: { no_accountant: 1, switching: 10, additional: 9, first_time: 0 },
};
const trueTables = withPoints(scoreTables, 'pre', { points: truth, version: 'truth' });

const pre = { model: 'pre', tables: scoreTables, blueprint } as const;

interface World {
  readonly seed: number;
  readonly count: number;
  /** Log-odds of a point; 0: how a lead ends is chance. */
  readonly slope: number;
  readonly tables: ScoreTables;
}

/** Invented leads: one in six questions is not answered, half of all are won. */
function inventLeads({ seed, count, slope, tables }: World): readonly ClosedLead[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_none, at): ClosedLead => {
    const values = Object.fromEntries(
      choiceFactors
        .filter(() => !random.chance(1 / 6))
        .map((factor) => [factor, random.pick(Object.keys(scoreTables.pre.choices[factor]))]),
    );
    const facts = {
      ...{ services: ['tax'] as const, values, email: null, phone: null, landline: null },
      whatsappVerified: random.chance(0.5),
    };
    const known = { facts, reply: { kind: 'not_measured' } as const };
    const trueTotal = scoreOf('pre', known, { tables, blueprint }).total;
    return {
      ...known,
      kommoLeadId: at + 1,
      capturedAt: new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString(),
      isWon: random.chance(1 / (1 + Math.exp(-slope * (trueTotal - 55)))),
      total: scoreOf('pre', known, { tables: scoreTables, blueprint }).total,
    };
  });
}

describe('what leads that ended say of the points (R8.8)', () => {
  test('in a world whose truth is known, that truth is found', () => {
    const leads = inventLeads({ seed: 7, count: 3_000, slope: 0.12, tables: trueTables });
    const found = refine(leads, pre);
    expect(found.kind).toBe('proposed');
    if (found.kind !== 'proposed') return;
    const { current_situation: situation = {}, company_size: size = {} } = found.points;
    for (const [option, points] of Object.entries(truth.current_situation ?? {})) {
      expect(Math.abs((situation[option] ?? 99) - points)).toBeLessThanOrEqual(3);
    }
    expect(size['1-5']).toBeGreaterThanOrEqual(18);
    expect(found.judgement.pairs.after).toBeGreaterThan(found.judgement.pairs.before ?? 100);
    // The newest fifth, of which the points know nothing.
    expect(found.judgement).toMatchObject({
      ...{ leads: 600, learnedFrom: 2_400 },
      ...{ since: leads[2_400]?.capturedAt, until: leads.at(-1)?.capturedAt },
    });
    expect(found.changes[0]?.after.total).not.toBe(found.changes[0]?.before.total);
  });

  test('where the end of a lead is chance, nothing is proposed, whichever world of chance it is', () => {
    const kinds = Array.from(
      { length: 60 },
      (_none, seed) =>
        refine(inventLeads({ seed, count: 250, slope: 0, tables: scoreTables }), pre).kind,
    );
    expect(kinds.filter((kind) => kind === 'proposed').length).toBeLessThanOrEqual(3);
  });

  test('where the present points are right, they stay', () => {
    const kinds = Array.from(
      { length: 30 },
      (_none, seed) =>
        refine(inventLeads({ seed, count: 400, slope: 0.08, tables: scoreTables }), pre).kind,
    );
    expect(kinds.filter((kind) => kind === 'proposed').length).toBeLessThanOrEqual(2);
  });

  test('before forty were won and forty lost it says how many are missing', () => {
    const leads = inventLeads({ seed: 1, count: 60, slope: 0.1, tables: trueTables });
    const won = leads.filter(({ isWon }) => isWon).length;
    expect(refine(leads, pre)).toEqual({
      ...{ kind: 'more', won: Math.max(0, 40 - won) },
      lost: Math.max(0, 40 - (60 - won)),
    });
    expect(refine([], pre)).toEqual({ kind: 'more', won: 40, lost: 40 });
  });

  test.each([
    ['little', 90, 3],
    ['much', 2_000, 4],
    ['nonsense', 500, 5],
  ])(
    'from %s: whole points, within the most of each factor, rising where options rise',
    (_name, count, seed) => {
      const leads = inventLeads({ seed, count, slope: 0.1, tables: trueTables });
      for (const model of ['pre', 'lead'] as const) {
        const points = proposePoints(leads, { ...pre, model });
        for (const [factor, options] of Object.entries(points)) {
          const present = Object.entries(scoreTables[model].choices).find(
            ([key]) => key === factor,
          );
          const most = Math.max(...Object.values(present?.[1] ?? {}));
          expect(Math.max(...Object.values(options))).toBe(most);
          expect(Object.values(options).every((one) => Number.isInteger(one) && one >= 0)).toBe(
            true,
          );
        }
        for (const factor of choiceFactors) {
          const inOrder = optionOrder[factor].map(
            (option: string) => points[factor]?.[option] ?? 0,
          );
          expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
        }
      }
    },
  );

  test('options that nobody chose keep what they had, and a table of nobody is the present one', () => {
    expect(proposePoints([], pre)).toEqual(scoreTables.pre.choices);
  });

  test('every option has its rate with its number, also who did not answer', () => {
    const leads = inventLeads({ seed: 9, count: 200, slope: 0.1, tables: trueTables });
    for (const factor of choiceFactors) {
      const rates = winRates(leads, blueprint).filter((one) => one.factor === factor);
      expect(rates.reduce((sum, { won }) => sum + won.of, 0)).toBe(200);
      expect(rates.at(-1)?.option).toBeNull();
      for (const { won, interval } of rates) {
        expect(interval.low).toBeLessThanOrEqual(won.of === 0 ? 1 : won.count / won.of);
        expect(interval.high).toBeGreaterThanOrEqual(won.of === 0 ? 0 : won.count / won.of);
      }
    }
  });
});
