import { describe, expect, test } from '@jest/globals';
import type { Score } from '../../../contract/score.js';
import { blueprint, scoreTables } from '../../../domain/blueprint/blueprint.js';
import type { Facts } from '../../../domain/lead/facts.js';
import { factsOf } from '../../../domain/lead/facts.js';
import type { AnswerValue, QuestionKey, ServiceKey } from '../../../domain/lead/lead.js';
import { serviceKeys } from '../leads.js';
import { classOf } from '../../../domain/score/score-line.js';
import { scorePre } from '../../../domain/score/score-pre.js';
import { formAnswers, leadProfile } from '../leads.js';

const table = scoreTables.pre;
const score = (facts: Facts): Score => scorePre(facts, table, blueprint);

const nothing: Facts = {
  services: [],
  values: {},
  email: null,
  phone: null,
  landline: null,
  whatsappVerified: false,
};

const factors = [
  'company_size',
  'monthly_revenue',
  'urgency_level',
  'budget_range',
  'current_situation',
] as const;
const keysOf = (key: QuestionKey): readonly string[] =>
  blueprint.questions
    .find((question) => question.key === key)
    ?.options.map((option) => option.key) ?? [];

type Values = Partial<Record<QuestionKey, AnswerValue>>;

/** Every combination of the five factors' options, each of them also not answered. */
function* allValues(withNone: boolean): Generator<Values> {
  let all: Values[] = [{}];
  for (const factor of factors) {
    const options: readonly (string | null)[] = [...(withNone ? [null] : []), ...keysOf(factor)];
    all = all.flatMap((values) =>
      options.map((option) => (option === null ? values : { ...values, [factor]: option })),
    );
  }
  yield* all;
}

const complexities: readonly {
  readonly name: string;
  readonly services: readonly ServiceKey[];
  readonly values: Values;
}[] = [
  { name: 'several', services: ['accounting', 'tax'], values: {} },
  {
    name: 'complex',
    services: ['accounting'],
    values: { multiple_branches: 'yes', software_integration: 'yes' },
  },
  {
    name: 'basic',
    services: ['accounting'],
    values: {
      monthly_transactions: 80,
      special_reports: 'no',
      multiple_branches: 'no',
      software_integration: 'no',
    },
  },
];

function* contacts(): Generator<Pick<Facts, 'email' | 'landline' | 'whatsappVerified'>> {
  for (const email of ['ana@empresa.example', 'ana@gmail.com'])
    for (const landline of ['+18095550199', null])
      for (const whatsappVerified of [true, false]) yield { email, landline, whatsappVerified };
}

describe('every combination of answers', () => {
  test('lines add up, stay under their most, and what is missing brings exactly what is open (R2.5)', () => {
    let seen = 0;
    for (const values of allValues(true)) {
      for (const complexity of complexities) {
        for (const contact of contacts()) {
          const result = score({
            ...nothing,
            ...contact,
            services: complexity.services,
            values: { ...values, ...complexity.values },
          });
          const sum = result.contributions.reduce((total, { points }) => total + points, 0);
          const open = result.missing.reduce((total, { couldBring }) => total + couldBring, 0);
          const over = result.contributions.find(({ points, most }) => points < 0 || points > most);
          const wrongAnswer = result.contributions.find(
            ({ points, answer }) => (answer === null) !== (points === 0),
          );
          if (sum !== result.total || over !== undefined || wrongAnswer !== undefined)
            throw new Error(JSON.stringify(result));
          if (result.total < 0 || result.total + open > 100)
            throw new Error(JSON.stringify(result));
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(48_000);
  });

  test('an answer that replaces a missing one never lowers the total, nor any line (R2.5)', () => {
    for (const values of allValues(true)) {
      const before = score({ ...nothing, services: ['tax'], values });
      for (const factor of factors.filter((one) => values[one] === undefined)) {
        for (const option of keysOf(factor)) {
          const after = score({
            ...nothing,
            services: ['tax'],
            values: { ...values, [factor]: option },
          });
          if (after.total <= before.total)
            throw new Error(`${factor}=${option}: ${JSON.stringify(before)}`);
          const promised =
            before.missing.find(({ question }) => question === factor)?.couldBring ?? 0;
          if (after.total - before.total > promised)
            throw new Error(`${factor} brought more than promised`);
        }
      }
    }
  });

  test('the floor of a fully answered form is 35, the median 71, and classes fall as published', () => {
    const totals: number[] = [];
    for (const values of allValues(false)) {
      for (const complexity of complexities) {
        for (const contact of contacts()) {
          totals.push(
            score({
              ...nothing,
              ...contact,
              services: complexity.services,
              values: { ...values, ...complexity.values },
            }).total,
          );
        }
      }
    }
    totals.sort((one, other) => one - other);
    const share = (leadClass: string) =>
      Math.round(
        (1_000 * totals.filter((total) => classOf(total, table.classes) === leadClass).length) /
          totals.length,
      ) / 10;

    expect(totals).toHaveLength(48_000);
    expect(totals.at(0)).toBe(35);
    expect(totals.at(-1)).toBe(100);
    expect(totals[totals.length / 2]).toBe(71);
    expect({ hot: share('HOT'), warm: share('WARM'), cold: share('COLD') }).toEqual({
      hot: 21.3,
      warm: 65,
      cold: 13.6,
    });
    expect(totals.filter((total) => total < 40).length / totals.length).toBeCloseTo(0.0004, 4);
  });
});

test('an answer not given scores 0 and is listed as missing with all its points (R2.5)', () => {
  const result = score({ ...nothing, services: ['accounting'] });
  expect(result.total).toBe(5);
  expect(
    result.contributions.filter(({ answer }) => answer === null).map(({ factor }) => factor),
  ).toEqual([...factors, 'contact_data']);
  expect(result.missing.slice(0, 2)).toEqual([
    { factor: 'company_size', question: 'company_size', fact: null, couldBring: 25 },
    { factor: 'monthly_revenue', question: 'monthly_revenue', fact: null, couldBring: 20 },
  ]);
});

test('a lead of which nothing is known scores 0, and all 100 points are open (R2.5)', () => {
  const result = score(nothing);
  expect(result.total).toBe(0);
  expect(result.leadClass).toBe('NURTURING');
  expect(result.missing.reduce((sum, { couldBring }) => sum + couldBring, 0)).toBe(100);
});

test('an option that the table no longer has counts as not answered (R2.5)', () => {
  const result = score({ ...nothing, values: { company_size: '7-9' } });
  expect(result.contributions.at(0)).toEqual({
    factor: 'company_size',
    answer: null,
    points: 0,
    most: 25,
  });
  expect(result.missing.at(0)?.question).toBe('company_size');
});

test('the whole example of the form reads as a person would say it (R2.5)', () => {
  const profile = leadProfile({
    answers: formAnswers({
      company_size: '21-50',
      monthly_revenue: '2m_5m',
      urgency_level: 'this_month',
      budget_range: '15k_30k',
      current_situation: 'switching',
      monthly_transactions: 800,
      special_reports: 'banks',
    }),
    whatsappVerified: true,
  });
  const result = score(factsOf(profile));
  expect(result.contributions).toEqual([
    { factor: 'company_size', answer: '21-50', points: 20, most: 25 },
    { factor: 'monthly_revenue', answer: '2M-5M', points: 16, most: 20 },
    { factor: 'urgency_level', answer: 'Este mes', points: 12, most: 15 },
    { factor: 'budget_range', answer: '15K-30K', points: 8, most: 15 },
    { factor: 'current_situation', answer: 'Cambiando proveedor', points: 8, most: 10 },
    { factor: 'service_complexity', answer: 'Contabilidad · complejo', points: 8, most: 10 },
    {
      factor: 'contact_data',
      answer: 'correo empresarial, WhatsApp verificado',
      points: 4,
      most: 5,
    },
  ]);
  expect(result).toMatchObject({ total: 76, leadClass: 'WARM', version: table.version });
  expect(result.missing).toEqual([
    { factor: 'contact_data', question: null, fact: 'landline', couldBring: 1 },
  ]);
});

describe('classes at both sides of each limit (R2.5)', () => {
  test.each([
    [100, 'HOT'],
    [80, 'HOT'],
    [79, 'WARM'],
    [60, 'WARM'],
    [59, 'COLD'],
    [40, 'COLD'],
    [39, 'NURTURING'],
    [0, 'NURTURING'],
  ])('%i is %s', (total, leadClass) => {
    expect(classOf(total, table.classes)).toBe(leadClass);
    expect(classOf(total, scoreTables.lead.classes)).toBe(leadClass);
  });
});

describe('complexity of the service (R2.5)', () => {
  const complexity = (services: readonly ServiceKey[], values: Values) => {
    const result = score({ ...nothing, services, values });
    const line = result.contributions.find(({ factor }) => factor === 'service_complexity');
    const open = result.missing.filter(({ factor }) => factor === 'service_complexity');
    return {
      answer: line?.answer,
      points: line?.points,
      open: open.map(({ question, fact, couldBring }) => [question ?? fact, couldBring]),
    };
  };

  test.each<
    [
      string,
      readonly ServiceKey[],
      Values,
      number,
      string | null,
      readonly (readonly [string, number])[],
    ]
  >([
    ['no service', [], {}, 0, null, [['service', 10]]],
    ['two services', ['tax', 'payroll'], {}, 10, 'Fiscal, Nómina · múltiples servicios', []],
    ['nothing known', ['tax'], {}, 5, 'Fiscal · básico', [['dgii_up_to_date', 3]]],
    ['one signal', ['tax'], { dgii_up_to_date: 'no' }, 5, 'Fiscal · básico', [['tax_audits', 3]]],
    [
      'two signals',
      ['tax'],
      { dgii_up_to_date: 'no', tax_audits: 'yes' },
      8,
      'Fiscal · complejo',
      [],
    ],
    [
      'one signal, one open',
      ['tax'],
      { dgii_up_to_date: 'yes', tax_audits: 'no', tax_planning: 'planning' },
      5,
      'Fiscal · básico',
      [['international_operations', 3]],
    ],
    [
      'no signal, one open',
      ['tax'],
      { dgii_up_to_date: 'yes', tax_audits: 'no', tax_planning: 'compliance' },
      5,
      'Fiscal · básico',
      [],
    ],
    [
      '500 transactions',
      ['accounting'],
      { monthly_transactions: 500, special_reports: 'banks' },
      5,
      'Contabilidad · básico',
      [['multiple_branches', 3]],
    ],
    [
      '501 transactions',
      ['accounting'],
      { monthly_transactions: 501, special_reports: 'banks' },
      8,
      'Contabilidad · complejo',
      [],
    ],
    [
      '50 on the payroll',
      ['payroll'],
      { payroll_employees: 50, hr_reports: 'yes' },
      5,
      'Nómina · básico',
      [['variable_commissions', 3]],
    ],
    [
      '51 on the payroll',
      ['payroll'],
      { payroll_employees: 51, hr_reports: 'yes' },
      8,
      'Nómina · complejo',
      [],
    ],
    [
      'a text tells nothing',
      ['consulting'],
      { main_challenge: 'Todo es complejo' },
      5,
      'Consultoría · básico',
      [['consulting_area', 3]],
    ],
    [
      'another service’s signals',
      ['payroll'],
      { dgii_up_to_date: 'no', tax_audits: 'yes' },
      5,
      'Nómina · básico',
      [['payroll_employees', 3]],
    ],
  ])('%s', (_name, services, values, points, answer, open) => {
    expect(complexity(services, values)).toEqual({ points, answer, open });
  });

  test.each(serviceKeys)('%s can become complex', (service) => {
    const open = complexity([service], {}).open;
    expect(open).toHaveLength(1);
  });
});

describe('monthly revenue as Kommo’s number falls into the form’s ranges (R3.2)', () => {
  test.each([
    [0, 8],
    [500_000, 8],
    [500_001, 12],
    [2_000_000, 12],
    [2_000_001, 16],
    [5_000_000, 16],
    [5_000_001, 20],
    [10_000_001, 20],
  ])('%i earns %i', (monthly_revenue, points) => {
    expect(score({ ...nothing, values: { monthly_revenue } }).contributions.at(1)?.points).toBe(
      points,
    );
  });

  test.each(keysOf('monthly_revenue'))('the middle of %s earns what the range does', (key) => {
    const middle =
      blueprint.questions.flatMap(({ options }) => options).find((option) => option.key === key)
        ?.middle ?? -1;
    const lines = [key, middle].map((monthly_revenue) =>
      score({ ...nothing, values: { monthly_revenue } }).contributions.at(1),
    );
    expect(lines[0]).toEqual(lines[1]);
  });
});
