import https from 'node:https';
import { connect } from 'node:net';
import { Amo } from '@shevernitskiy/amo';
import { Client } from 'amocrm-js';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

/*
 * Two clients of Kommo's API written by others, as npm has them. They know the address
 * https://sandbox.kommo.com and nothing of a sandbox: below, only where that name leads is changed.
 */
const host = 'sandbox.kommo.com';
const integration = {
  client_id: '00000000-0000-4000-8000-000000000001',
  client_secret: 'secret-of-a-test',
  redirect_uri: 'http://localhost:3000/oauth/callback',
};

let kommo: TestSandbox;
const { globalAgent } = https;
const ownConnection = globalAgent.createConnection.bind(globalAgent);
const ownFetch = globalThis.fetch;

beforeAll(async () => {
  kommo = await startTestSandbox({ ticks: () => 0 });
  const { port } = new URL(kommo.url);
  globalAgent.createConnection = () => connect(Number(port), '127.0.0.1');
  globalThis.fetch = (address, init) =>
    ownFetch(
      (address instanceof Request ? address.url : address.toString()).replace(
        `https://${host}`,
        kommo.url,
      ),
      init,
    );
});
beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  globalAgent.createConnection = ownConnection;
  globalAgent.destroy();
  globalThis.fetch = ownFetch;
  await kommo.close();
});

interface Pair {
  readonly token_type: string;
  readonly expires_in: number;
  readonly access_token: string;
  readonly refresh_token: string;
}

const aMinuteAgo = () => Date.now() - 60_000;

async function code(): Promise<string> {
  const path = `/oauth/decision?client_id=${integration.client_id}&state=s&decision=allow`;
  const answer = await kommo.call('GET', path, undefined, {});
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function pair(): Promise<Pair> {
  const grant = { ...integration, grant_type: 'authorization_code', code: await code() };
  return (await kommo.call('POST', '/oauth2/access_token', grant, {})).body as Pair;
}

/** What was thrown, as data: one of the clients loses the class of its errors. */
async function failureOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => ({ message: 'nothing was thrown' }),
    (reason: unknown) => reason,
  );
  return { ...(error as object), message: (error as Error).message };
}

const calls = (path: string) =>
  kommo
    .get('/sandbox/requests')
    .then(({ body }) =>
      (body as { path: string; status: number }[]).filter((c) => c.path === path),
    );

describe('amocrm-js 3.6.0', () => {
  const client = (bearer = 'sandbox-token') =>
    new Client({ domain: host, auth: { ...integration, bearer } });

  const expired = async () => {
    const own = new Client({ domain: host, auth: integration });
    own.token.setValue({ ...(await pair()), expires_at: aMinuteAgo() });
    return own;
  };

  test('signs in with a code', async () => {
    const own = new Client({ domain: host, auth: { ...integration, code: await code() } });
    await own.connection.connect();
    expect((await own.request.get('/api/v4/account')).data).toMatchObject({ id: 30000001 });
  });

  test('creates, reads, updates and reads again', async () => {
    const made = firstOf(await client().leads.create([{ name: 'Colmado La Fe', price: 12_000 }]));
    const read = await client().leads.getById(idOf(made));
    expect(read).toMatchObject({ name: 'Colmado La Fe', price: 12_000, status_id: 67548607 });
    const changed = firstOf(await client().leads.update([{ id: idOf(made), price: 15_000 }]));
    expect(changed.id).toBe(made.id);
    expect(await client().leads.getById(idOf(made))).toMatchObject({ price: 15_000 });
  });

  test('its entity objects save themselves', async () => {
    const own = client();
    const lead = new own.Lead({ name: 'Ferretería Norte' });
    await lead.create();
    lead.name = 'Ferretería Norte SRL';
    await lead.update();
    await lead.fetch();
    expect(lead.name).toBe('Ferretería Norte SRL');
  });

  test('follows the pages to the last and back', async () => {
    const names = Array.from({ length: 5 }, (_, index) => ({ name: `Lead ${index}` }));
    await client().leads.create(names);
    const pages = await client().leads.get({ limit: 2 });
    const seen = [...pages.getData()];
    while (pages.hasNext()) {
      await pages.next();
      seen.push(...pages.getData());
    }
    expect(seen.map(({ name }) => name)).toEqual(names.map(({ name }) => name));
    await pages.prev();
    expect(pages.getPage()).toBe(2);
  });

  test('contacts carry their phone, companies and tasks are created too', async () => {
    const contact = firstOf(
      await client().contacts.create([
        {
          name: 'Ana Prueba',
          custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '809-555-0101' }] }],
        },
      ]),
    );
    const { data } = await client().request.get<Record<string, unknown>>(
      `/api/v4/contacts/${idOf(contact)}`,
    );
    expect(JSON.stringify(data)).toContain('809-555-0101');
    const company = firstOf(await client().companies.create([{ name: 'Colmado SRL' }]));
    const task = firstOf(
      await client().tasks.create([{ text: 'Llamar', complete_till: 1_790_000_000 }]),
    );
    expect([typeof company.id, typeof task.id]).toEqual(['number', 'number']);
  });

  test('a missing lead is an empty object to it, as 204 makes it with Kommo', async () => {
    expect(await client().leads.getById(1)).not.toHaveProperty('id', expect.any(Number));
  });

  test.each([
    ['a stage that is none', { status_id: 1 }, 'NotSupportedChoice', 'status_id'],
    ['a price in words', { price: 'mucho' }, 'InvalidType', 'price'],
  ])('%s comes back as its validation error', async (_case, lead, errorCode, path) => {
    const failure = await failureOf(client().leads.create([lead as never]));
    expect(failure).toMatchObject({
      message: 'API_RESPONSE_ERROR',
      data: {
        status: 400,
        'validation-errors': [{ request_id: '0', errors: [{ code: errorCode, path }] }],
      },
    });
  });

  test('an unknown token is its 401', async () => {
    expect(await failureOf(client('nobody').leads.get())).toMatchObject({
      data: { status: 401, title: 'Unauthorized' },
    });
  });

  test('the eighth call in a second is its 429, with the wait in the body', async () => {
    await kommo.post('/sandbox/limits', { perSecond: 7, perAccount: 50 });
    const eight = await Promise.all(
      Array.from({ length: 8 }, () => failureOf(client().request.get('/api/v4/account'))),
    );
    const refused = eight.filter(({ message }) => message === 'API_RESPONSE_ERROR');
    expect(refused.map(({ data }) => data)).toMatchObject([{ status: 429, retry_after: 300 }]);
  });

  test('renews an expired token by itself', async () => {
    const own = await expired();
    await own.request.get('/api/v4/account');
    expect(own.token.isExpired()).toBe(false);
    expect(await calls('/oauth2/access_token')).toMatchObject([{ status: 200 }, { status: 200 }]);
  });

  test('three calls with an expired token race: one renews, two are told it was revoked', async () => {
    const own = await expired();
    const three = await Promise.all(
      Array.from({ length: 3 }, () => failureOf(own.request.get('/api/v4/account'))),
    );
    const revoked = three.filter(({ message }) => message === 'API_RESPONSE_ERROR');
    expect(revoked.map(({ data }) => data)).toMatchObject([
      { status: 401, hint: 'Token has been revoked' },
      { status: 401, hint: 'Token has been revoked' },
    ]);
  });
});

describe('@shevernitskiy/amo 0.1.12', () => {
  const options = { request_delay: 1 };
  const client = (access_token = 'sandbox-token') =>
    new Amo(
      host,
      {
        ...integration,
        ...{ access_token, refresh_token: 'none', token_type: 'Bearer' },
        ...{ expires_in: 86_400, expires_at: Date.now() + 86_400_000 },
      },
      options,
    );
  const expired = async () =>
    new Amo(host, { ...integration, ...(await pair()), expires_at: aMinuteAgo() }, options);

  test('signs in with a code', async () => {
    const grant = { ...integration, grant_type: 'authorization_code' as const, code: await code() };
    const own = new Amo(host, grant, options);
    expect(await own.account.getAccount()).toMatchObject({ id: 30000001, subdomain: 'sandbox' });
    expect(own.token).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
  });

  test('creates, reads, updates one and many, and reads again', async () => {
    const own = client();
    const made = await own.lead.addLeads([
      { name: 'Colmado La Fe', price: 12_000 },
      { name: 'Taller Sur' },
    ]);
    const [first = 0, second = 0] = (made._embedded.leads ?? []).map(({ id }) => id);
    expect(await own.lead.getLeadById(first)).toMatchObject({ price: 12_000 });
    await own.lead.updateLeadById(first, { price: 15_000 });
    await own.lead.updateLeads([{ id: second, price: 9000 }]);
    expect(await own.lead.getLeadById(first)).toMatchObject({ price: 15_000 });
    expect(await own.lead.getLeadById(second)).toMatchObject({ price: 9000 });
  });

  test('adds a lead with contact and company in one call', async () => {
    const made = firstOf(
      await client().lead.addComplex([
        {
          name: 'Farmacia Luz',
          _embedded: {
            contacts: [{ name: 'Ana Prueba' }],
            companies: [{ name: 'Farmacia Luz SRL' }],
          },
        },
      ]),
    );
    expect(made).toMatchObject({ merged: false, request_id: ['0'] });
    const lead = await client().lead.getLeadById(made.id, { with: ['contacts'] });
    expect(lead).toMatchObject({ _embedded: { contacts: [{ id: made.contact_id }] } });
  });

  test('pages by number, filters and orders; the page after the last is its NoContentError', async () => {
    const own = client();
    await own.lead.addLeads(Array.from({ length: 3 }, (_, index) => ({ name: `Lead ${index}` })));
    const page = (number: number) =>
      own.lead.getLeads({ limit: 2, page: number, order: { param: 'id', type: 'desc' } });
    const names = async (number: number) =>
      (await page(number))._embedded.leads.map((lead) => lead.name);
    expect(await names(1)).toEqual(['Lead 2', 'Lead 1']);
    expect(await names(2)).toEqual(['Lead 0']);
    expect((await failureOf(page(3)))['message']).toMatch(/^204 No Content/);
    const one = await own.lead.getLeads({
      filter: (filter) => filter.single('name' as never, 'Lead 1'),
    });
    expect(one._embedded.leads).toHaveLength(1);
  });

  test('contacts, tasks, tags, pipelines, fields and hooks answer in the shapes it expects', async () => {
    const own = client();
    const contact = await own.contact.addContacts([{ name: 'Ana Prueba' }]);
    expect(contact._embedded.contacts).toHaveLength(1);
    const pipelines = await own.pipeline.getPipelines();
    expect(pipelines._embedded.pipelines[0]).toMatchObject({ is_main: true });
    expect(await own.user.getUsers()).toMatchObject({ _total_items: 3 });
    const hook = { destination: 'http://127.0.0.1:9/hook', settings: ['add_lead'] };
    expect(await own.webhook.addWebhook(hook as never)).toMatchObject({ disabled: false });
    expect(await own.webhook.getWebhooks()).toMatchObject({
      _embedded: { webhooks: [{ destination: hook.destination }] },
    });
  });

  test.each([
    ['a stage that is none', { status_id: 1 }, 'NotSupportedChoice', 'status_id'],
    ['a field that is none', fieldOf(77), 'NotSupportedChoice', 'custom_fields_values.0.field_id'],
    ['a price in words', { price: 'mucho' }, 'InvalidType', 'price'],
  ])('%s comes back as its ApiError', async (_case, lead, errorCode, path) => {
    const failure = await failureOf(client().lead.addLeads([lead as never]));
    expect(failure).toMatchObject({
      response: {
        status: 400,
        'validation-errors': [{ request_id: '0', errors: [{ code: errorCode, path }] }],
      },
    });
    expect(String(failure['message'])).toContain('400 Bad Request');
  });

  test('an unknown token is its 401, a blocked address its text', async () => {
    expect(await failureOf(client('nobody').account.getAccount())).toMatchObject({
      response: { status: 401, detail: 'Invalid user name or password' },
    });
    await kommo.post('/sandbox/faults', { kind: '403-html', times: 1 });
    const blocked = await failureOf(client().account.getAccount());
    expect(String(blocked['message'])).toContain('403 Forbidden');
  });

  test('the eighth call in a second is its 429, with the wait in the body', async () => {
    await kommo.post('/sandbox/limits', { perSecond: 7, perAccount: 50 });
    const eight = await Promise.all(
      Array.from({ length: 8 }, () => failureOf(client().account.getAccount())),
    );
    const refused = eight.filter(({ message }) => message !== 'nothing was thrown');
    expect(refused).toMatchObject([{ response: { status: 429, retry_after: 300 } }]);
  });

  test('renews an expired token by itself and tells the new pair', async () => {
    const own = await expired();
    const old = own.token?.refresh_token;
    expect(await own.account.getAccount()).toMatchObject({ id: 30000001 });
    expect(own.token?.refresh_token).not.toBe(old);
  });

  test('three calls with an expired token race: one renews, two are told it was revoked', async () => {
    const own = await expired();
    const three = await Promise.all(
      Array.from({ length: 3 }, () => failureOf(own.account.getAccount())),
    );
    const revoked = three.filter(({ message }) => message !== 'nothing was thrown');
    expect(revoked.map(({ response }) => response)).toMatchObject([
      { status: 401, hint: 'Token has been revoked' },
      { status: 401, hint: 'Token has been revoked' },
    ]);
  });

  test('with the grace that Kommo also documents, the same three calls succeed', async () => {
    await kommo.post('/sandbox/switches', { 'refresh-grace': true });
    const own = await expired();
    const three = await Promise.all(
      Array.from({ length: 3 }, () => failureOf(own.account.getAccount())),
    );
    expect(three.map(({ message }) => message)).toEqual(Array(3).fill('nothing was thrown'));
  });
});

function fieldOf(field_id: number) {
  return { custom_fields_values: [{ field_id, values: [{ value: 'x' }] }] };
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error('Nothing came back');
  return first;
}

function idOf({ id }: { readonly id?: number | undefined }): number {
  if (id === undefined) throw new Error('It has no id');
  return id;
}
