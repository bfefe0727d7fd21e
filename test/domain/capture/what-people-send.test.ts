import { describe, expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { readCapture } from '../../../domain/capture/read-capture.js';
import type { CaptureSource } from '../../../domain/capture/read-capture.js';
import { readAmount } from '../../../domain/capture/read-number.js';
import { readTaxId } from '../../../domain/person/tax-id.js';
import { optionOf, questionOf } from '../../../domain/capture/option-of.js';

const at = new Date('2026-11-28T12:00:00Z');
const complete = {
  full_name: 'Carmen Peña',
  company_name: 'Colmado El Progreso SRL',
  email: 'carmen@elprogreso.example',
  phone_number: '809-555-0142',
  service_type: 'Contabilidad',
};

function read(change: Readonly<Record<string, unknown>>, source: CaptureSource = 'meta') {
  const result = readCapture({ ...complete, ...change }, source, blueprint, at);
  if (result.kind === 'rejected') throw new Error(JSON.stringify(result.problems));
  return result;
}
const problemsOf = (
  change: Readonly<Record<string, unknown>>,
  source: CaptureSource = 'direct',
) => {
  const result = readCapture({ ...complete, ...change }, source, blueprint, at);
  return result.kind === 'rejected' ? result.problems : result.ignored;
};

describe('options as Meta sends them are options of the form (R5.3)', () => {
  test.each([
    ['urgency_level', 'este_mes', 'Este mes'],
    ['urgency_level', 'ESTE_MES', 'Este mes'],
    ['budget_range', 'aún_no_definido', 'Aún no definido'],
    ['budget_range', 'aun_no_definido_', 'Aún no definido'],
    ['company_size', '21-50', '21-50'],
  ] as const)('%s: %s', (key, sent, label) => {
    const { profile, ignored } = read({ [key]: sent });
    expect(ignored).toEqual([]);
    const question = questionOf(key, blueprint);
    const value = profile.answers[key]?.value ?? '';
    expect(question === null ? null : optionOf(question, value)?.label).toContain(label);
  });

  test('a service as a slug', () => {
    expect(
      read({ service_type: undefined, service_interest: 'consultoria_empresarial' }).profile
        .services,
    ).toEqual(
      read({ service_type: undefined, service_interest: 'Consultoría empresarial' }).profile
        .services,
    );
  });
});

describe('numbers as they come (R2.1, R5.3)', () => {
  test.each([
    ["Meta's export writes p: before it", 'p:+18095550142', '+18095550142', null],
    ['two in one field', '809-555-0142 / 829-555-0143', '+18095550142', '+18295550143'],
    ['two with a word between', '809-555-0142 o 829-555-0143', '+18095550142', '+18295550143'],
    ['two, of which one is none', '555-01 ; 829-555-0143', '+18295550143', null],
    ['the same twice', '8095550142, 809 555 0142', '+18095550142', null],
    ['slashes within one', '809/555/0142', '+18095550142', null],
  ])('%s', (_name, sent, phone, landline) => {
    expect(read({ phone_number: sent }, 'direct').profile.person).toMatchObject({
      phone,
      landline,
    });
  });

  test.each(['+34612345678', '0034 612 34 56 78', 'p:+34612345678', '+1 305 555 0142'])(
    'a foreign one from Meta is kept where a person sees it: %s',
    (sent) => {
      const { profile, ignored } = read({ phone_number: sent });
      expect(profile.person.phone).toMatch(/^\+(34612345678|13055550142)$/u);
      expect(ignored).toEqual([]);
    },
  );

  test.each(['direct', 'inlead'] as const)(
    'a foreign one in the form is refused (R2.1): %s',
    (source) => {
      expect(problemsOf({ phone_number: '+34612345678' }, source)).toMatchObject([
        { field: 'phone_number', reason: { code: 'person.phone_foreign' } },
      ]);
    },
  );

  test('a number of a spreadsheet that lost its digits is refused', () => {
    expect(problemsOf({ phone_number: 8.09555e9 })).toMatchObject([
      { field: 'phone_number', reason: { code: 'capture.digits_lost' } },
    ]);
    expect(read({ phone_number: 8_095_550_142 }).profile.person.phone).toBe('+18095550142');
  });
});

test('of two addresses in one field the first is used and the other one reported (R2.1)', () => {
  const { profile, ignored } = read({ email: 'A@x.example, b@x.example' }, 'direct');
  expect(profile.person.email).toBe('a@x.example');
  expect(ignored).toMatchObject([{ field: 'email', reason: { code: 'capture.several_emails' } }]);
});

describe('a name that is no name is missing (R2.1)', () => {
  test.each([
    'undefined undefined',
    'null null',
    'N/A N/A',
    '[object Object]',
    '{{lead.name}} x',
    'No aplica',
  ])('full_name: %s', (name) => {
    expect(problemsOf({ full_name: name })).toMatchObject([{ field: 'full_name' }]);
  });
  test.each([
    'N/A',
    'n.a.',
    '-',
    'ninguna',
    'No tengo empresa',
    'undefined',
    'null',
    '{{company}}',
    'S/N',
  ])('company_name: %s', (name) => {
    expect(problemsOf({ company_name: name })).toMatchObject([{ field: 'company_name' }]);
    expect(read({ company_name: name }).profile.person.companyName).toBe('');
  });
  test.each(['Na Li Trading SRL', 'Ninguna Duda SRL', 'Null Island SRL'])('%s is one', (name) => {
    expect(read({ company_name: name }).profile.person.companyName).toBe(name);
  });
});

test.each([
  ['D &#38; B SRL', 'D & B SRL'],
  ['D &amp; B SRL', 'D & B SRL'],
  ['Peña &#x26; Ni&ntilde;o', 'Peña & Niño'],
  ['A &amp;amp; B', 'A &amp; B'],
  ['AT&T; SRL', 'AT&T; SRL'],
])('entities of HTML are decoded once at the httpContext: %s (R2.1)', (sent, company) => {
  expect(read({ company_name: sent }).profile.person.companyName).toBe(company);
});

test.each([
  ['RD$1,500,000.50', 1_500_000.5],
  ['1.500.000,50', 1_500_000.5],
  ['1,500,000.00', 1_500_000],
  ['1500000.5', 1_500_000.5],
  ['1500,50', 1_500.5],
  ['RD$ 1 500 000', 1_500_000],
  ['1.5 millones', 1_500_000],
  ['1,5m', 1_500_000],
  ['1,500', 1_500],
  ['1.500', 1_500],
  ['1,50,000', null],
  ['1,500.000.50', null],
])('money with cents: %s (R2.2)', (typed, amount) => {
  expect(readAmount(typed.toLowerCase())).toBe(amount);
});

test('money with cents falls into its band (R2.2)', () => {
  const { profile, ignored } = read({ monthly_revenue: 'RD$1,500,000.50' });
  expect(ignored).toEqual([]);
  expect(profile.answers.monthly_revenue?.value).toBe(1_500_000.5);
});

describe('an advertisement whose variables were not filled in', () => {
  test.each([
    ['utm_campaign', '{{campaign.name}}'],
    ['utm_content', 'verano-{{ad.id}}'],
    ['utm_term', '{keyword}'],
    ['utm_source', '%7B%7Bsite_source_name%7D%7D'],
  ] as const)('%s: %s is known as unfilled, not shown as a campaign (R6.1)', (field, value) => {
    const { profile, ignored } = read({ [field]: value });
    expect(profile.attribution[field]).toBeUndefined();
    expect(ignored).toMatchObject([{ field, reason: { code: 'capture.unfilled' } }]);
  });
  test('an address that holds one is an address', () => {
    const url = 'https://www.example.com/?utm_campaign={{campaign.name}}';
    expect(read({ landing_url: url }).profile.attribution.landing_url).toBe(url);
  });
});

test.each([
  ['landline', 'landline_number'],
  ['payroll_headcount', 'payroll_employees'],
  ['phone', 'phone_number'],
  ['telefono', 'phone_number'],
  ['Correo', 'email'],
  ['empresa', 'company_name'],
  ['budget', 'budget_range'],
  ['companySize', 'company_size'],
  ['utm_campain', 'utm_campaign'],
])('a field of another name is answered with the right one: %s → %s (R3.3)', (sent, right) => {
  const [problem] = problemsOf({ [sent]: 'x' });
  expect(problem).toMatchObject({
    field: sent,
    remedy: { code: 'capture.meant_field_remedy', params: { field: right } },
  });
});

test('a field that resembles none is only said to be unknown (R3.3)', () => {
  expect(problemsOf({ zodiac: 'x' })[0]?.remedy).toEqual({ code: 'capture.unknown_field_remedy' });
});

describe("Meta's test leads are marked (R5.3)", () => {
  const dummy = (field: string) => `<test lead: dummy data for ${field}>`;
  test.each([
    [
      'a whole one',
      {
        full_name: dummy('full_name'),
        email: 'test@meta.com',
        phone_number: dummy('phone_number'),
        company_name: dummy('company_name'),
        service_interest: dummy('service_interest'),
      },
    ],
    [
      'without a way to reach anybody',
      {
        full_name: dummy('full_name'),
        email: dummy('email'),
        phone_number: dummy('phone_number'),
        service_type: undefined,
      },
    ],
    ['by its address', { email: 'test@fb.com' }],
  ])('%s', (_name, change) => {
    expect(read(change).profile.isTest).toBe(true);
  });
  test('a lead of a person is none', () => {
    expect(read({}).profile.isTest).toBeUndefined();
    expect(
      read({ full_name: dummy('full_name') + ' x', email: 'x@y.example' }, 'direct').profile.isTest,
    ).toBeUndefined();
  });
});

test.each([
  ['a text', '66861076766107789', '66861076766107789'],
  ['as the export writes it', 'l:66861076766107789', '66861076766107789'],
  ['a number', 6_686_107_676_610_778, '6686107676610778'],
  ['a number that lost its last digits', Number('66861076766107789'), null],
  ['none', undefined, null],
])("the id of Meta's lead: %s (R5.3)", (_name, sent, id) => {
  const { externalId, ignored } = read({
    leadgen_id: sent,
    form_id: 'f:123',
    ad_id: 5,
    platform: 'fb',
  });
  expect(externalId).toBe(id);
  expect(ignored).toEqual([]);
});

test.each([
  ['cédula 001-1385066-3 as a spreadsheet leaves it', '113850663'],
  ['with one zero left', '0113850663'],
])('a tax id without its zeros is asked for: %s (R3.1)', (_name, typed) => {
  expect(readTaxId(typed)).toMatchObject({
    kind: 'invalid',
    reason: { code: 'person.tax_id_lacks_zeros' },
  });
});
