import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scoreTables } from '../../../domain/blueprint/blueprint.js';
import { isBusinessEmail, readEmail } from '../../../domain/person/email.js';
import { readCompanyName, readFullName } from '../../../domain/person/name.js';
import { personKeys } from '../../../domain/person/person-keys.js';
import { readPhone } from '../../../domain/person/phone.js';
import { readTaxId } from '../../../domain/person/tax-id.js';
import { inSpanish } from '../../support/in-spanish.js';

describe('a Dominican number in any usual spelling becomes E.164 (R2.1)', () => {
  test.each([
    ['8095550142'],
    ['809-555-0142'],
    ['809 555 0142'],
    ['809.555.0142'],
    ['(809) 555-0142'],
    ['(809)555-0142'],
    ['  809-555-0142  '],
    ['1 809 555 0142'],
    ['1-809-555-0142'],
    ['18095550142'],
    ['+18095550142'],
    ['+1 809 555 0142'],
    ['+1 (809) 555-0142'],
    ['+1-809-555-0142'],
    ['001 809 555 0142'],
    ['011 1 809 555 0142'],
    ['0111809-555-0142'],
    ['tel:+1-809-555-0142'],
    ['Tel. 809-555-0142'],
    ['Cel: 809-555-0142'],
    ['WhatsApp: 809-555-0142'],
    ['whatsapp 8095550142'],
    ['https://wa.me/18095550142'],
    ['wa.me/18095550142?text=Hola%2015'],
    ['https://api.whatsapp.com/send?phone=18095550142&text=hola'],
    ['\u202a+1 (809) 555‑0142\u202c'],
    ['\u2066809\u00a0555\u00a00142\u2069'],
    ['８０９５５５０１４２'],
    ['809-555-0142 ext. 12'],
    ['809-555-0142 x12'],
    ['809-555-0142, extensión 3'],
    ['809/555/0142'],
  ])('%j', (text) => {
    expect(inSpanish(readPhone(text))).toEqual({ kind: 'ok', value: '+18095550142' });
  });

  test.each(['809', '829', '849'])('area code %s', (area) => {
    expect(inSpanish(readPhone(`${area}5550199`))).toEqual({
      kind: 'ok',
      value: `+1${area}5550199`,
    });
  });
});

describe('any other number is refused with a reason (R2.1)', () => {
  test.each([
    ['+34 612 345 678', 'El número es de otro país.'],
    ['0034 612 345 678', 'El número es de otro país.'],
    ['+1 305 555 0142', 'El número es de otro país.'],
    ['305-555-0142', 'El número es de otro país.'],
    ['1 787 555 0142', 'El número es de otro país.'],
    ['+52 55 1234 5678', 'El número es de otro país.'],
    ['+57 300 123 4567', 'El número es de otro país.'],
    ['011 34 612 345 678', 'El número es de otro país.'],
    ['+8095550142', 'Ese número no existe en la República Dominicana.'],
    ['809-055-0142', 'Ese número no existe en la República Dominicana.'],
    ['809-155-0142', 'Ese número no existe en la República Dominicana.'],
    ['+1 829 000 0000', 'Ese número no existe en la República Dominicana.'],
    ['555-0142', 'Falta el código de área.'],
    ['809-555-014', 'Al número le faltan dígitos.'],
    ['809', 'Al número le faltan dígitos.'],
    ['809-555-01422', 'Al número le sobran dígitos.'],
    ['1 809 555 0142 9', 'Al número le sobran dígitos.'],
    ['12345', 'Al número le faltan dígitos.'],
    ['809-555-0142 / 829-555-0143', 'Hay más de un número.'],
    ['809-555-CASA', 'El número contiene letras.'],
    ['llámame', 'El número contiene letras.'],
    ['---', 'No contiene ningún dígito.'],
    ['+', 'No contiene ningún dígito.'],
  ])('%j: %s', (text, reason) => {
    expect(inSpanish(readPhone(text))).toMatchObject({
      kind: 'invalid',
      reason,
      remedy: expect.stringContaining('809'),
    });
  });

  test('no text whatever throws or gives anything but E.164', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = readPhone(text);
        if (read.kind === 'ok') expect(read.value).toMatch(/^\+1(809|829|849)\d{7}$/);
      }),
    );
  });
});

describe('e-mail addresses (R2.1)', () => {
  test.each([
    ['Carmen@ElProgreso.Example', 'carmen@elprogreso.example'],
    ['  carmen@elprogreso.example ', 'carmen@elprogreso.example'],
    ['mailto:carmen@elprogreso.example', 'carmen@elprogreso.example'],
    ['c.r+leads@sub.elprogreso.com.do', 'c.r+leads@sub.elprogreso.com.do'],
    ["o'neill@empresa.example", "o'neill@empresa.example"],
    ['a@b.co', 'a@b.co'],
    ['ana@xn--maana-pta.com', 'ana@xn--maana-pta.com'],
    ['\u200bana@empresa.example', 'ana@empresa.example'],
  ])('%j is %s', (text, value) => {
    expect(inSpanish(readEmail(text))).toEqual({ kind: 'ok', value });
  });

  test.each([
    ['carmen'],
    ['carmen@'],
    ['@empresa.example'],
    ['carmen@empresa'],
    ['carmen@@empresa.example'],
    ['carmen@empresa..example'],
    ['.carmen@empresa.example'],
    ['carmen.@empresa.example'],
    ['car..men@empresa.example'],
    ['car men@empresa.example'],
    ['carmen@-empresa.example'],
    ['carmen@empresa.c'],
    ['carmen@127.0.0.1'],
    ['carmen@[127.0.0.1]'],
    ['ana@empresa.example, luis@empresa.example'],
    ['Ana <ana@empresa.example>'],
    ['<script>@empresa.example'],
    ['añá@empresa.example'],
    [`${'a'.repeat(65)}@empresa.example`],
    [`ana@${'a.'.repeat(125)}example`],
  ])('%j is refused', (text) => {
    expect(readEmail(text).kind).toBe('invalid');
  });

  test('.con is asked about', () => {
    expect(inSpanish(readEmail('ana@gmail.con'))).toMatchObject({
      kind: 'invalid',
      remedy: '¿Quiso decir ana@gmail.com?',
    });
  });

  test.each([
    ['ana@gmail.com', false],
    ['ana@hotmail.com', false],
    ['ana@claro.net.do', false],
    ['ana@elprogreso.example', true],
    ['ana@gmail.com.elprogreso.example', true],
  ])('%s is a firm’s own address: %s (R2.5)', (email, business) => {
    expect(isBusinessEmail(email, scoreTables.pre.freeMailboxes)).toBe(business);
  });

  test('a long hostile text is refused', () => {
    expect(readEmail(`${'a.'.repeat(50_000)}@${'b-'.repeat(50_000)}`).kind).toBe('invalid');
    expect(readPhone('8 '.repeat(100_000)).kind).toBe('invalid');
  });
});

describe('names (R2.1)', () => {
  test.each([
    ['  Carmen   Rosario ', 'Carmen Rosario'],
    ['María-José de la Cruz', 'María-José de la Cruz'],
    ['Carmen\u0000\tRosario', 'Carmen Rosario'],
    ['李 小龙', '李 小龙'],
    ["Jean O'Neill", "Jean O'Neill"],
    ['<b>Ana</b> Pérez', '<b>Ana</b> Pérez'],
  ])('%j is %j', (text, value) => {
    expect(inSpanish(readFullName(text))).toEqual({ kind: 'ok', value });
  });

  test.each([
    ['Carmen'],
    [''],
    ['   '],
    ['Carmen 123'],
    ['- -'],
    ['\u200b \u200b'],
    [`Ana ${'a'.repeat(200)}`],
  ])('%j is refused', (text) => {
    expect(readFullName(text).kind).toBe('invalid');
  });

  test.each([
    ['3M', 'ok'],
    ['Colmado El Progreso, S.R.L.', 'ok'],
    ['---', 'invalid'],
    ['a'.repeat(201), 'invalid'],
  ])('company %j is %s', (text, kind) => {
    expect(readCompanyName(text).kind).toBe(kind);
  });
});

test('a person is found again by phone and e-mail, never by the firm’s landline', () => {
  expect(personKeys({ phone: '+18095550142', email: 'Ana@empresa.example' })).toEqual([
    'phone:+18095550142',
    'email:ana@empresa.example',
  ]);
  expect(personKeys({ phone: null, email: null })).toEqual([]);
});

describe('RNC and cédula', () => {
  test.each([
    ['131246796', { kind: 'rnc', digits: '131246796' }],
    ['1-31-24679-6', { kind: 'rnc', digits: '131246796' }],
    ['RNC 131246796', { kind: 'rnc', digits: '131246796' }],
    ['131246797', { kind: 'invalid', reason: 'El dígito verificador del RNC no coincide.' }],
    ['00113918205', { kind: 'cedula', digits: '00113918205' }],
    ['001-1391820-5', { kind: 'cedula', digits: '00113918205' }],
    ['00113918204', { kind: 'invalid', reason: 'El dígito verificador de la cédula no coincide.' }],
    ['1234', { kind: 'invalid', reason: 'El RNC tiene 9 dígitos y la cédula 11.' }],
    ['', { kind: 'invalid', reason: 'Debe contener solo dígitos.' }],
    ['13124679A', { kind: 'invalid', reason: 'Debe contener solo dígitos.' }],
  ])('%j', (text, read) => {
    expect(inSpanish(readTaxId(text))).toEqual(read);
  });

  test('exactly one check digit fits any eight digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (stem) => {
        const fitting = Array.from('0123456789').filter(
          (digit) => readTaxId(stem + digit).kind === 'rnc',
        );
        expect(fitting).toHaveLength(1);
      }),
    );
  });
});
