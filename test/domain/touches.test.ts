import { expect, test } from '@jest/globals';
import { mergeTouches, readTouch } from '../../domain/attribution/touches.js';
import type { Arrival } from '../../domain/attribution/touches.js';

const arrival = (change: Partial<Arrival> & { readonly search?: string } = {}): Arrival => ({
  query: new Map(new URLSearchParams(change.search ?? '')),
  cookies: new Map(),
  url: 'https://companion.example/form',
  referrer: '',
  ownHost: 'companion.example',
  ...change,
});

test('campaign and click ids are read verbatim, anything else of the address is not (R1.1, R6.4)', () => {
  const touch = readTouch(
    arrival({
      search: 'utm_source=ig&utm_campaign=Cierre%202026&fbclid=IwAR0_aB-cD&x=1&password=y',
    }),
  );
  expect(touch).toEqual({
    values: {
      ...{ utm_source: 'ig', utm_campaign: 'Cierre 2026', fbclid: 'IwAR0_aB-cD' },
      landing_url: 'https://companion.example/form',
    },
    unfilled: [],
  });
});

test.each(['dclid', 'gad_campaignid', 'twclid', 'rdt_cid', 'ScCid', 'epik', 'gbraid', 'wbraid'])(
  'the click id %s is kept with its case (R1.1)',
  (key) => {
    const touch = readTouch(arrival({ search: `${key}=AbC-_9zZ` }));
    expect(touch?.values).toMatchObject({ [key]: 'AbC-_9zZ' });
  },
);

test.each([
  ['{{campaign.name}}', 'utm_campaign'],
  ['{{ad.id}}', 'utm_content'],
  ['{keyword}', 'utm_term'],
])('a variable that the advertisement never filled in is told apart: %s', (value, key) => {
  const touch = readTouch(arrival({ search: `utm_source=ig&${key}=${encodeURIComponent(value)}` }));
  expect(touch?.unfilled).toEqual([key]);
  expect(touch?.values).not.toHaveProperty(key);
});

test.each([
  ['a bookmark', {}],
  ['a click on our own page', { referrer: 'https://companion.example/privacy' }],
  ["Meta's cookies alone", { cookies: new Map([['_fbp', 'fb.1.1.2']]) }],
])('%s is no touch', (_what, change) => {
  expect(readTouch(arrival(change))).toBe(null);
});

test('another site is a touch, and Meta’s cookies come along with their case kept', () => {
  const touch = readTouch(
    arrival({
      referrer: 'https://www.instagram.com/',
      cookies: new Map([['_fbc', 'fb.1.1795800000.IwAR0_aB-cD']]),
    }),
  );
  expect(touch?.values).toMatchObject({
    referrer: 'https://www.instagram.com/',
    fbc: 'fb.1.1795800000.IwAR0_aB-cD',
  });
});

test.each([
  ['a campaign', 'utm_campaign', 512],
  ['a click id', 'fbclid', 512],
])('%s is kept up to its limit and left out beyond it, never cut', (_what, key, most) => {
  const read = (length: number) =>
    readTouch(arrival({ search: `utm_source=ig&${key}=${'x'.repeat(length)}` }))?.values;
  expect(read(most)).toHaveProperty(key);
  expect(read(most + 1)).not.toHaveProperty(key);
});

test('the first touch never changes; the last is the newest', () => {
  const [one, two] = ['ig', 'google'].map((source) =>
    readTouch(arrival({ search: `utm_source=${source}` })),
  );
  const first = mergeTouches(null, one ?? null);
  const both = mergeTouches(first, two ?? null);
  expect(both?.first.values.utm_source).toBe('ig');
  expect(both?.last.values.utm_source).toBe('google');
  expect(mergeTouches(both, null)).toEqual(both);
});
