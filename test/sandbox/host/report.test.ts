import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/chromium.js';
import { type RunningHost, startHost } from './host-page.js';
import { openPage, reportOf } from './open-page.js';

let browser: Browser;
let host: RunningHost;
let companion: Server;
let companionUrl: string;
const received: { method: string; headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  companion = createServer((request, response) => {
    received.push({ method: request.method ?? '', headers: request.headers });
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
    response.setHeader('access-control-allow-headers', 'x-auth-token');
    response.setHeader('content-type', 'application/json');
    response.end(request.url === '/strict' && request.method === 'GET' ? '{"score":82}' : '{}');
  });
  await new Promise<void>((resolve) => companion.listen(0, '127.0.0.1', resolve));
  companionUrl = `http://127.0.0.1:${(companion.address() as AddressInfo).port}`;
  [browser, host] = await Promise.all([launchBrowser(), startHost()]);
});

afterAll(async () => {
  await browser.close();
  await host.close();
  companion.closeAllConnections();
  await new Promise((resolve) => companion.close(resolve));
});

describe('what a widget does to the page is reported (R9.1)', () => {
  test('a tidy widget leaves nothing behind', async () => {
    const page = await openPage(browser, host, { path: '/leads/detail/501?second=1' });
    expect(await page.evaluate(() => window.__sandbox.destroy())).toEqual([]);
    expect(await page.locator('.card-widgets__widget').count()).toBe(0);
    expect((await reportOf(page)).appWrites).toEqual([]);
  });

  test('a widget that leaks is found out in every way', async () => {
    const page = await openPage(browser, host, { path: '/leads/detail/501?fixture=leaky' });
    const leaks = await page.evaluate(() => window.__sandbox.destroy('test_widget'));
    expect(leaks.map((leak) => `${leak.kind}: ${leak.detail}`).sort()).toEqual([
      'listener: document click .anything (jQuery)',
      'listener: window resize',
      'node: div.test-leftover',
      'node: script',
      'node: style',
      'timer: setInterval',
    ]);

    const report = await reportOf(page);
    expect(report.consoleErrors.map((error) => error.text)).toContain('something broke');
    expect(report.appWrites.map((write) => write.path)).toEqual([
      'APP.data.current_card',
      'APP.extra',
    ]);
    expect(report.globalWrites.map((write) => write.name)).toContain('testWidgetGlobal');
    expect(report.scriptInjections).toHaveLength(1);
    expect(report.insecureRequests.map((one) => one.url)).toContain('http://insecure.example/');
    expect(report.navigations).toEqual([{ path: '/leads/detail/9', trigger: false }]);
    expect(report.notifications).toEqual([
      { kind: 'show_message', message: { header: 'Hola', text: 'Un mensaje' } },
    ]);
    expect(report.styleLeaks.map((leak) => leak.tag)).toEqual(['button']);
    expect(await page.textContent('.host-toast')).toContain('Un mensaje');
  });

  test('$authorizedAjax reaches another origin with a preflight and a fresh token', async () => {
    const page = await openPage(browser, host, { path: '/leads/detail/501', user: 1002 });
    received.length = 0;
    const call = `new Promise((resolve) => { const call = testWidget.$authorizedAjax({ url: '${companionUrl}/strict', dataType: 'json' }); call.done((data) => resolve([data, typeof call.catch])); })`;
    expect(await page.evaluate(call)).toEqual([{ score: 82 }, 'undefined']);
    expect(received.map((request) => request.method)).toEqual(['OPTIONS', 'GET']);
    expect(received[0]?.headers['access-control-request-headers']).toBe('x-auth-token');
    const token = String(received[1]?.headers['x-auth-token']);
    expect(decodeJwt(token)).toMatchObject({ user_id: 1002, aud: 'http://localhost:3000' });
    expect(received[1]?.headers.cookie).toBeUndefined();
  });

  test('the page passes its token switch on', async () => {
    const page = await openPage(browser, host, { path: '/leads/detail/501?token=wrong-account' });
    received.length = 0;
    await page.evaluate(
      `new Promise((resolve) => testWidget.$authorizedAjax({ url: '${companionUrl}/x' }).always(resolve))`,
    );
    expect(decodeJwt(String(received[1]?.headers['x-auth-token']))['account_id']).toBe(30000002);
  });

  test.each([390, 1280])('nothing overflows at %i pixels', async (width) => {
    const page = await openPage(browser, host, { path: '/leads/detail/501' });
    await page.setViewportSize({ width, height: 800 });
    for (const path of [
      '/leads/list',
      '/settings/widgets',
      '/settings/pipeline/leads',
      '/settings/salesbot',
      '/leads/detail/501',
    ]) {
      await page.evaluate((to) => window.__sandbox.go(to), path);
      expect([
        path,
        await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      ]).toEqual([path, true]);
    }
  });
});
