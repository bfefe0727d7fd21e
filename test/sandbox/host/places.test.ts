import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/chromium.js';
import { type RunningHost, startHost } from './host-page.js';
import { callsOf, openPage } from './open-page.js';

let browser: Browser;
let host: RunningHost;

beforeAll(async () => {
  [browser, host] = await Promise.all([launchBrowser(), startHost()]);
});

beforeEach(async () => {
  for (const key of ['widget', 'triggers', 'bots']) await host.store.write(key, undefined);
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

const open = (path: string, user = 1001): Promise<Page> => openPage(browser, host, { path, user });

const tile = '.js-widget-tile';
const address = '.modal.test_widget input[name=companion_url]';

describe('integration settings (R9.1)', () => {
  test('the modal shows the saved values and what the widget adds', async () => {
    const page = await open('/settings/widgets');
    await page.click(tile);
    expect(await page.inputValue(address)).toBe('http://localhost:3000');
    expect(await page.textContent('.own-settings')).toBe('propio');
    expect(await page.isDisabled('.js-widget-save')).toBe(true);
  });

  test('save waits for onSave, keeps declared fields only and closes', async () => {
    const page = await open('/settings/widgets');
    await page.click(tile);
    await page.fill(address, 'https://companion.example');
    await page.click('.js-widget-save');
    await page.waitForSelector('.modal.test_widget', { state: 'detached' });
    expect(await host.store.read('widget')).toEqual({
      status: 'installed',
      active: 'Y',
      settings: { companion_url: 'https://companion.example', extra: '{"kept":true}' },
    });
  });

  test('an empty required field blocks saving', async () => {
    const page = await open('/settings/widgets');
    await page.click(tile);
    await page.fill(address, '');
    expect(await page.isDisabled('.js-widget-save')).toBe(true);
  });

  test('a custom value that is no JSON is dropped', async () => {
    const page = await open('/settings/widgets?fixture=custom-text');
    await page.click(tile);
    await page.fill(address, 'https://companion.example');
    await page.click('.js-widget-save');
    await page.waitForSelector('.modal.test_widget', { state: 'detached' });
    expect(await host.store.read('widget')).toMatchObject({
      settings: { companion_url: 'https://companion.example' },
    });
    expect(JSON.stringify(await host.store.read('widget'))).not.toContain('plain text');
  });

  test('a refused onSave keeps the modal open and saves nothing', async () => {
    const page = await open('/settings/widgets?fixture=save-refused');
    await page.click(tile);
    await page.evaluate(
      `$('.js-widget-save').on('button:save:error', function () { window.saveFailed = true; })`,
    );
    await page.fill(address, 'https://companion.example');
    await page.click('.js-widget-save');
    await page.waitForFunction('window.saveFailed === true');
    expect(await page.isVisible(address)).toBe(true);
    expect(await host.store.read('widget')).toBeUndefined();
  });

  test('disabling calls onSave with N, then destroy; installing calls onInstall, whose failure is ignored', async () => {
    const page = await open('/settings/widgets');
    await page.click(tile);
    await page.click('.js-widget-uninstall');
    await page.waitForSelector(`${tile}[data-status=install]`);
    expect((await callsOf(page)).slice(-3)).toEqual(['settings', 'onSave', 'destroy']);
    expect(await host.store.read('widget')).toMatchObject({ status: 'install', active: 'N' });
    await page.goto(`${host.url}/leads/detail/501`);
    await page.evaluate(() => window.__sandbox.ready);
    expect(await callsOf(page)).toEqual([]);

    await page.goto(`${host.url}/settings/widgets`);
    await page.evaluate(() => window.__sandbox.ready);
    await page.click(tile);
    await page.click('.js-widget-install');
    await page.waitForSelector(`${tile}[data-status=installed]`);
    expect((await callsOf(page)).slice(-2)).toEqual(['onSave', 'onInstall']);
  });

  test('an executive does not get in', async () => {
    const response = await fetch(`${host.url}/settings/widgets`, {
      headers: { cookie: 'sandbox_user=1002' },
    });
    expect(response.status).toBe(403);
  });
});

describe('the other places (R9.1)', () => {
  test('an edit on the card goes to the API with only what changed', async () => {
    const page = await open('/leads/detail/501', 1002);
    const saved = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.route('**/api/v4/leads/501', (route) => route.fulfill({ json: { id: 501 } }));
    await page.selectOption('[name="lead[STATUS]"]', '142');
    await page.selectOption('[name="CFV[11]"]', '32');
    await page.click('#save_and_close_contacts_link [type=submit]');
    expect((await saved).postDataJSON()).toEqual({
      status_id: 142,
      pipeline_id: 9001,
      custom_fields_values: [{ field_id: 11, values: [{ enum_id: 32 }] }],
    });
  });

  test('tracking fields have a tab of their own', async () => {
    const page = await open('/leads/detail/501', 1002);
    expect(await page.isVisible('[name="CFV[14]"]')).toBe(false);
    await page.click('.js-card-tab[data-tab=statistics]');
    expect(await page.isVisible('[name="CFV[14]"]')).toBe(true);
    expect(await page.isVisible('[name="CFV[13]"]')).toBe(false);
  });

  test('the advanced page has a work area and the hyphened area', async () => {
    const page = await open('/settings/advanced/test_widget');
    expect(await page.textContent('#work-area-test_widget .own-page')).toBe('advanced-settings');
    expect(await page.textContent('h1')).toBe('Página propia');
    expect(await page.evaluate('APP.getWidgetsArea()')).toBe('advanced-settings:test_widget');
  });

  test('a pipeline action is drawn, filled by dpSettings and saved (R9.3)', async () => {
    const page = await open('/settings/pipeline/leads');
    await page.click('.dp-stage[data-status="142"] .js-dp-add');
    expect(await page.inputValue('[data-action=send_widget_hook] input[name=action]')).toBe('send');
    await page.click('.js-trigger-save');
    await page.waitForSelector('.dp-tile', { state: 'detached' });
    expect(await host.store.read('triggers')).toEqual([
      {
        widget_code: 'test_widget',
        status_id: 142,
        pipeline_id: 9001,
        settings: { action: 'send' },
        webhook_url: 'https://companion.example/hook',
      },
    ]);
  });

  test('the bot designer offers fitting fields, draws exits and saves parsed JSON', async () => {
    const page = await open('/settings/salesbot');
    await page.click('.js-bot-add');
    await page.waitForSelector('.bot-step__exit');
    expect(await page.locator('.bot-step__exit').allTextContents()).toEqual(['Bien', 'Mal']);
    expect(await page.locator('.bot-step [name=amount] option').allTextContents()).toEqual([
      'ID',
      'Puntuación',
    ]);
    await page.selectOption('.bot-step [name=amount]', '{{lead.cf.12}}');
    await page.click('.js-bot-save');
    await page.waitForSelector('.js-bot-result[data-state=ok]');
    expect(JSON.stringify(await host.store.read('bots'))).toContain('"amount":"{{lead.cf.12}}"');
  });

  test.each([
    ['bad-exit', 'is not declared'],
    ['bot-object', 'must return a string'],
  ])('a bot with %s is refused', async (fixture, reason) => {
    const page = await open(`/settings/salesbot?fixture=${fixture}`);
    await page.click('.js-bot-add');
    await page.waitForSelector('.bot-step__exit');
    await page.click('.js-bot-save');
    await page.waitForSelector('.js-bot-result[data-state=error]');
    expect(await page.textContent('.js-bot-result')).toContain(reason);
    expect(await host.store.read('bots')).toBeUndefined();
  });

  test('checked leads reach the widget through More', async () => {
    const page = await open('/leads/list');
    await page.check('.js-list-row__check >> nth=1');
    await page.click('.js-list-more');
    await page.click('.js-list-action');
    expect(await page.evaluate('window.selectedLeads')).toEqual({
      count_selected: 1,
      selected: [{ id: 502, type: 'lead', emails: ['ana@example.com'], phones: ['+18095550101'] }],
    });
  });

  test('a lead that does not exist is a page that says so', async () => {
    expect((await fetch(`${host.url}/leads/detail/999`)).status).toBe(404);
  });
});
