import { describe, expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { handOverOf } from '../../../domain/hand-over/hand-over.js';
import { sharesName } from '../../../domain/hand-over/shares-name.js';
import { emailsIn } from '../../../domain/person/emails-in.js';
import { isPlaceholder } from '../../../domain/person/placeholder.js';

describe('a name that is no name (R5.5)', () => {
  test.each(['N/A', 'n.a.', 'undefined undefined', 'null', '-', '  ', 'Ninguna', 'No aplica'])(
    '%p is missing',
    (name) => {
      expect(isPlaceholder(name)).toBe(true);
    },
  );
  test.each(['Nana SRL', 'Null & Hijos', 'Ana', 'NA Consultores', '3M'])('%p is a name', (name) => {
    expect(isPlaceholder(name)).toBe(false);
  });
});

describe('two names of one firm', () => {
  test.each([
    ['Distribuidora Caribe SRL', 'CARIBE', true],
    ['Ferretería El Progreso', 'Ferreteria el progreso, S.R.L.', true],
    ['Distribuidora Caribe SRL', 'Distribuidora Cibao SRL', false],
    ['Colmado Doña Luz', 'Ferretería Sur', false],
    ['Grupo Comercial', 'Grupo Comercial', true],
  ])('%p and %p: %p', (one, other, same) => {
    expect(sharesName(one, other)).toBe(same);
    expect(sharesName(other, one)).toBe(same);
  });
});

test.each([
  ['a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
  ['A@X.example / a@x.example', ['a@x.example']],
  ['ninguno', []],
  [null, []],
] as const)('the addresses of %p are %p', (field, emails) => {
  expect(emailsIn(field)).toEqual(emails);
});

test("Kommo's own tags of class and hand-over do not go to Odoo, all others do (R5.5)", () => {
  const person = {
    fullName: 'Luz Peña',
    companyName: '',
    email: null,
    phone: null,
    landline: null,
  };
  const ids = { contactId: null, companyId: null, responsibleUserId: null };
  const lead = {
    ...{ id: 7, name: 'Luz Peña', price: 0, closedAt: null, person, services: [], answers: {} },
    ...{ ...ids, attribution: {}, taxId: null, address: null },
    tags: ['direct', 'HOT', 'prioridad', 'En Odoo'],
  };
  const sources = { lead, profile: null, scores: [], currency: 'DOP', users: [], kommoUrl: '' };
  expect(handOverOf(sources, blueprint).tags).toEqual(['direct', 'prioridad']);
});
