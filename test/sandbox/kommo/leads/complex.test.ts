import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';

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
    const contact = await kommo.get(`/api/v4/contacts/${answer.id('0.contact_id')}?with=leads`);
    expect(contact.at('name')).toBe('Ana Cruz');
    expect(contact.at('_embedded.companies.0.id')).toBe(answer.at('0.company_id'));
    expect(contact.at('_embedded.leads.0.id')).toBe(answer.at('0.id'));
  });

  test('the same person twice is two contacts: duplicate control is off', async () => {
    const answer = await kommo.post('/api/v4/leads/complex', [
      person('+18095550103'),
      person('+18095550103'),
    ]);
    expect(answer.at('0.contact_id')).not.toBe(answer.at('1.contact_id'));
  });

  test('one bad value refuses the whole batch with its path', async () => {
    const bad = {
      ...person('+18095550104'),
      custom_fields_values: [{ field_id: 1, values: [{ value: 'x' }] }],
    };
    const answer = await kommo.post('/api/v4/leads/complex', [person('+18095550105'), bad]);
    expect(answer.status).toBe(400);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.at('validation-errors')).toEqual([
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

  test('a refused batch keeps its valid items where the switch says so', async () => {
    await kommo.post('/sandbox/switches', { 'batch-keeps-valid-items': true });
    const bad = { name: 'x', price: 'much' };
    expect((await kommo.post('/api/v4/leads/complex', [person('+18095550106'), bad])).status).toBe(
      400,
    );
    expect((await kommo.get('/api/v4/contacts?query=8095550106')).status).toBe(200);
    await kommo.call('DELETE', '/sandbox/switches');
  });

  test('an object instead of an array is 400, more than fifty leads 422', async () => {
    expect((await kommo.post('/api/v4/leads/complex', { name: 'x' })).status).toBe(400);
    const many = await kommo.post(
      '/api/v4/leads/complex',
      Array.from({ length: 51 }, () => ({ name: 'x' })),
    );
    expect(many.status).toBe(422);
    expect(many.at('detail')).toBe('Limit 50 per page');
  });

  test('forty field values are allowed, forty-one are not', async () => {
    const values = (count: number) =>
      Array.from({ length: count }, () => ({ field_code: 'UTM_SOURCE', values: [{ value: 'x' }] }));
    expect(
      (await kommo.post('/api/v4/leads/complex', [{ custom_fields_values: values(40) }])).status,
    ).toBe(200);
    const refused = await kommo.post('/api/v4/leads/complex', [
      { custom_fields_values: values(41) },
    ]);
    expect(refused.at('validation-errors.0.errors.0.code')).toBe('TooLong');
  });

  test('an existing contact is linked by id, an unknown one refused with its path', async () => {
    const first = await kommo.post('/api/v4/leads/complex', [person('+18095550107')]);
    const contactId = first.id('0.contact_id');
    const again = await kommo.post('/api/v4/leads/complex', [
      { _embedded: { contacts: [{ id: contactId }] } },
    ]);
    expect(again.at('0.contact_id')).toBe(contactId);
    const unknown = await kommo.post('/api/v4/leads/complex', [
      { _embedded: { contacts: [{ id: 1 }] } },
    ]);
    expect(unknown.at('validation-errors.0.errors.0.path')).toBe('_embedded.contacts.0.id');
  });

  test('with duplicate control a known phone is merged and inputs collapse into one item', async () => {
    const known = await kommo.post('/api/v4/leads/complex', [person('+18095550108')]);
    await kommo.post('/sandbox/switches', { 'duplicate-control': true });
    const answer = await kommo.post('/api/v4/leads/complex', [
      person('+18095550108'),
      person('+18095550108'),
    ]);
    expect(answer.body).toEqual([
      expect.objectContaining({ id: known.id('0.id'), merged: true, request_id: ['0', '1'] }),
    ]);
    await kommo.call('DELETE', '/sandbox/switches');
  });

  test('with metadata the lead is an incoming one', async () => {
    const metadata = {
      category: 'forms',
      form_id: '1',
      form_name: 'Sitio',
      form_page: 'https://firma.example',
      form_sent_at: 1790000000,
    };
    const answer = await kommo.post('/api/v4/leads/complex', [
      { name: 'Entrante', _embedded: { metadata } },
    ]);
    const lead = await kommo.get(`/api/v4/leads/${answer.id('0.id')}`);
    expect(lead.at('status_id')).toBe(67_548_603);
    const incoming = await kommo.get('/api/v4/leads/unsorted?filter[category][]=forms');
    expect(incoming.at('_embedded.unsorted.0._embedded.leads.0.id')).toBe(answer.at('0.id'));
  });
});
