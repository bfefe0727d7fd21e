import { expect, test } from '@jest/globals';
import type { ConsentEntry } from '../../../domain/consent/consent-entry.js';
import { provenanceOf, sayTouch } from '../../../domain/provenance/provenance.js';
import { profile } from '../../support/world.js';
import { inSpanish } from '../../support/in-spanish.js';

const entry = (change: Partial<ConsentEntry>): ConsentEntry => ({
  ...({ act: 'granted', purpose: 'contact', by: 'direct', at: '2026-11-28T14:02:00Z' } as const),
  ...{ captureId: 'c', text: 'Autorizo.', textVersion: '0123456789abcdef', page: null },
  addressHash: null,
  ...change,
});

test('first and last touch, the arm and the newest consent are told, with the text it was given to (R1.1, R6.4, R8.1)', () => {
  const lead = {
    ...profile(1),
    lastTouch: { utm_source: 'instagram', utm_campaign: 'cierre' },
    arm: 'b' as const,
  };
  const lines = provenanceOf(lead, [entry({ act: 'refused' }), entry({})]);
  expect(inSpanish(lines)).toEqual([
    { key: 'first_touch', text: 'facebook · contabilidad-pymes' },
    { key: 'last_touch', text: 'instagram · cierre' },
    { key: 'arm', text: 'B' },
    {
      key: 'consent',
      text: '2026-11-28 10:02: Autorizó que la firma use sus datos y le escriba (formulario). Texto 0123456789abcdef.',
    },
  ]);
});

test('a withdrawal stands for both purposes, and says who told it (R8.1)', () => {
  const gone = (purpose: ConsentEntry['purpose'], by: ConsentEntry['by']) =>
    entry({ act: 'withdrawn', purpose, by, textVersion: null, text: null });
  const lines = provenanceOf({ ...profile(1), attribution: {} }, [
    entry({}),
    gone('contact', 'user:1001'),
    gone('marketing', 'whatsapp'),
  ]);
  expect(inSpanish(lines)).toEqual([
    {
      key: 'consent',
      text: '2026-11-28 10:02: Retiró su autorización (a pedido suyo, por el equipo).',
    },
    { key: 'marketing', text: '2026-11-28 10:02: Ya no quiere consejos ni ofertas (WhatsApp).' },
  ]);
});

test.each([
  ['a click without a campaign', { fbclid: 'x' }, 'fbclid'],
  ['another site', { referrer: 'https://blog.example' }, 'https://blog.example'],
  ['nothing', {}, ''],
  ['a campaign of 3,000 signs', { utm_source: 'x'.repeat(3_000) }, 'x'.repeat(100)],
])('a touch that is only %s is named by it (R6.4)', (_, touch, said) => {
  expect(sayTouch(touch)).toBe(said);
});
