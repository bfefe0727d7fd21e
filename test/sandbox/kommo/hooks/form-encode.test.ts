import { expect, test } from '@jest/globals';
import { encodeForm } from '../../../../sandbox/kommo/hooks/form-encode.js';

test('a hook is encoded as PHP does it', () => {
  expect(
    encodeForm({ leads: { add: [{ id: 7, name: "D'Oleo (1)", main: true, tag: null }] } }),
  ).toBe(
    'leads%5Badd%5D%5B0%5D%5Bid%5D=7&leads%5Badd%5D%5B0%5D%5Bname%5D=D%27Oleo%20%281%29' +
      '&leads%5Badd%5D%5B0%5D%5Bmain%5D=1&leads%5Badd%5D%5B0%5D%5Btag%5D=',
  );
});

test('half of an emoji, as a phone cuts it, becomes the sign for what cannot be shown', () => {
  expect(encodeForm({ text: '300\ud83d' })).toBe('text=300%EF%BF%BD');
});
