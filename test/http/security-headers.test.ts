import { request as requestOf } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let served: Served;

beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: 'https://companion.example' } });
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const addresses = [
  ['GET', '/'],
  ['GET', '/form'],
  ['GET', '/form/assets/form.js'],
  ['GET', '/privacy'],
  ['GET', '/go'],
  ['GET', '/health/live'],
  ['GET', '/metrics'],
  ['GET', '/openapi.json'],
  ['GET', '/oauth/start'],
  ['GET', '/proposals/unknown'],
  ['GET', '/widget/v1/leads/1/card'],
  ['GET', '/webhooks/meta'],
  ['POST', '/webhooks/meta'],
  ['POST', '/webhooks/leads/direct'],
  ['POST', '/webhooks/leads/inlead/unknown'],
  ['POST', '/webhooks/kommo/unknown'],
  ['GET', '/no-such-address'],
] as const;

describe('what every answer tells the browser (R8.2)', () => {
  test.each(addresses)('%s %s', async (method, path) => {
    const { headers } = await fetch(served.url + path, { method, redirect: 'manual' });
    const shown = headers.get('strict-transport-security') ?? '';
    expect(Number(/max-age=(\d+)/.exec(shown)?.[1])).toBeGreaterThanOrEqual(365 * 86_400);
    expect(shown).toContain('includeSubDomains');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toMatch(/no-referrer|strict-origin/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors '(none|self)'/);
    expect(headers.get('content-security-policy')).toMatch(/base-uri '(none|self)'/);
    expect(headers.has('x-powered-by')).toBe(false);
    const type = headers.get('content-type');
    if (type !== null) expect(type).toMatch(/charset=utf-8/i);
  });

  test('nobody reads another origin of theirs, and no address allows every origin', async () => {
    for (const [method, path] of addresses) {
      const { headers } = await fetch(served.url + path, {
        method,
        redirect: 'manual',
        headers: { origin: 'https://evil.example' },
      });
      const allowed = headers.get('access-control-allow-origin');
      // InLead posts from visitors' browsers: it may be told that the address exists, nothing else is answered there.
      expect([path, allowed]).toEqual([path, path.includes('/inlead/') ? allowed : null]);
    }
  });

  test('TRACE is not answered with what was sent', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = requestOf(`${served.url}/form`, { method: 'TRACE' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect([404, 405]).toContain(status);
  });
});

describe("the landing page's cookies over https (R8.2)", () => {
  const tagged = '/form?utm_source=facebook&utm_campaign=uno';

  test('belong to this host alone, travel encrypted and are out of reach of scripts', async () => {
    const { headers } = await fetch(served.url + tagged);
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-visita=[^;]+; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('the one of this host counts, whatever a neighbouring host has set beside it', async () => {
    const { headers } = await fetch(served.url + tagged);
    const [own = ''] = (headers.get('set-cookie') ?? '').split(';');
    const again = await fetch(`${served.url}/form`, {
      headers: { cookie: `visita=of-a-neighbour; ${own}; visita=again` },
    });
    const [, state = ''] = /name="state" value="([^."]+)/.exec(await again.text()) ?? [];
    expect(Buffer.from(state, 'base64url').toString()).toContain('"utm_campaign":"uno"');
  });
});
