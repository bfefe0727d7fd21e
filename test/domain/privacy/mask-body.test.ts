import { expect, test } from '@jest/globals';
import { maskBody } from '../../../domain/privacy/mask-body.js';

test('a body keeps its structure, ids, times and known words, and hides what may be somebody’s (R8.3)', () => {
  const body = {
    person: { fullName: 'Ana', phone: '+18095550142', email: 'ana@x.example', landline: null },
    taxId: 131246796,
    services: ['tax'],
    answers: { urgency_level: { value: 'now', answeredAt: '2026-11-23T12:00:00.000Z' } },
    leads: [{ id: 900000001, action: 'update' }],
    consent: true,
    pages: 3,
  };
  expect(maskBody(body, new Set(['tax', 'now', 'update']))).toEqual({
    person: { fullName: '•••', phone: '•••', email: '•••', landline: null },
    taxId: '•••',
    services: ['tax'],
    answers: { urgency_level: { value: 'now', answeredAt: '2026-11-23T12:00:00.000Z' } },
    leads: [{ id: 900000001, action: 'update' }],
    consent: true,
    pages: 3,
  });
});
