import { expect, test } from '@jest/globals';
import { readMetaCapture } from '../../../backend/src/adapters/meta/schemas.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';

const at = new Date('2026-11-02T14:00:00Z');
const body = {
  full_name: 'Carmen Rosario',
  company_name: 'Colmado El Progreso',
  email: 'carmen@elprogreso.example',
  phone_number: '+1 809 555 0142',
  service_interest: 'Fiscal',
  company_size: '21-50',
  utm_campaign: 'pyme',
};

test('a delivery becomes a lead of this source (R5.3)', () => {
  expect(readMetaCapture(body, blueprint, at)).toMatchObject({
    kind: 'ok',
    ignored: [],
    profile: {
      source: 'meta',
      services: ['tax'],
      person: { phone: '+18095550142' },
      inleadScore: null,
      answers: { company_size: { value: '21-50', origin: 'meta', answeredAt: at.toISOString() } },
    },
  });
});

test.each([[null], [undefined], [[]], [[body]], ['text'], [1], [true]])(
  '%j is refused as a whole (R5.3)',
  (given) => {
    expect(readMetaCapture(given, blueprint, at)).toMatchObject({
      kind: 'rejected',
      problems: [{ field: '' }],
    });
  },
);

test('a body with a prototype key is read without it (R5.3)', () => {
  const hostile: unknown = JSON.parse(
    `{"__proto__":{"full_name":"X Y"},${JSON.stringify(body).slice(1)}`,
  );
  expect(readMetaCapture(hostile, blueprint, at)).toMatchObject({
    kind: 'ok',
    ignored: [{ field: '__proto__' }],
  });
});
