import { expect, test } from '@jest/globals';
import type { ApiContact } from '../../../../backend/src/adapters/kommo/http/api-schemas.js';
import { contactSchema } from '../../../../backend/src/adapters/kommo/http/api-schemas.js';
import { keysOf, phonesOf } from '../../../../backend/src/adapters/kommo/people/contact-keys.js';

const contact = (field_code: string, ...values: readonly string[]): ApiContact =>
  contactSchema.parse({
    id: 1,
    name: 'Ana',
    is_deleted: false,
    updated_at: 1_764_000_000,
    created_at: 1_764_000_000,
    custom_fields_values: [
      {
        field_id: 1,
        field_name: field_code,
        field_code,
        field_type: 'multitext',
        values: values.map((value) => ({ value, enum_id: 1, enum_code: 'WORK' })),
      },
    ],
  });

test.each([
  ['a Dominican number', '809-555-0142', '+18095550142', null],
  ['a foreign one without its plus', '34612345678', '+34612345678', null],
  ['a foreign one', '+34 612 345 678', '+34612345678', null],
  ['two in one field', '809-555-0142 / 829-555-0143', '+18095550142', '+18295550143'],
  ['two with a word between', '809-555-0142 o 829-555-0143', '+18095550142', '+18295550143'],
  ['an extension', '809-555-0142 ext. 12', '+18095550142', null],
  ['one that no country has', '99999', '99999', null],
])('%s is read as it is dialled (R5.5)', (_name, typed, phone, landline) => {
  expect(phonesOf(contact('PHONE', typed))).toEqual({ phone, landline });
});

test('each number and each address of a field is a key of its person', () => {
  expect(keysOf(contact('PHONE', '809-555-0142 / 829-555-0143'))).toEqual([
    'phone:+18095550142',
    'phone:+18295550143',
  ]);
  expect(keysOf(contact('EMAIL', 'A@x.example, b@x.example'))).toEqual([
    'email:a@x.example',
    'email:b@x.example',
  ]);
});
