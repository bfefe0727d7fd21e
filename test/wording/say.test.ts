import { describe, expect, test } from '@jest/globals';
import { readLanguage, sayIn, worded } from '../../wording/say.js';
import type { Sentence } from '../../wording/sentence.js';
import { t } from '../../wording/t.js';

describe('a text', () => {
  const leads = {
    '=0': 'Ningún lead',
    one: '{count} lead',
    many: '{count} de leads',
    other: '{count} leads',
  };

  test.each([
    [0, 'Ningún lead'],
    [1, '1 lead'],
    [2, '2 leads'],
    [1_000_000, '1000000 de leads'],
  ])('is said for %i as its language does', (count, said) => {
    expect(t(leads, { count }, 'es')).toBe(said);
  });

  test('takes the form for all numbers where it has no other', () => {
    expect(t({ other: '{count} leads' }, { count: 1 }, 'en')).toBe('1 lead'.concat('s'));
    expect(t({ other: '{count} leads' }, {}, 'en')).toBe('{count} leads');
  });

  test.each([
    ['{name} y {name}', { name: 'Ana' }, 'Ana y Ana'],
    ['{name}', {}, '{name}'],
    ['{toString}', {}, '{toString}'],
    ['{name}', { name: '{other}', other: 'no' }, '{other}'],
    ['{name}', { name: '$&' }, '$&'],
  ])('%s with %j', (text, params, said) => {
    expect(t(text, params, 'es')).toBe(said);
  });
});

describe('a sentence', () => {
  const remedy: Sentence = { code: 'person.at_most', params: { most: 200 } };

  test.each([
    ['es', 'Use como máximo 200 caracteres.'],
    ['en', 'Use at most 200 characters.'],
    ['pt', 'Use no máximo 200 caracteres.'],
  ] as const)('is said in %s', (language, said) => {
    expect(sayIn(language)(remedy)).toBe(said);
  });

  test('holds others, in the same language', () => {
    const reason: Sentence = { code: 'problem.odoo_unreachable' };
    expect(sayIn('en')({ code: 'reconciliation.failed', params: { reason } })).toBe(
      'The last comparison did not come to its end. Odoo is not answering',
    );
  });

  test('lists words as its language does, and sets sentences one after another', () => {
    const say = sayIn('es');
    const sentences: Sentence[] = [{ code: 'person.phone_short' }, remedy];
    expect(say({ code: 'plain.all', params: { sentences: ['a', 'b', 'c'] } })).toBe('a, b y c');
    expect(say({ code: 'plain.all', params: { sentences } })).toBe(
      'Al número le faltan dígitos. Use como máximo 200 caracteres.',
    );
  });

  test('of an earlier version, whose code is gone, says that it is one', () => {
    expect(worded<unknown>({ code: 'person.of_yesterday' }, 'es')).toBe(
      'Un motivo de una versión anterior.',
    );
  });

  test('needs its parameters, and only a code that exists', () => {
    // @ts-expect-error -- a parameter is missing
    const missing: Sentence = { code: 'person.at_most' };
    // @ts-expect-error -- a parameter is called otherwise
    const strange: Sentence = { code: 'person.at_most', params: { least: 1 } };
    // @ts-expect-error -- no such sentence
    const unknown: Sentence = { code: 'person.nothing' };
    expect([missing, strange, unknown].map((one) => worded<unknown>(one, 'es'))).toEqual([
      'Use como máximo {most} caracteres.',
      'Use como máximo {most} caracteres.',
      'Un motivo de una versión anterior.',
    ]);
  });
});

describe('an answer', () => {
  test('is worded wherever a sentence stands, and nowhere else', () => {
    const answer = {
      state: { kind: 'failed', code: 'odoo_rejected', reason: { code: 'problem.odoo_rejected' } },
      lines: [{ label: { code: 'work.label_taxId' }, value: '101-00000-1' }, null, 3, true],
      coded: { code: 'person.phone_short', params: {}, requestId: 'r' },
    };
    expect(worded<unknown>(answer, 'pt')).toEqual({
      state: { kind: 'failed', code: 'odoo_rejected', reason: 'O Odoo recusou os dados' },
      lines: [{ label: 'RNC ou cédula', value: '101-00000-1' }, null, 3, true],
      coded: { code: 'person.phone_short', params: {}, requestId: 'r' },
    });
  });

  test.each([
    ['pt', 'pt'],
    ['en', 'en'],
    ['ru', 'es'],
    ['', 'es'],
    [undefined, 'es'],
    [['en', 'pt'], 'es'],
  ])('in the language %j is given in %s', (named, language) => {
    expect(readLanguage(named)).toBe(language);
  });
});
