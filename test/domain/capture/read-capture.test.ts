import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import { readCapture } from '../../../domain/capture/read-capture.js';
import type { CaptureSource, ReadCapture } from '../../../domain/capture/read-capture.js';
import { saying } from '../../support/in-spanish.js';

const at = new Date('2026-11-02T14:00:00Z');
const read = (body: unknown, source: CaptureSource = 'direct'): ReadCapture =>
  readCapture(body, source, blueprint, at);

const required = {
  full_name: 'Carmen Rosario Peña',
  company_name: 'Colmado El Progreso',
  email: 'Carmen@ElProgreso.example',
  phone_number: '809-555-0142',
  service_type: 'Contabilidad',
};

function accepted(
  body: unknown,
  source: CaptureSource = 'direct',
): Extract<ReadCapture, { kind: 'ok' }> {
  const result = read(body, source);
  if (result.kind !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

function problems(body: unknown, source: CaptureSource = 'direct'): readonly string[] {
  const result = read(body, source);
  return (result.kind === 'rejected' ? result.problems : result.ignored).map(({ field }) => field);
}

test('the specification’s own field names make a whole lead (R2.1, R2.2, R2.3, R3.3)', () => {
  const result = accepted({
    ...required,
    landline_number: '809 555 0199',
    service_type: ['Contabilidad', 'fiscal'],
    company_size: '21-50',
    monthly_revenue: '2M-5M',
    industry_sector: 'Tecnología',
    urgency_level: 'Este mes',
    current_situation: 'Cambiando proveedor',
    budget_range: '15K-30K',
    manages_inventory: 'Sí',
    tax_regime: 'RST',
    meeting_preference: 'Virtual',
    monthly_transactions: '1,200',
    special_reports: 'Bancos',
    dgii_up_to_date: 'No sé',
    utm_source: 'facebook',
    utm_campaign: 'pyme',
    fbclid: 'abc',
    landing_url: 'https://account.example/form?x=1',
    consent: true,
  });
  expect(result).toEqual({
    kind: 'ok',
    externalId: null,
    ignored: [],
    profile: {
      person: {
        fullName: 'Carmen Rosario Peña',
        companyName: 'Colmado El Progreso',
        email: 'carmen@elprogreso.example',
        phone: '+18095550142',
        landline: '+18095550199',
      },
      services: ['accounting', 'tax'],
      answers: Object.fromEntries(
        Object.entries({
          company_size: '21-50',
          monthly_revenue: '2m_5m',
          industry_sector: 'technology',
          urgency_level: 'this_month',
          current_situation: 'switching',
          budget_range: '15k_30k',
          manages_inventory: 'yes',
          tax_regime: 'rst',
          meeting_preference: 'virtual',
          monthly_transactions: 1_200,
          special_reports: 'banks',
          dgii_up_to_date: 'unknown',
        }).map(([key, value]) => [key, { value, origin: 'form', answeredAt: at.toISOString() }]),
      ),
      attribution: {
        utm_source: 'facebook',
        utm_campaign: 'pyme',
        fbclid: 'abc',
        landing_url: 'https://account.example/form?x=1',
      },
      source: 'direct',
      inleadScore: null,
      consent: true,
      whatsappVerified: false,
    } satisfies LeadProfile,
  });
});

describe('every option is understood in each of its wordings (R2.2, R2.3, R3.2)', () => {
  const choices = blueprint.questions.filter(({ kind }) => kind === 'choice');

  test.each(choices.map((question) => [question.key, question] as const))('%s', (key, question) => {
    for (const option of question.options) {
      const wordings = [option.key, option.label, ...(option.aliases ?? [])];
      for (const wording of wordings) {
        const variants = [
          wording,
          wording.toUpperCase(),
          wording.toLowerCase(),
          ` ${wording}  `,
          wording.normalize('NFD'),
          wording.normalize('NFD').replace(/\p{M}/gu, ''),
          wording.replace('-', ' – '),
        ];
        for (const variant of variants) {
          expect({
            variant,
            value: accepted({ ...required, [key]: variant }).profile.answers[key]?.value,
          }).toEqual({ variant, value: option.key });
        }
      }
      const fromField = accepted({ ...required, [key]: option.fieldOption }).profile.answers[key]
        ?.value;
      const found = question.options.find((one) => one.key === fromField);
      expect(found?.fieldOption).toBe(option.fieldOption);
    }
  });

  test.each([
    ['Inmediato', 'immediate'],
    ['1 mes', 'this_month'],
    ['Planificando', 'exploring'],
    ['INMEDIATAMENTE', 'immediate'],
    ['proximos 3 meses', 'three_months'],
  ])('urgency %s is %s', (wording, key) => {
    expect(
      accepted({ ...required, urgency_level: wording }).profile.answers.urgency_level?.value,
    ).toBe(key);
  });

  test('yes and no may come as truth values', () => {
    const { answers } = accepted({
      ...required,
      multiple_branches: true,
      tax_audits: false,
    }).profile;
    expect([answers.multiple_branches?.value, answers.tax_audits?.value]).toEqual(['yes', 'no']);
  });
});

describe('a wrong required field rejects the delivery and is named (R2.1)', () => {
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['nothing at all', {}, ['full_name', 'company_name', 'email', 'phone_number', 'service_type']],
    ['one word for a name', { ...required, full_name: 'Carmen' }, ['full_name']],
    ['no company', { ...required, company_name: '  ' }, ['company_name']],
    ['an impossible address', { ...required, email: 'carmen@' }, ['email']],
    ['a foreign number', { ...required, phone_number: '+34612345678' }, ['phone_number']],
    ['a number that is no text', { ...required, phone_number: { n: 1 } }, ['phone_number']],
    ['an unknown service', { ...required, service_type: 'Auditoría' }, ['service_type']],
    ['a service that is no text', { ...required, service_type: 7 }, ['service_type']],
    ['an empty list of services', { ...required, service_type: [] }, ['service_type']],
    ['null', { ...required, email: null }, ['email']],
    ['a truth value for a name', { ...required, full_name: true }, ['full_name']],
    [
      'a required and an optional one',
      { ...required, email: 'x', company_size: 'muchos' },
      ['email', 'company_size'],
    ],
  ])('%s', (_name, body, fields) => {
    expect(read(body).kind).toBe('rejected');
    expect(problems(body)).toEqual(fields);
  });

  test.each([[null], [undefined], ['x'], [7], [[]], [[required]]])('%j is no lead', (body) => {
    expect(read(body)).toMatchObject({ kind: 'rejected', problems: [{ field: '' }] });
  });
});

describe('a wrong optional answer is left out and reported, and the lead is kept (R2.2)', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown option', { company_size: 'muchos' }, 'company_size'],
    ['a list', { budget_range: ['5K-15K'] }, 'budget_range'],
    ['an object', { urgency_level: { $ne: null } }, 'urgency_level'],
    ['a truth value where none fits', { company_size: true }, 'company_size'],
    ['a count in words', { monthly_transactions: 'muchas' }, 'monthly_transactions'],
    ['a negative count', { payroll_employees: -3 }, 'payroll_employees'],
    ['half a count', { payroll_employees: 2.5 }, 'payroll_employees'],
    ['a count beyond belief', { monthly_transactions: '99999999999' }, 'monthly_transactions'],
    ['a count that is infinite', { monthly_transactions: Infinity }, 'monthly_transactions'],
    ['a text that is too long', { main_challenge: 'x'.repeat(2_001) }, 'main_challenge'],
    ['a foreign landline', { landline_number: '+34612345678' }, 'landline_number'],
    ['the same number twice', { landline_number: '+1 809 555 0142' }, 'landline_number'],
    ['an endless click id', { fbclid: 'x'.repeat(2_049) }, 'fbclid'],
    ['unclear consent', { consent: 'quizás' }, 'consent'],
    ['an unclear tick for advertising', { marketing_opt_in: 'quizás' }, 'marketing_opt_in'],
    ['an unknown field', { color: 'azul' }, 'color'],
    [
      'a second service that does not exist',
      { service_type: ['Fiscal', 'Auditoría'] },
      'service_type',
    ],
  ])('%s', (_name, extra, field) => {
    const { profile, ignored } = accepted({ ...required, ...extra });
    expect(ignored.map((one) => one.field)).toEqual([field]);
    expect(ignored[0]?.reason).toEqual(saying(/\w/));
    expect(ignored[0]?.remedy).toEqual(saying(/\w/));
    expect(profile.answers).toEqual({});
    expect(profile.attribution).toEqual({});
    expect(profile.person.landline).toBeNull();
  });

  test('what is at its limit is kept', () => {
    const { profile, ignored } = accepted({
      ...required,
      fbclid: 'x'.repeat(2_048),
      main_challenge: 'y'.repeat(2_000),
    });
    expect(ignored).toEqual([]);
    expect(profile.attribution.fbclid).toHaveLength(2_048);
  });

  test('empty and null answers are simply not given', () => {
    expect(
      accepted({ ...required, company_size: '', budget_range: null, utm_source: ' ', consent: '' }),
    ).toMatchObject({
      ignored: [],
      profile: { answers: {}, attribution: {}, consent: null },
    });
  });
});

test.each([
  ['ticked', { consent: true, marketing_opt_in: 'on' }, true],
  ['said in words', { consent: true, marketing_opt_in: 'Sí' }, true],
  ['left empty', { consent: true, marketing_opt_in: '' }, undefined],
  ['refused', { consent: true, marketing_opt_in: false }, undefined],
  ['never asked', { consent: true }, undefined],
  ['unclear', { consent: true, marketing_opt_in: 'tal vez' }, undefined],
])(
  'agreeing to messages is not agreeing to advertising: %s (R8.1)',
  (_case, given, marketingConsent) => {
    const { profile } = accepted({ ...required, ...given });
    expect(profile.consent).toBe(true);
    expect(profile.marketingConsent).toBe(marketingConsent);
  },
);

describe('services (R2.5)', () => {
  test.each<[unknown, readonly string[]]>([
    ['Nómina', ['payroll']],
    ['nomina', ['payroll']],
    ['CONSULTORIA', ['consulting']],
    ['tax', ['tax']],
    ['Fiscal, Contabilidad', ['tax', 'accounting']],
    [['Fiscal', 'Fiscal'], ['tax']],
    [
      ['Consultoría', 'Nómina', 'Fiscal', 'Contabilidad'],
      ['consulting', 'payroll', 'tax', 'accounting'],
    ],
  ])('%j', (service_type, services) => {
    expect(accepted({ ...required, service_type }).profile.services).toEqual(services);
  });
});

describe('revenue as a number or as a range (R3.2)', () => {
  test.each<[unknown, unknown]>([
    ['Hasta 500K', 'up_to_500k'],
    ['10M+', 'over_10m'],
    [1_250_000, 1_250_000],
    ['1,250,000', 1_250_000],
    ['RD$ 1,250,000.00', 1_250_000],
    ['800K', 800_000],
    ['1.5 millones', 1_500_000],
    ['mucho', undefined],
    ['9e99', undefined],
    ['5 __proto__', undefined],
    ['5 constructor', undefined],
  ])('%j', (monthly_revenue, value) => {
    expect(accepted({ ...required, monthly_revenue }).profile.answers.monthly_revenue?.value).toBe(
      value,
    );
  });
});

describe('InLead and Meta (R1.3, R5.3)', () => {
  test.each<[unknown, number | null, readonly string[]]>([
    [72, 72, []],
    ['72', 72, []],
    [0, 0, []],
    [100, 100, []],
    [101, null, ['inlead_score']],
    [-1, null, ['inlead_score']],
    ['alto', null, ['inlead_score']],
    [undefined, null, []],
  ])('inlead_score %j', (inlead_score, score, ignored) => {
    const result = accepted({ ...required, inlead_score }, 'inlead');
    expect([result.profile.inleadScore, result.profile.source]).toEqual([score, 'inlead']);
    expect(result.ignored.map(({ field }) => field)).toEqual(ignored);
  });

  test('InLead’s score means nothing from elsewhere', () => {
    const result = accepted({ ...required, inlead_score: 90 });
    expect(result.profile.inleadScore).toBeNull();
    expect(result.ignored.map(({ field }) => field)).toEqual(['inlead_score']);
  });

  test('Meta names the service in its own way', () => {
    const { service_type, ...rest } = required;
    expect(accepted({ ...rest, service_interest: service_type }, 'meta')).toMatchObject({
      ignored: [],
      profile: { services: ['accounting'], source: 'meta' },
    });
  });

  test('from Meta a name and one way to reach the person are enough', () => {
    const result = accepted(
      { full_name: 'Carmen', phone_number: '+34612345678', email: 'carmen@empresa.example' },
      'meta',
    );
    expect(result.profile.person).toEqual({
      fullName: 'Carmen',
      companyName: '',
      email: 'carmen@empresa.example',
      phone: '+34612345678',
      landline: null,
    });
    expect(result.profile.services).toEqual([]);
    expect(result.ignored.map(({ field }) => field)).toEqual(['full_name']);
  });

  test('from Meta nobody to reach is nobody', () => {
    expect(problems({ full_name: 'Carmen Rosario', email: 'x' }, 'meta')).toEqual([
      'phone_number',
      'email',
    ]);
    expect(read({ full_name: 'Carmen Rosario' }, 'meta').kind).toBe('rejected');
    expect(read({ email: 'carmen@empresa.example' }, 'meta').kind).toBe('rejected');
  });

  test.each<[CaptureSource, string]>([
    ['direct', 'form'],
    ['inlead', 'inlead'],
    ['meta', 'meta'],
  ])('answers from %s say so', (source, origin) => {
    expect(
      accepted({ ...required, company_size: '1-5' }, source).profile.answers.company_size?.origin,
    ).toBe(origin);
  });
});

describe('hostile bodies', () => {
  test('names that JavaScript treats specially are unknown fields, and nothing is polluted', () => {
    const body: unknown = JSON.parse(
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,${JSON.stringify(required).slice(1)}`,
    );
    const { ignored, profile } = accepted(body);
    expect(ignored.map(({ field }) => field)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(profile.answers)).toBe(Object.prototype);
  });

  test.each([['__proto__'], ['constructor'], ['hasOwnProperty']])(
    '%s is no option of anything',
    (word) => {
      expect(problems({ ...required, company_size: word, monthly_revenue: word })).toEqual([
        'company_size',
        'monthly_revenue',
      ]);
      expect(problems({ ...required, service_type: word })).toEqual(['service_type']);
    },
  );

  test('control characters, lone surrogates and bidi marks do not reach the database', () => {
    const { profile } = accepted({
      ...required,
      full_name: 'Carmen\u0000 \u202eRosario\ud800',
      main_challenge: 'línea 1\r\n\u0007línea 2\u0000',
      utm_source: 'face\u0000book\n',
    });
    expect(profile.person.fullName).toBe('Carmen Rosario');
    expect(profile.answers.main_challenge?.value).toBe('línea 1\nlínea 2');
    expect(profile.attribution.utm_source).toBe('face book');
  });

  test('thousands of unknown fields are reported fifty at most', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 1]));
    expect(problems({ ...many, ...required })).toHaveLength(50);
  });

  test('an endless list of services is cut', () => {
    expect(
      read({
        ...required,
        service_type: Array.from({ length: 100_000 }, () => 'Auditoría,'.repeat(50)),
      }).kind,
    ).toBe('rejected');
  });

  test('whatever a sender puts into any field, the answer is a lead or a list of problems, and the lead can be stored', () => {
    const keys = [
      ...Object.keys(required),
      ...blueprint.questions.map(({ key }) => key),
      'utm_source',
      'consent',
      'marketing_opt_in',
      'inlead_score',
    ];
    const anything = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('Sí', '21-50', '1,200', 'NaN', '1e9'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), anything),
        fc.constantFrom<CaptureSource>('direct', 'inlead', 'meta'),
        (extra, source) => {
          const result = read({ ...required, ...extra }, source);
          if (result.kind === 'rejected') {
            expect(result.problems.length).toBeGreaterThan(0);
            return;
          }
          const stored = JSON.stringify(result.profile);
          expect(JSON.parse(stored)).toEqual(result.profile);
          expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
