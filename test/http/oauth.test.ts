import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createHmac } from 'node:crypto';
import { problemHandler } from '../../backend/src/http/middleware/problem.js';
import { requestId } from '../../backend/src/http/middleware/request-id.js';
import { oauthRoutes } from '../../backend/src/http/routes/oauth.js';
import { accountId, clientSecret, openAccount } from '../account/connection/account.js';
import type { Account, Process } from '../account/connection/account.js';
import { silentLog } from '../support/database.js';
import { freePort } from '../support/database.js';

let account: Account;
let companion: Process;
let server: Server;
let base: string;

beforeAll(async () => {
  base = `http://localhost:${await freePort()}`;
  account = await openAccount(base);
  companion = account.process();
  const app = express();
  app.use(requestId, oauthRoutes(companion), problemHandler(silentLog));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(Number(new URL(base).port), resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await account.close();
});

const get = (path: string) => fetch(base + path, { redirect: 'manual' });

async function consentAddress(): Promise<string> {
  const start = await get('/oauth/start');
  expect(start.status).toBe(302);
  const page = await fetch(start.headers.get('location') ?? '');
  const link = /"(\/oauth\/decision[^"]*decision=allow)"/.exec(await page.text())?.[1] ?? '';
  const decided = await fetch(new URL(link.replaceAll('&amp;', '&'), page.url), {
    redirect: 'manual',
  });
  return decided.headers.get('location') ?? '';
}

describe('the addresses of the connection', () => {
  test('start leads to Kommo with a state, and the return connects (R9.2)', async () => {
    const start = await get('/oauth/start');
    const address = new URL(start.headers.get('location') ?? '');
    expect(address.pathname).toBe('/oauth');
    expect(address.searchParams.get('state')).toMatch(/^[\w-]{32}\./);
    expect(address.searchParams.get('mode')).toBe('popup');

    const back = await consentAddress();
    expect(back).toMatch(new RegExp(`^${base}/oauth/callback\\?`));
    const page = await fetch(back);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Kommo está conectado');
    const again = await fetch(back);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('Este intento ya venció');
    // The return that was refused changed nothing.
    const every = { ...{ limit: 10, olderThan: null }, by: null, action: 'oauth connect' };
    expect(await account.store.audit.list(every)).toMatchObject([
      { by: 'user:1001', after: { kind: 'oauth' }, status: 200 },
    ]);
  });

  test.each([
    ['pt-BR,pt;q=0.9,es;q=0.5', 'pt', 'A permissão não foi dada'],
    ['en-GB', 'en', 'Permission was not given'],
    ['ru', 'es', 'No se dio el permiso'],
  ])('to a browser that reads %s a page speaks %s (R9.2)', async (accepted, language, said) => {
    const page = await fetch(`${base}/oauth/callback?error=access_denied`, {
      headers: { 'accept-language': accepted },
    });
    const text = await page.text();
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(said);
  });

  test('pages with a code in their address are kept nowhere and run nothing', async () => {
    const page = await get('/oauth/callback?error=access_denied');
    expect(page.status).toBe(400);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(await page.text()).not.toMatch(/<script|\son\w+=/i);
  });

  test('nothing of the request is written into the page', async () => {
    const evil = encodeURIComponent('"><script>alert(1)</script>');
    const page = await get(`/oauth/callback?code=${evil}&state=${evil}&referer=${evil}`);
    expect(page.status).toBe(400);
    expect(await page.text()).not.toContain('alert(1)');
  });

  test("installed from Kommo's page, its server returns without a state", async () => {
    await account.store.tokens.forget(accountId);
    await account.kommo('POST', '/sandbox/oauth/install', {});
    expect((await account.tokens())?.kind).toBe('oauth');
  });

  test('a long-lived token is pasted into the form', async () => {
    const form = await (await get('/oauth/code')).text();
    const state = /name="state" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const { token } = (await account.kommo('POST', '/sandbox/oauth/long-lived', { days: 90 })) as {
      token: string;
    };
    const send = (text: string) =>
      fetch(`${base}/oauth/code`, { method: 'POST', body: new URLSearchParams({ text, state }) });
    const answer = await send(token);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(token.slice(0, 40));
    expect((await send(token)).status).toBe(400);
    expect((await account.tokens())?.kind).toBe('token');
    expect((await fetch(`${base}/oauth/code`, { method: 'POST' })).status).toBe(400);
  });

  test('other methods are refused', async () => {
    const answer = await fetch(`${base}/oauth/callback`, { method: 'POST' });
    expect(answer.status).toBe(405);
  });
});

describe("Kommo's deauthorisation hook", () => {
  const clientId = '00000000-0000-4000-8000-000000000001';
  const sign = (secret: string, text = `${clientId}|${accountId}`) =>
    createHmac('sha256', secret).update(text).digest('hex');
  const hook = (client: string, id: string, signature: string) =>
    get(`/oauth/disconnected?client_uuid=${client}&account_id=${id}&signature=${signature}`);

  test.each([
    ['another secret', clientId, String(accountId), sign('another')],
    ['a short signature', clientId, String(accountId), sign(clientSecret).slice(1)],
    ['no signature', clientId, String(accountId), ''],
    ['another account', clientId, '30000002', sign(clientSecret, `${clientId}|30000002`)],
    ['another integration', 'x', String(accountId), sign(clientSecret, `x|${accountId}`)],
  ])('with %s changes nothing', async (_name, client, id, signature) => {
    await account.connect(companion);
    expect((await hook(client, id, signature)).status).toBe(403);
    expect(await account.tokens()).not.toBeNull();
    expect((await get('/oauth/disconnected')).status).toBe(403);
  });

  test('forgets the tokens, and what to do is said (R8.2)', async () => {
    await account.connect(companion);
    await account.kommo('POST', '/sandbox/oauth/disconnect', {});
    expect(await account.tokens()).toBeNull();
    const newest = { ...{ limit: 1, olderThan: null }, by: 'kommo', action: null };
    expect(await account.store.audit.list(newest)).toMatchObject([
      { action: 'oauth disconnect', status: 200 },
    ]);
    expect(await companion.connection.read()).toMatchObject({ state: 'revoked' });
    await expect(companion.client.get('/api/v4/account')).rejects.toMatchObject({
      code: 'kommo_not_connected',
    });
    expect(await account.connect(companion)).toEqual({ kind: 'connected' });
    await companion.client.get('/api/v4/account');
  });
});

test('without ENCRYPTION_KEY the pages say what is missing', async () => {
  const noKey = account.process({ env: { KOMMO_TOKEN: 'sandbox-token', ENCRYPTION_KEY: '' } });
  const app = express();
  app.use(requestId, oauthRoutes(noKey));
  const other = createServer(app);
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  for (const path of ['/oauth/start', '/oauth/code']) {
    const page = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('ENCRYPTION_KEY');
  }
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
});
