import { expect, test } from '@jest/globals';
import { readQuery } from '../../../backend/src/operations/story/read-query.js';

const nothing = { words: [], email: null, phones: [], taxId: null, id: null };

test.each([
  ['Peña Carmen', { words: ['pena', 'carmen'] }],
  ['  Ferretería «El Progreso» ', { words: ['ferreteria', 'el', 'progreso'] }],
  [
    '809-555-0142',
    { phones: ['+18095550142', '+8095550142'], taxId: '8095550142', id: 8095550142 },
  ],
  [
    '+1 (809) 555-0142',
    { phones: ['+18095550142', '+118095550142'], taxId: '18095550142', id: 18095550142 },
  ],
  ['1-31-24679-6', { taxId: '131246796', id: 131246796 }],
  ['#15318005', { id: 15318005 }],
  ['Carmen@ElProgreso.example', { email: 'carmen@elprogreso.example' }],
  ['not@an@address', {}],
  ['', {}],
  ['0', {}],
  ["'; drop table leads; --", { words: ['drop', 'table', 'leads'] }],
  ['a:* & !b | (c <-> d)', { words: ['a', 'b', 'c', 'd'] }],
  ['%_\\', {}],
  ['\u0000\ud800', {}],
  ['9'.repeat(40), {}],
  [
    'uno dos tres cuatro cinco seis siete',
    { words: ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'] },
  ],
])('%p is looked for as what it can be', (typed, expected) => {
  const { phones, ...read } = readQuery(typed);
  const { phones: wanted, ...rest } = { ...nothing, ...expected };
  expect(read).toEqual(rest);
  // A long number may be typed as a phone; it has no more than a few spellings.
  if (wanted.length > 0) expect(phones).toEqual(wanted);
  expect(phones.length).toBeLessThanOrEqual(3);
});
