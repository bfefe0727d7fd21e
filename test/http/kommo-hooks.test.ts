import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { createApp } from '../../backend/src/app.js';
import { hookBodySchema } from '../../backend/src/journey/reading/hook-body.js';
import type { HookBody } from '../../backend/src/journey/reading/hook-body.js';
import { problemSchema } from '../../contract/errors.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { clientSecret, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const form = 'application/x-www-form-urlencoded';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/kommo/${name}`, import.meta.url), 'utf8');

let world: World;
let served: Served;

beforeAll(async () => {
  world = await openWorld();
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});
beforeEach(() => world.pool.query('delete from hooks'));

const send = (path: string, body: string, contentType = form, base = served.url) =>
  fetch(base + path, { method: 'POST', headers: { 'content-type': contentType }, body });

async function stored(): Promise<readonly { kind: string; body: HookBody }[]> {
  const { rows } = await world.pool.query<{ kind: string; body: unknown }>(
    'select kind, body from hooks order by received_at',
  );
  return rows.map(({ kind, body }) => ({ kind, body: hookBodySchema.parse(body) }));
}

const address = '/webhooks/kommo/sandbox-hook';

describe('an account hook', () => {
  test.each([
    ['lead-add-two-in-one.form.txt', [15318175, 15318176], []],
    ['lead-update-name-empty.form.txt', [15318175], []],
    ['lead-status.form.txt', [15318175], []],
    ['lead-won.form.txt', [15318175], []],
    ['lead-responsible.form.txt', [15318175], []],
    ['lead-delete.form.txt', [15318175], []],
    ['task-add-text-dates.form.txt', [15318175], []],
    ['unsorted-accepted-as-delete.form.txt', [15258873], []],
  ])('%s is on disk before it is answered (R9.3)', async (name, leadIds, contactIds) => {
    const { status } = await send(address, fixture(name));
    expect(status).toBe(200);
    const [hook] = await stored();
    expect(hook?.kind).toBe('account');
    expect(hook?.body.leads.map(({ id }) => id)).toEqual(leadIds);
    expect(hook?.body.contacts?.map(({ id }) => id)).toEqual(contactIds);
  });

  test('a contact among "contacts" is kept, a company is nobody of ours', async () => {
    await send(address, fixture('contact-add-radiobutton-object.form.txt'));
    await send(address, fixture('company-update-under-contacts.form.txt'));
    const hooks = await stored();
    expect(hooks).toHaveLength(1);
    expect(hooks[0]?.body.contacts).toEqual([{ id: expect.any(Number), action: 'add' }]);
  });

  test('repeated, it is stored once and answered each time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(address, fixture('lead-status.form.txt'))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await stored()).toHaveLength(1);
  });

  test('a slash at the end of the address is as good as none', async () => {
    expect((await send(`${address}/`, fixture('lead-won.form.txt'))).status).toBe(200);
    expect(
      (await send(`${address}/pipeline/`, fixture('pipeline-send-webhook.form.txt'))).status,
    ).toBe(200);
    expect(await stored()).toHaveLength(2);
  });

  test('thousands of fields and more than a megabyte are read', async () => {
    const fields = Array.from(
      { length: 20_000 },
      (_, at) => `leads[update][0][custom_fields][${at}][values][0][value]=${'x'.repeat(60)}`,
    );
    const body = `leads[update][0][id]=5&account[id]=30000001&${fields.join('&')}`;
    expect(body.length).toBeGreaterThan(1_500_000);
    expect((await send(address, body)).status).toBe(200);
    expect((await stored())[0]?.body.leads).toMatchObject([{ id: 5 }]);
  });
});

describe('a body that nobody can read, at an address that only Kommo knows', () => {
  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['broken JSON', '{"a"'],
    ['binary', '\u0000\u0001'],
  ])('%s is kept and answered 200, so that Kommo does not end the hook', async (_name, body) => {
    const { status } = await send(address, body, 'application/json');
    expect(status).toBe(200);
    const [hook] = await stored();
    expect(hook?.body).toMatchObject({ leads: [] });
    expect(hook?.body.unreadable).toBeDefined();
  });

  test('one that is too large is told of and not kept', async () => {
    const { status } = await send(address, 'x'.repeat(11 * 1024 * 1024));
    expect(status).toBe(200);
    expect((await stored())[0]?.body.unreadable).toMatch(/^entity\.too\.large: \d+ bytes$/);
  });
});

describe('a stranger', () => {
  test.each(['', '/pipeline', '/salesbot'])(
    'with a wrong secret finds nothing at …%s',
    async (below) => {
      const answer = await send(`/webhooks/kommo/another${below}`, fixture('lead-won.form.txt'));
      expect(answer.status).toBe(404);
      expect(problemSchema.parse(await answer.json()).code).toBe('not_found');
      expect(await stored()).toEqual([]);
    },
  );

  test('of another account is refused', async () => {
    const body = fixture('lead-won.form.txt').replace('30000001', '30000002');
    expect((await send(address, body)).status).toBe(403);
    expect(await stored()).toEqual([]);
  });

  test.each(['GET', 'HEAD', 'PUT'])('%s is not a hook', async (method) => {
    for (const below of ['', '/pipeline', '/salesbot']) {
      const answer = await fetch(served.url + address + below, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST');
    }
  });
});

describe('an address list, where one is configured (R8.2)', () => {
  const with127 = ['127.0.0.1', '127.0.0.0/8', '203.0.113.0/24,127.0.0.1'];
  const cases = [
    ...with127.map((ips) => [ips, '0', '', 200] as const),
    ['203.0.113.0/24', '0', '', 404],
    ['2001:db8::/32', '0', '', 404],
    // Behind a proxy, who stands before it counts; what the sender himself claims does not.
    ['203.0.113.0/24', '1', '198.51.100.9, 203.0.113.7', 200],
    ['203.0.113.0/24', '1', '203.0.113.7, 198.51.100.9', 404],
    ['203.0.113.0/24', '0', '203.0.113.7', 404],
  ] as const;
  test.each(cases)(
    '%s with %s proxies and "%s" answers %s',
    async (ips, hops, forwarded, status) => {
      const { readConfig } = await import('../../backend/src/config.js');
      const config = readConfig({
        ...{ SANDBOX: 'true', CAPTURE_TOKEN: 'sandbox-capture', KOMMO_SUBDOMAIN: 'sandbox' },
        ...{
          KOMMO_BASE_URL: world.kommoUrl,
          KOMMO_ACCOUNT_ID: '30000001',
          KOMMO_TOKEN: 'sandbox-token',
        },
        KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
        ...{ KOMMO_CLIENT_SECRET: clientSecret, KOMMO_HOOK_SECRET: 'sandbox-hook' },
        ...{ KOMMO_HOOK_IPS: ips, TRUST_PROXY_HOPS: hops },
      });
      const services = { ...world.services, config };
      const guarded = await serve(createApp(services, world.verify, world.metrics));
      const answer = await fetch(guarded.url + address, {
        method: 'POST',
        headers: { 'content-type': form, ...(forwarded && { 'x-forwarded-for': forwarded }) },
        body: fixture('lead-won.form.txt'),
      });
      await guarded.close();
      expect(answer.status).toBe(status);
    },
  );
});

describe('an action of the digital pipeline (R9.3)', () => {
  test.each([
    ['form', 'pipeline-widget-action.form.txt', form],
    ['JSON', 'pipeline-widget-action.json', 'application/json'],
    ['JSON that is called a form', 'pipeline-widget-action.json', form],
  ])('of the widget arrives as %s', async (_name, file, contentType) => {
    expect((await send(`${address}/pipeline`, fixture(file), contentType)).status).toBe(200);
    expect(await stored()).toMatchObject([
      {
        kind: 'pipeline',
        body: { tile: 'send_to_odoo', leads: [{ id: 15318175, statusId: 142 }] },
      },
    ]);
  });

  test('"send webhook" has no tile', async () => {
    await send(`${address}/pipeline`, fixture('pipeline-send-webhook.form.txt'));
    const [hook] = await stored();
    expect(hook?.body.leads).toMatchObject([{ id: 15318175, statusId: 142, fingerprint: null }]);
    expect(hook?.body.tile).toBeUndefined();
  });

  test('a tile with another key is a stranger, one without a key is let in by the address', async () => {
    const body = fixture('pipeline-widget-action.json');
    const wrong = body.replace('"sandbox-hook"', '"guessed"');
    const none = body.replace(/,\s*"key": "sandbox-hook"/, '');
    expect(none).not.toContain('key');
    expect((await send(`${address}/pipeline`, wrong, 'application/json')).status).toBe(404);
    expect(await stored()).toEqual([]);
    expect((await send(`${address}/pipeline`, none, 'application/json')).status).toBe(200);
  });
});

describe('a Salesbot that asks', () => {
  const token = (
    claims: Record<string, unknown> = {},
    algorithm = 'HS512',
    secret = clientSecret,
  ) =>
    new SignJWT({
      ...{ iss: 'https://sandbox.kommo.com', subdomain: 'sandbox', account_id: 30000001 },
      client_uuid: '00000000-0000-4000-8000-000000000001',
      ...{ entity_id: 15318175, entity_type: '2', bot_type: 'salesbot' },
      ...claims,
    })
      .setProtectedHeader({ alg: algorithm })
      .setIssuedAt()
      .setExpirationTime('30m')
      .sign(new TextEncoder().encode(secret));
  const request = (
    jwt: string,
    returnUrl = `${world.kommoUrl}/api/v4/salesbot/55/continue/abc123`,
  ) =>
    new URLSearchParams({
      token: jwt,
      'data[lead_id]': '15318175',
      'data[answers]': '{"inventario":"si"}',
      return_url: returnUrl,
    }).toString();

  test.each(['HS512', 'HS256'])(
    'with a token of %s is stored with its answers',
    async (algorithm) => {
      const answer = await send(`${address}/salesbot`, request(await token({}, algorithm)));
      expect(answer.status).toBe(200);
      expect(await stored()).toMatchObject([
        {
          kind: 'salesbot',
          body: {
            leads: [{ id: 15318175, action: 'bot' }],
            bot: {
              returnPath: '/api/v4/salesbot/55/continue/abc123',
              data: { answers: '{"inventario":"si"}' },
            },
          },
        },
      ]);
    },
  );

  test('is heard as JSON too', async () => {
    const body = JSON.stringify({
      token: await token(),
      data: { lead_id: 15318175 },
      return_url: `${world.kommoUrl}/api/v4/salesbot/55/continue/json`,
    });
    expect((await send(`${address}/salesbot`, body, 'application/json')).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  test.each([
    [
      'of another secret',
      () => token({}, 'HS512', 'another-secret-of-somebody-else-0123456789'),
      401,
    ],
    [
      'of a browser, which knows a user and no bot',
      () => token({ bot_type: undefined, user_id: 1002 }),
      401,
    ],
    ['of another account', () => token({ account_id: 1 }), 403],
  ])('with a token %s is refused', async (_name, jwt, status) => {
    expect((await send(`${address}/salesbot`, request(await jwt()))).status).toBe(status);
    expect(await stored()).toEqual([]);
  });

  test.each([
    'https://evil.example/api/v4/salesbot/55/continue/abc',
    'http://127.0.0.1:1/api/v4/salesbot/55/continue/abc',
    'KOMMO/api/v4/leads/1',
    'KOMMO/api/v4/salesbot/55/continue/../../leads',
  ])('that waits at %s is refused: our token would go there', async (url) => {
    const body = request(await token(), url.replace('KOMMO', world.kommoUrl));
    expect((await send(`${address}/salesbot`, body)).status).toBe(403);
    expect(await stored()).toEqual([]);
  });
});
