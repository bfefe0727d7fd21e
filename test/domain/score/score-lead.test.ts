import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Score } from '../../../contract/score.js';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import { apportion } from '../../../domain/score/apportion.js';
import { highestOf, walk } from '../../../domain/conversation/conversation-path.js';
import { factsOf } from '../../../domain/lead/facts.js';
import type { AnswerValue, QuestionKey, ServiceKey } from '../../../domain/lead/lead.js';
import { serviceKeys } from '../leads.js';
import { scoreLead } from '../../../domain/score/score-lead.js';
import type { LeadFacts, Reply } from '../../../domain/score/score-lead.js';
import { formAnswers, leadProfile } from '../leads.js';

const table = scoreTables.lead;
const score = (facts: LeadFacts): Score => scoreLead(facts, table, blueprint);
const minute = 60_000;

type Values = Partial<Record<QuestionKey, AnswerValue>>;

const nothing: LeadFacts = {
  services: ['accounting'],
  values: {},
  email: null,
  phone: null,
  landline: null,
  whatsappVerified: false,
  reply: { kind: 'none' },
};

const sizes = [undefined, '1-5', '6-20', '21-50', '51-100', '100+'];
const urgencies = [undefined, 'immediate', 'this_month', 'three_months', 'exploring'];
const budgets = [undefined, 'over_50k', '30k_50k', '15k_30k', '5k_15k', 'undefined'];
const replies: readonly Reply[] = [
  { kind: 'not_measured' },
  { kind: 'none' },
  ...[1, 10, 60, 500].map((minutes) => ({ kind: 'after' as const, ms: minutes * minute })),
];
const samples: readonly (readonly [ServiceKey, readonly Values[]])[] = [
  [
    'accounting',
    [
      {},
      { manages_inventory: 'yes' },
      { manages_inventory: 'soon' },
      { manages_inventory: 'yes', monthly_transactions: 600 },
      { manages_inventory: 'yes', monthly_transactions: 100 },
      { manages_inventory: 'no', special_reports: 'no' },
      { manages_inventory: 'no', special_reports: 'banks' },
    ],
  ],
  [
    'tax',
    [
      {},
      { dgii_up_to_date: 'unknown' },
      { dgii_up_to_date: 'no' },
      { dgii_up_to_date: 'no', tax_planning: 'regularization' },
      { dgii_up_to_date: 'yes', tax_planning: 'compliance' },
    ],
  ],
  [
    'payroll',
    [{}, { variable_commissions: 'no' }, { variable_commissions: 'yes', payroll_employees: 51 }],
  ],
  [
    'consulting',
    [
      {},
      { engagement_type: 'project' },
      { engagement_type: 'continuous', consulting_area: 'systems' },
    ],
  ],
];

function* everything(): Generator<LeadFacts> {
  for (const company_size of sizes)
    for (const urgency_level of urgencies)
      for (const budget_range of budgets)
        for (const [service, all] of samples)
          for (const own of all)
            for (const contact of [0, 1, 2, 3, 4, 5, 6, 7])
              for (const reply of replies) {
                const values: Values = { ...own };
                if (company_size !== undefined) values.company_size = company_size;
                if (urgency_level !== undefined) values.urgency_level = urgency_level;
                if (budget_range !== undefined) values.budget_range = budget_range;
                yield {
                  services: [service],
                  values,
                  phone: (contact & 1) === 0 ? null : '+18095550142',
                  email: (contact & 2) === 0 ? null : 'ana@empresa.example',
                  landline: null,
                  whatsappVerified: (contact & 4) !== 0,
                  reply,
                };
              }
}

test('over every combination the lines add up, stay under their most, and nothing promised passes 100 (R4.4)', () => {
  let seen = 0;
  for (const facts of everything()) {
    const { contributions, missing, total } = score(facts);
    const sum = contributions.reduce((all, { points }) => all + points, 0);
    const open = missing.reduce((all, { couldBring }) => all + couldBring, 0);
    if (sum !== total || total < 0 || total + open > 100)
      throw new Error(JSON.stringify({ facts, total, sum, open }));
    if (contributions.some(({ points, most }) => points < 0 || points > most))
      throw new Error(JSON.stringify(facts));
    seen += 1;
  }
  expect(seen).toBe(6 * 5 * 6 * 18 * 8 * 6);
});

test('an answer that replaces a missing one never lowers the total (R4.4)', () => {
  const questions = blueprint.questions.filter(({ kind }) => kind !== 'text');
  const valueOf = questions.map(({ key, kind, options }) => {
    const value: fc.Arbitrary<AnswerValue> =
      kind === 'number' ? fc.nat(2_000) : fc.constantFrom(...options.map((option) => option.key));
    return fc.option(value, { nil: undefined }).map((given) => [key, given] as const);
  });
  fc.assert(
    fc.property(
      fc.tuple(...valueOf),
      fc.constantFrom(...serviceKeys),
      fc.constantFrom(...replies),
      fc.nat(questions.length - 1),
      (pairs, service, reply, dropped) => {
        const values = Object.fromEntries(
          pairs.filter(([, value]) => value !== undefined),
        ) as Values;
        const less = Object.fromEntries(
          Object.entries(values).filter(([key]) => key !== questions[dropped]?.key),
        );
        const before = score({ ...nothing, services: [service], values: less, reply });
        const after = score({ ...nothing, services: [service], values, reply });
        expect(after.total).toBeGreaterThanOrEqual(before.total);
      },
    ),
    { numRuns: 2_000 },
  );
});

describe('figures that the specification implies', () => {
  const worst: LeadFacts = {
    ...nothing,
    values: { company_size: '1-5', urgency_level: 'exploring', budget_range: 'undefined' },
  };

  test('the floor of an answered form is 14.2, shown as 14 (R4.4)', () => {
    expect(score(worst).total).toBe(14);
  });

  test('a silent lead of the best firm reaches 77 and no more (R4.4)', () => {
    const best = score({
      ...nothing,
      values: { company_size: '100+', urgency_level: 'immediate', budget_range: 'over_50k' },
      phone: '+18095550142',
      email: 'ana@empresa.example',
      whatsappVerified: true,
    });
    expect(best.total).toBe(77);
    expect(best.leadClass).toBe('WARM');
    expect(best.missing).toEqual([
      { factor: 'service_complexity', question: 'manages_inventory', fact: null, couldBring: 15 },
    ]);
  });

  test('the best answers reach 100 for every service (R4.3, R4.4)', () => {
    const best: Readonly<Record<ServiceKey, Values>> = {
      accounting: { manages_inventory: 'yes', monthly_transactions: 501 },
      tax: { dgii_up_to_date: 'no', tax_planning: 'regularization' },
      payroll: { variable_commissions: 'yes', payroll_employees: 51 },
      consulting: { engagement_type: 'continuous', consulting_area: 'systems' },
    };
    for (const service of serviceKeys) {
      const result = score({
        services: [service],
        values: {
          company_size: '100+',
          urgency_level: 'immediate',
          budget_range: 'over_50k',
          ...best[service],
        },
        phone: '+18095550142',
        email: 'ana@empresa.example',
        landline: null,
        whatsappVerified: true,
        reply: { kind: 'after', ms: minute },
      });
      expect({ service, total: result.total, missing: result.missing }).toEqual({
        service,
        total: 100,
        missing: [],
      });
    }
  });
});

test('a lead reads line by line as a person would say it (R4.4)', () => {
  const profile = leadProfile({
    answers: formAnswers({
      company_size: '21-50',
      urgency_level: 'this_month',
      budget_range: '15k_30k',
      manages_inventory: 'yes',
      monthly_transactions: 1_200,
    }),
    whatsappVerified: true,
  });
  const result = score({ ...factsOf(profile), reply: { kind: 'after', ms: 12 * minute } });
  expect(result.contributions).toEqual([
    { factor: 'company_size', answer: '21-50', points: 21, most: 25 },
    { factor: 'urgency_level', answer: 'Este mes', points: 16, most: 20 },
    { factor: 'budget_range', answer: '15K-30K', points: 12, most: 20 },
    {
      factor: 'service_complexity',
      answer: 'Contabilidad · Inventario: Sí, Transacciones al mes: 1,200',
      points: 15,
      most: 15,
    },
    {
      factor: 'contact_quality',
      answer: 'teléfono verificado, correo validado, WhatsApp activo',
      points: 10,
      most: 10,
    },
    { factor: 'response_speed', answer: 'menos de 30 minutos', points: 7, most: 10 },
  ]);
  expect(result).toMatchObject({
    model: 'lead',
    total: 81,
    leadClass: 'HOT',
    version: table.version,
    missing: [],
  });
});

describe('response speed at both sides of each limit (R4.4)', () => {
  test.each<[string, Reply, number, string | null]>([
    ['at once', { kind: 'after', ms: 0 }, 10, 'menos de 5 minutos'],
    ['just under 5 min', { kind: 'after', ms: 5 * minute - 1 }, 10, 'menos de 5 minutos'],
    ['5 min', { kind: 'after', ms: 5 * minute }, 7, 'menos de 30 minutos'],
    ['30 min', { kind: 'after', ms: 30 * minute }, 5, 'menos de 2 horas'],
    ['just under 2 h', { kind: 'after', ms: 120 * minute - 1 }, 5, 'menos de 2 horas'],
    ['2 h', { kind: 'after', ms: 120 * minute }, 2, 'más de 2 horas'],
    ['never', { kind: 'none' }, 2, 'sin respuesta'],
    ['not measured', { kind: 'not_measured' }, 0, null],
  ])('%s', (_name, reply, points, answer) => {
    expect(score({ ...nothing, reply }).contributions.at(-1)).toEqual({
      factor: 'response_speed',
      answer,
      points,
      most: 10,
    });
  });
});

describe('points of a conversation (R4.3)', () => {
  test.each<[ServiceKey, number]>([
    ['accounting', 35],
    ['tax', 45],
    ['payroll', 35],
    ['consulting', 35],
  ])('%s can earn %i at most', (service, most) => {
    expect(highestOf(table.conversations[service])).toBe(most);
  });

  test.each<[string, ServiceKey, Values, number, QuestionKey | null]>([
    ['inventory', 'accounting', { manages_inventory: 'yes' }, 20, 'monthly_transactions'],
    ['no inventory', 'accounting', { manages_inventory: 'no' }, 10, 'special_reports'],
    [
      '99 transactions',
      'accounting',
      { manages_inventory: 'yes', monthly_transactions: 99 },
      25,
      null,
    ],
    [
      '100 transactions',
      'accounting',
      { manages_inventory: 'yes', monthly_transactions: 100 },
      30,
      null,
    ],
    [
      '500 transactions',
      'accounting',
      { manages_inventory: 'yes', monthly_transactions: 500 },
      30,
      null,
    ],
    [
      '501 transactions',
      'accounting',
      { manages_inventory: 'yes', monthly_transactions: 501 },
      35,
      null,
    ],
    ['reports', 'accounting', { manages_inventory: 'no', special_reports: 'investors' }, 20, null],
    [
      'off the path',
      'accounting',
      { manages_inventory: 'no', monthly_transactions: 900 },
      10,
      'special_reports',
    ],
    [
      'only the second question',
      'accounting',
      { monthly_transactions: 900 },
      0,
      'manages_inventory',
    ],
    [
      'up to date, optimisation',
      'tax',
      { dgii_up_to_date: 'yes', tax_planning: 'planning' },
      25,
      null,
    ],
    [
      'up to date, maintenance',
      'tax',
      { dgii_up_to_date: 'yes', tax_planning: 'compliance' },
      20,
      null,
    ],
    [
      'behind, regularisation',
      'tax',
      { dgii_up_to_date: 'no', tax_planning: 'regularization' },
      45,
      null,
    ],
    ['does not know', 'tax', { dgii_up_to_date: 'unknown' }, 20, null],
    [
      '10 on the payroll',
      'payroll',
      { variable_commissions: 'no', payroll_employees: 10 },
      15,
      null,
    ],
    [
      '11 on the payroll',
      'payroll',
      { variable_commissions: 'no', payroll_employees: 11 },
      20,
      null,
    ],
    [
      'project without a date',
      'consulting',
      { engagement_type: 'project', result_deadline: 'no' },
      15,
      null,
    ],
    ['a value of another kind', 'payroll', { variable_commissions: 3 }, 0, 'variable_commissions'],
  ])('%s', (_name, service, values, earned, open) => {
    expect(walk(table.conversations[service], values)).toMatchObject({ earned, open });
  });
});

describe('apportioning whole points', () => {
  test('thirds that add up to a whole are shared by the largest remainder', () => {
    const third = { numerator: 1, denominator: 3 };
    expect(apportion([third, third, third])).toEqual({ total: 1, parts: [1, 0, 0] });
  });

  test('an exact half is rounded up, whatever the denominators', () => {
    expect(apportion([{ numerator: 25, denominator: 2 }])).toEqual({ total: 13, parts: [13] });
    expect(
      apportion([
        { numerator: 1, denominator: 3 },
        { numerator: 1, denominator: 6 },
      ]).total,
    ).toBe(1);
  });

  test('parts always add up and are never a point away from their fraction', () => {
    const share = fc.record({
      numerator: fc.nat(3_000),
      denominator: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 8 }), (shares) => {
        const { total, parts } = apportion(shares);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        shares.forEach(({ numerator, denominator }, index) => {
          expect(parts[index]).toBeGreaterThanOrEqual(Math.floor(numerator / denominator));
          expect(parts[index]).toBeLessThanOrEqual(Math.ceil(numerator / denominator));
        });
      }),
    );
  });
});
