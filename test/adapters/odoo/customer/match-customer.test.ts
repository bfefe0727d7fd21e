import { expect, test } from '@jest/globals';
import { matchCustomer } from '../../../../backend/src/adapters/odoo/customer/match-customer.js';
import type { Partner } from '../../../../backend/src/adapters/odoo/customer/match-customer.js';

const person: Partner = {
  id: 11,
  name: 'Carmen Peña',
  is_company: false,
  parent_id: null,
  email: 'carmen@elprogreso.example',
  vat: '131246796',
};
const sought = {
  companyMark: 'kommo_company_77',
  contactMark: 'kommo_contact_55',
  taxDigits: '131246796',
  emails: ['carmen@elprogreso.example'],
  companyName: 'El Progreso SRL',
  chosen: null,
};

test('a person who is left with the tax id of a deleted company is not taken for it (R5.5)', () => {
  const ours = { ...person, ref: 'kommo_contact_55' };
  expect(matchCustomer([ours], sought)).toEqual({
    kind: 'matched',
    company: null,
    contact: ours,
  });
});

test('one record is never company and contact at once: it would belong to itself', () => {
  expect(matchCustomer([person], sought)).toEqual({
    kind: 'matched',
    company: person,
    contact: null,
  });
});

test('the company under the tax id and its person are told apart', () => {
  const company: Partner = {
    ...person,
    id: 10,
    name: 'El Progreso',
    is_company: true,
    email: null,
  };
  const employee: Partner = { ...person, parent_id: { id: 10, name: 'El Progreso' } };
  expect(matchCustomer([company, employee], sought)).toEqual({
    kind: 'matched',
    company,
    contact: employee,
  });
});
