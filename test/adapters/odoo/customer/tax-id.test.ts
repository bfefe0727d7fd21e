import { describe, expect, test } from '@jest/globals';
import { taxIdForOdoo } from '../../../../backend/src/adapters/odoo/customer/tax-id.js';
import { taxIdSpellings } from '../../../../domain/person/tax-id.js';

describe('RNC and cédula', () => {
  const cases = [
    ['an RNC', '131246796', { kind: 'rnc', digits: '131246796' }],
    ['an RNC with hyphens', '1-31-24679-6', { kind: 'rnc', digits: '131246796' }],
    ['an RNC with a prefix', 'DO131246796', { kind: 'rnc', digits: '131246796' }],
    ['an RNC with its name', 'RNC: 1-31-24679-6', { kind: 'rnc', digits: '131246796' }],
    [
      'an RNC with a wrong check digit',
      '131246795',
      { kind: 'bad_rnc', shown: '1-31-24679-5', cedula: '001-3124679-5' },
    ],
    ['zeros', '000000000', { kind: 'bad_rnc', shown: '0-00-00000-0', cedula: null }],
    ['an exception of DGII', '999999999', { kind: 'rnc', digits: '999999999' }],
    ['a cédula', '001-1391820-5', { kind: 'cedula', digits: '00113918205' }],
    ['a cédula whose check digit differs', '00113918204', { kind: 'other', shown: '00113918204' }],
    ['anything else', 'abc', { kind: 'other', shown: 'abc' }],
    ['nothing', '  ', { kind: 'none' }],
    ['null', null, { kind: 'none' }],
  ] as const;

  test.each(cases)('%s', (_name, typed, read) => {
    expect(taxIdForOdoo(typed, ['999999999'])).toEqual(read);
  });

  test('older records keep a number as it was typed', () => {
    expect(taxIdSpellings('131246796')).toEqual(['131246796', '1-31-24679-6', 'DO131246796']);
    expect(taxIdSpellings('00113918205')).toContain('001-1391820-5');
  });
});
