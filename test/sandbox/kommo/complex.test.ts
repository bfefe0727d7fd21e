import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

let kommo: TestSandbox;
beforeAll(async () => {
  kommo = await startTestSandbox();
});
afterAll(() => kommo.close());

const phone = (value: string) => [{ field_code: 'PHONE', values: [{ value, enum_code: 'WORK' }] }];
const person = (value: string) => ({
  name: 'Colmado La Fe',
  _embedded: {
    contacts: [{ first_name: 'Ana', last_name: 'Cruz', custom_fields_values: phone(value) }],
    companies: [{ name: 'Colmado La Fe SRL' }],
  },
});

describe('leads/complex', () => {
  test('answers a bare array with request ids as arrays and links contact and company', async () => {
    const answer = await kommo.post('/api/v4/leads/complex', [
      { ...person('+18095550101'), request_id: 'a' },
      person('+18095550102'),
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([
      expect.objectContaining({ request_id: ['a'], merged: false }),
      expect.objectContaining({ request_id: ['1'], merged: false }),
    ]);
    const [first] = answer.body;
    const contact = await kommo.get(`/api/v4/contacts/${first.contact_id}?with=leads`);
    expect(contact.body.name).toBe('Ana Cruz');
    expect(contact.body._embedded.companies[0].id).toBe(first.company_id);
    expect(contact.body._embedded.leads[0].id).toBe(first.id);
  });

  test('the same person twice is two contacts: duplicate control is off', async () => {
    const answer = await kommo.post('/api/v4/leads/complex', [
      person('+18095550103'),
      person('+18095550103'),
    ]);
    expect(answer.body[0].contact_id).not.toBe(answer.body[1].contact_id);
  });

  test('one bad value refuses the whole batch with its path', async () => {
    const bad = {
      ...person('+18095550104'),
      custom_fields_values: [{ field_id: 1, values: [{ value: 'x' }] }],
    };
    const answer = await kommo.post('/api/v4/leads/complex', [person('+18095550105'), bad]);
    expect(answer.status).toBe(400);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body['validation-errors']).toEqual([
      {
        request_id: '1',
        errors: [
          expect.objectContaining({
            code: 'NotSupportedChoice',
            path: 'custom_fields_values.0.field_id',
          }),
        ],
      },
    ]);
    expect((await kommo.get('/api/v4/contacts?query=8095550105')).status).toBe(204);
  });
});
