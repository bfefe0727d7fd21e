import { expect, test } from '@jest/globals';
import { readDirectCapture } from '../../../backend/src/adapters/landing/schemas.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';

const at = new Date('2026-11-02T14:00:00Z');
const body = {
  full_name: 'Carmen Rosario',
  company_name: 'Colmado El Progreso',
  email: 'carmen@elprogreso.example',
  phone_number: '+1 809 555 0142',
  service_type: 'Fiscal',
  company_size: '21-50',
  utm_campaign: 'pyme',
};

test('a delivery becomes a lead of this source (R1.2)', () => {
  expect(readDirectCapture(body, blueprint, at)).toMatchObject({
    kind: 'ok',
    ignored: [],
    profile: {
      source: 'direct',
      services: ['tax'],
      person: { phone: '+18095550142' },
      inleadScore: null,
      answers: { company_size: { value: '21-50', origin: 'form', answeredAt: at.toISOString() } },
    },
  });
});

test.each([[null], [undefined], [[]], [[body]], ['text'], [1], [true]])(
  '%j is refused as a whole (R1.2)',
  (given) => {
    expect(readDirectCapture(given, blueprint, at)).toMatchObject({
      kind: 'rejected',
      problems: [{ field: '' }],
    });
  },
);

test('a body with a prototype key is read without it (R1.2)', () => {
  const hostile: unknown = JSON.parse(
    `{"__proto__":{"full_name":"X Y"},${JSON.stringify(body).slice(1)}`,
  );
  expect(readDirectCapture(hostile, blueprint, at)).toMatchObject({
    kind: 'ok',
    ignored: [{ field: '__proto__' }],
  });
});
