import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseBracketForm } from '../../../../backend/src/adapters/kommo/hooks/bracket-form.js';
import {
  readAccountHook,
  readBotRequest,
  readPipelineAction,
} from '../../../../backend/src/adapters/kommo/hooks/webhook.js';
import { AppError } from '../../../../backend/src/errors.js';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/kommo/${name}`, import.meta.url));
const form = 'application/x-www-form-urlencoded';
const readFixture = (name: string) => readAccountHook(fixture(`${name}.form.txt`), form);

describe('an account hook as it arrives says where to look again (R9.3)', () => {
  const lead = { entity: 'lead', id: 15318175, pipelineId: 8572511 } as const;
  const changed = '2026-09-21T14:25:58.000Z';
  test.each([
    [
      'lead-add-two-in-one',
      [
        { ...lead, action: 'add', statusId: 67548619, updatedAt: changed },
        { ...lead, id: 15318176, action: 'add', statusId: 67548619, updatedAt: changed },
      ],
    ],
    [
      'lead-update-name-empty',
      [{ ...lead, action: 'update', statusId: 67548619, updatedAt: changed }],
    ],
    ['lead-status', [{ ...lead, action: 'status', statusId: 67548619, updatedAt: changed }]],
    ['lead-won', [{ ...lead, action: 'status', statusId: 142, updatedAt: changed }]],
    [
      'lead-responsible',
      [{ ...lead, action: 'responsible', statusId: 67548619, updatedAt: changed }],
    ],
    ['lead-delete', [{ ...lead, action: 'delete', statusId: 67548607, updatedAt: null }]],
    ['pipeline-send-webhook', [{ ...lead, action: 'status', statusId: 142, updatedAt: null }]],
  ])('%s', (name, hints) => {
    expect(readFixture(name)).toMatchObject({ accountId: 30000001, subdomain: 'sandbox', hints });
  });

  test('contacts and companies share a key and are told apart by type', () => {
    const contact = readFixture('contact-add-radiobutton-object');
    expect(contact.hints).toMatchObject([{ entity: 'contact', action: 'add' }]);
    const company = readFixture('company-update-under-contacts');
    expect(company.hints).toMatchObject([{ entity: 'company', action: 'update' }]);
    expect([...contact.leadIds, ...company.leadIds]).toEqual([]);
  });

  test('a task names itself and its lead', () => {
    const { hints, leadIds } = readFixture('task-add-text-dates');
    expect(hints.map(({ entity, id }) => [entity, id])).toEqual([
      ['task', 1564671],
      ['lead', 15318175],
    ]);
    expect(leadIds).toEqual([15318175]);
  });

  test('accepting an incoming lead arrives as its deletion and names the new lead', () => {
    expect(readFixture('unsorted-accepted-as-delete').leadIds).toEqual([15258873]);
  });

  test('a message is told apart from the creation of its lead, and what the firm says from what the lead does', () => {
    const actions = (body: string) => readAccountHook(body, form).hints.map(({ action }) => action);
    const item = '[talk_id]=12&KEY[type]=TYPE&KEY[entity_type]=lead&KEY[entity_id]=77';
    const body = (key: string, type: string) =>
      `${key}${item.replaceAll('KEY', key).replace('TYPE', type)}`;
    expect(actions(body('message[add][0]', 'incoming'))).toEqual(['message', 'message']);
    expect(actions(body('add[0]', 'incoming'))).toEqual(['message', 'message']);
    const said = ['outgoing_message', 'outgoing_message'];
    expect(actions(body('message[add][0]', 'outgoing'))).toEqual(said);
    expect(actions(body('outgoing_message[add][0]', 'incoming'))).toEqual(said);
  });

  test('a message that is repeated in its other form is the same delivery', () => {
    const item = (key: string) => `${key}[id]=8f0&${key}[talk_id]=12&${key}[created_at]=1763640000`;
    const keyOf = (key: string) =>
      readAccountHook(`account[id]=30000001&${item(key)}`, form).dedupeKey;
    expect(keyOf('add[0]')).toBe(keyOf('message[add][0]'));
  });

  test.each([
    [
      'a message',
      'message[add][0][id]=8f0&message[add][0][talk_id]=12&message[add][0][entity_type]=lead&message[add][0][entity_id]=77',
      [77],
    ],
    [
      'a message at the top level, as some accounts send it',
      'add[0][id]=8f0&add[0][talk_id]=12&add[0][entity_type]=lead&add[0][entity_id]=77',
      [77],
    ],
    [
      'a message of the firm that names its lead',
      'outgoing_message[add][0][talk_id]=12&outgoing_message[add][0][element_type]=2&outgoing_message[add][0][element_id]=77',
      [77],
    ],
    [
      'a talk',
      'talk[update][0][talk_id]=12&talk[update][0][entity_type]=lead&talk[update][0][entity_id]=77',
      [77],
    ],
    [
      'a message of a contact alone',
      'message[add][0][talk_id]=12&message[add][0][contact_id]=5',
      [],
    ],
    [
      'a note',
      'leads[note][0][note][id]=1&leads[note][0][note][element_type]=2&leads[note][0][note][element_id]=77',
      [77],
    ],
    ['something else at the top level', 'add[0][id]=3&add[0][name]=x', []],
    ['a group nobody knows', 'catalogs[add][0][id]=3', []],
    ['an id that is none', 'leads[add][0][id]=abc', []],
  ])('%s', (_name, body, leadIds) => {
    const hook = readAccountHook(`account[id]=30000001&${body}`, form);
    expect(hook.leadIds).toEqual(leadIds);
  });

  test('thousands of fields and gaps in the numbering are read', () => {
    const fields = Array.from(
      { length: 6000 },
      (_, at) => `leads%5Bupdate%5D%5B7%5D%5Bcustom_fields%5D%5B${at}%5D%5Bid%5D=${at}`,
    );
    const hook = readAccountHook(`leads[update][7][id]=5&account[id]=1&${fields.join('&')}`, form);
    expect(hook.leadIds).toEqual([5]);
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['broken JSON', '{"a"'],
    ['JSON of another kind', '[1]'],
  ])('%s is refused as no hook', (_name, body) => {
    expect(() => readAccountHook(body, 'application/json')).toThrow(AppError);
  });
});

describe('the key that tells a repeated delivery', () => {
  const body = fixture('lead-status.form.txt').toString();
  const keyOf = (text: string) => readAccountHook(text, form).dedupeKey;

  test('is the same whatever the order of the fields', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(body.split('&'), { minLength: body.split('&').length }),
        (parts) => {
          expect(keyOf(parts.join('&'))).toBe(keyOf(body));
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([
    ['another stage', (text: string) => text.replace('=67548619', '=142')],
    ['another time', (text: string) => text.replaceAll('1790000758', '1790000759')],
    ['another lead', (text: string) => text.replaceAll('15318175', '15318176')],
    ['another action', (text: string) => text.replaceAll('status%5D', 'update%5D')],
    ['another value in the same second', (text: string) => text.replace('=78', '=79')],
    ['another account', (text: string) => text.replace('30000001', '30000002')],
  ])('differs for %s', (_name, change) => {
    expect(keyOf(change(body))).not.toBe(keyOf(body));
  });

  test('a change without a time of its own is never a repetition: a lead can be won twice', () => {
    const won = fixture('pipeline-send-webhook.form.txt').toString();
    expect(keyOf(won)).not.toBe(keyOf(won));
  });
});

describe('the digital pipeline', () => {
  test('the widget action says the same as a form and as JSON (R9.3)', () => {
    const asForm = readPipelineAction(fixture('pipeline-widget-action.form.txt'), form);
    const asJson = readPipelineAction(fixture('pipeline-widget-action.json'), 'application/json');
    expect(asForm).toEqual({ ...asJson });
    expect(asJson).toMatchObject({
      accountId: 30000001,
      leadIds: [15318175],
      hints: [{ entity: 'lead', action: 'lead_appeared_in_status', statusId: 142 }],
      settings: { action: 'send_to_odoo', key: 'sandbox-hook' },
    });
  });

  test('JSON with the wrong content type is read all the same', () => {
    const action = readPipelineAction(fixture('pipeline-widget-action.json'), form);
    expect(action.leadIds).toEqual([15318175]);
  });

  test('"send webhook" has no settings', () => {
    const action = readPipelineAction(fixture('pipeline-send-webhook.form.txt'), form);
    expect(action).toMatchObject({ leadIds: [15318175], settings: {} });
  });

  test('an action of a customer names no lead; one without an entity is refused', () => {
    const customer = { event: { type: 'x', data: { id: 5, element_type: 12 } }, account_id: 1 };
    expect(readPipelineAction(JSON.stringify(customer), 'application/json').leadIds).toEqual([]);
    expect(() => readPipelineAction('{"event":{"data":{}}}', 'application/json')).toThrow(AppError);
  });
});

describe('a request of a Salesbot', () => {
  test('is read from a form', () => {
    expect(readBotRequest(fixture('salesbot-widget-request.form.txt'), form)).toEqual({
      token: '<JWT>',
      data: { lead_id: '15318175', answers: '{"inventario":"si"}' },
      returnUrl: 'https://sandbox.kommo.com/api/v4/salesbot/55/continue/abc123',
    });
  });

  test('is read from JSON, and refused without a token', () => {
    const request = { token: 't', data: { a: 1 }, return_url: 'https://x' };
    expect(readBotRequest(JSON.stringify(request), 'application/json').token).toBe('t');
    expect(() => readBotRequest('{"return_url":"https://x"}', 'application/json')).toThrow(
      AppError,
    );
  });
});

describe('forms with brackets', () => {
  test.each([
    ['a[b][c]=1', { a: { b: { c: '1' } } }],
    ['a[]=1&a[]=2', { a: { 0: '1', 1: '2' } }],
    ['a[5]=x', { a: { 5: 'x' } }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['[x]=1', { '[x]': '1' }],
    ['a%5Bb%5D=%C3%A1', { a: { b: 'á' } }],
    ['a=1&a=2', { a: '2' }],
  ])('%s', (body, wanted) => {
    expect(JSON.parse(JSON.stringify(parseBracketForm(body)))).toEqual(wanted);
  });

  test('no key reaches the prototype of anything', () => {
    parseBracketForm(
      '__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('any text is read without an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseBracketForm(text)));
  });
});
