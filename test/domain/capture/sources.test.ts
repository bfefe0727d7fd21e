import { describe, expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { readCapture } from '../../../domain/capture/read-capture.js';

const at = new Date('2026-11-02T14:00:00Z');
const person = {
  full_name: 'Carmen Rosario',
  company_name: 'Colmado El Progreso',
  email: 'carmen@elprogreso.example',
  phone_number: '+1 809 555 0142',
  company_size: '21-50',
  utm_campaign: 'pyme',
};

describe.each([
  ['direct', { ...person, service_type: 'Fiscal' }, 'form', null],
  ['inlead', { ...person, service_type: 'Fiscal', inlead_score: 66 }, 'inlead', 66],
  ['meta', { ...person, service_interest: 'Fiscal' }, 'meta', null],
] as const)('a delivery from %s (R1.2, R1.3, R5.3)', (source, body, origin, inleadScore) => {
  test('becomes a lead of this source', () => {
    expect(readCapture(body, source, blueprint, at)).toMatchObject({
      kind: 'ok',
      ignored: [],
      profile: {
        source,
        services: ['tax'],
        person: { phone: '+18095550142' },
        inleadScore,
        answers: { company_size: { value: '21-50', origin, answeredAt: at.toISOString() } },
      },
    });
  });

  test.each([[null], [undefined], [[]], [[body]], ['text'], [1], [true]])(
    '%j is refused as a whole',
    (given) => {
      expect(readCapture(given, source, blueprint, at)).toMatchObject({
        kind: 'rejected',
        problems: [{ field: '' }],
      });
    },
  );

  test('with a prototype key is read without it', () => {
    const hostile: unknown = JSON.parse(
      `{"__proto__":{"full_name":"X Y"},${JSON.stringify(body).slice(1)}`,
    );
    expect(readCapture(hostile, source, blueprint, at)).toMatchObject({
      kind: 'ok',
      ignored: [{ field: '__proto__' }],
    });
  });
});

test.each([
  ['inlead', { arm: 'b' }],
  ['direct', {}],
] as const)(
  'the side of the pilot comes with what InLead sends, as the source %s has it (R3.4)',
  (source, expected) => {
    const read = readCapture(
      { ...person, service_type: 'Fiscal', piloto: 'b', visita: 'x' },
      source,
      blueprint,
      new Date('2026-11-23T12:00:00Z'),
    );
    if (read.kind === 'rejected') throw new Error('it is a lead');
    const { arm } = read.profile;
    expect(arm === undefined ? {} : { arm }).toEqual(expected);
  },
);
