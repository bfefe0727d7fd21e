import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/chromium.js';
import { type RunningHost, startHost, widgetFiles } from './host-page.js';
import { callsOf, openPage, reportOf } from './open-page.js';

let browser: Browser;
let host: RunningHost;

beforeAll(async () => {
  [browser, host] = await Promise.all([launchBrowser(), startHost()]);
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

const open = (path: string): ReturnType<typeof openPage> => openPage(browser, host, { path });

const body = '.card-widgets__widget-test_widget .card-widgets__widget__body';

describe('the lead card loads the widget as Kommo does (R9.1)', () => {
  test('render, then init and bind_actions; the SDK is there in the constructor', async () => {
    const page = await open('/leads/detail/501');
    expect(await callsOf(page)).toEqual(['render', 'init', 'bind_actions']);
    expect(await page.evaluate('window.testWidget.isReadyInConstructor')).toBe(true);
    expect(await page.textContent(body)).toBe('Prueba (es) beside');
    expect((await reportOf(page)).consoleErrors).toEqual([]);
  });

  test('what public widgets read of the page is there', async () => {
    const page = await open('/leads/detail/501');
    const read =
      'typeof APP.data.current_card.fields_hider + typeof localStorage + typeof console.debug';
    expect(await page.evaluate(read)).toBe('objectobjectfunction');
  });

  test('the body is hidden when it is drawn and opens half a second later', async () => {
    const page = await open('/leads/detail/501');
    expect(await page.evaluate('window.bodyAtRender')).toBe('none');
    expect(await page.isVisible(body)).toBe(false);
    await page.waitForSelector(body, { state: 'visible', timeout: 15_000 });
  });

  test('in a closed panel nothing opens until a person opens it', async () => {
    const path = '/leads/detail/501?panel=closed';
    const page = await openPage(browser, host, { path, isDriven: true });
    await page.clock.runFor(60_000);
    expect(await page.isVisible(body)).toBe(false);
    await page.click('.js-card-widgets-on-off');
    await page.waitForSelector(body, { state: 'visible', timeout: 15_000 });
  });

  test.each(['render-false', 'render-nothing'])('%s stops the rest', async (fixture) => {
    expect(await callsOf(await open(`/leads/detail/501?fixture=${fixture}`))).toEqual(['render']);
  });

  test('a promise of true is as good as true', async () => {
    const page = await open('/leads/detail/501?fixture=promise');
    expect(await callsOf(page)).toEqual(['render', 'init', 'bind_actions']);
  });

  test('a second render replaces the block instead of adding one', async () => {
    const page = await open('/leads/detail/501?render=twice');
    expect((await callsOf(page)).filter((name) => name === 'render')).toHaveLength(2);
    expect(await page.locator('.card-widgets__widget-test_widget').count()).toBe(1);
  });

  test('a move to another card destroys, fires page:changed and renders again', async () => {
    const page = await open('/leads/detail/501');
    await page.evaluate(
      `$(document).on('page:changed', function () { window.changes = (window.changes || 0) + 1; })`,
    );
    await page.evaluate(() => window.__sandbox.go('/leads/detail/502'));
    expect((await callsOf(page)).slice(3)).toEqual(['destroy', 'render', 'init', 'bind_actions']);
    expect(await page.evaluate('window.changes')).toBe(1);
    expect(await page.evaluate('APP.data.current_card.id')).toBe(502);
    await page.evaluate(() => window.__sandbox.go('/leads/list'));
    expect(
      await page.evaluate(
        '[APP.data.current_card, APP.getWidgetsArea(), testWidget.system().area]',
      ),
    ).toEqual([false, 'leads', 'llist']);
  });

  test('the card model has the form names of Kommo and follows what is typed', async () => {
    const page = await open('/leads/detail/501');
    const model = 'APP.data.current_card.model';
    expect(await page.evaluate(`${model}.attributes['CFV[11]']`)).toBe('31');
    await page.fill('[name="CFV[13]"]', 'Comercio');
    expect(await page.evaluate(`[${model}.get('CFV[13]'), ${model}.changed_fields]`)).toEqual([
      'Comercio',
      ['CFV[13]'],
    ]);
    expect(await page.evaluate(`AMOCRM.constant('account').cf[11].CODE`)).toBe('SERVICE_TYPE');
  });

  test('an unsaved card has the id 0 and no model', async () => {
    const page = await open('/leads/detail/0');
    expect(await page.evaluate('APP.data.current_card')).toEqual({ id: 0 });
  });

  test('a second widget runs beside the first', async () => {
    const page = await open('/leads/detail/501?second=1');
    expect(await page.locator('.card-widgets__widget').count()).toBe(2);
    expect((await reportOf(page)).consoleErrors).toEqual([]);
  });

  test('templates come inline, as a native control and by address', async () => {
    const page = await open('/leads/detail/501');
    expect(await page.evaluate(`testWidget.render({ data: '{{ a }}!' }, { a: '<b>' })`)).toBe(
      '<b>!',
    );
    const control = `testWidget.render({ ref: '/tmpl/controls/input.twig' }, { name: 'n', value: '"' })`;
    expect(await page.evaluate(control)).toContain('value="&quot;"');
    const fetched = `testWidget.render({ href: 'templates/line.twig', base_path: testWidget.params.cdn_path, v: '1', promised: true }).then(t => t.render({ text: 'hola' }))`;
    expect(await page.evaluate(fetched)).toContain('>hola</p>');
    expect(await page.evaluate(`window.require('jquery') === window.$`)).toBe(true);
  });

  test('a native select fires change', async () => {
    const page = await open('/leads/detail/501');
    const select = `testWidget.render({ ref: '/tmpl/controls/select.twig' }, { name: 's', selected: 1, items: [{ id: 1, option: 'Uno' }, { id: 2, option: 'Dos' }] })`;
    await page.evaluate(
      `$('.card-feed').append(${select}); $('[name=s]').on('change', function () { window.picked = this.value; })`,
    );
    await page.click('.control--select--button');
    await page.click('.control--select--list--item >> nth=1');
    expect(await page.evaluate('window.picked')).toBe('2');
  });

  test('params follow the switches for what is not sure about Kommo', async () => {
    const page = await open('/leads/detail/501?slash=1&cdn=0&lang=en&theme=dark');
    expect(
      await page.evaluate('[testWidget.params.path, testWidget.params.cdn_path, APP.lang_id]'),
    ).toEqual(['/widgets/test_widget/', undefined, 'en']);
    expect(await page.getAttribute('html', 'data-color-scheme')).toBe('dark');
  });

  test("the sandbox bar flips the theme at once and changes the user's session", async () => {
    const page = await open('/leads/detail/501');
    await page.selectOption('[data-bar-switch=theme]', 'dark');
    expect(await page.getAttribute('html', 'data-color-scheme')).toBe('dark');
    expect(new URL(page.url()).searchParams.get('theme')).toBe('dark');
    await Promise.all([
      page.waitForEvent('load'),
      page.selectOption('[data-bar-switch=user]', '1002'),
    ]);
    await page.evaluate(() => window.__sandbox.ready);
    expect(await page.evaluate("APP.constant('user').id")).toBe(1002);
    expect(await page.evaluate("APP.constant('user_rights').is_admin")).toBe(false);
  });

  test('the bar can be left out of a picture', async () => {
    const page = await open('/leads/detail/501?bar=0');
    expect(await page.locator('#sandbox_bar').count()).toBe(0);
  });

  test('a widget without bind_actions runs nothing, and the report says why', async () => {
    const files = await widgetFiles();
    const script = `define([], function () { return function () { this.callbacks = { render: function () { return true; }, init: function () { return true; } }; return this; }; });`;
    const zip = zipSync({ ...files, 'script.js': new TextEncoder().encode(script) });
    const other = await startHost({ widgetZip: () => Promise.resolve(zip) });
    try {
      const page = await openPage(browser, other, { path: '/leads/detail/501' });
      const report = await reportOf(page);
      expect(report.lifecycle).toEqual([]);
      expect(report.consoleErrors[0]?.text).toContain('callbacks.bind_actions is missing');
    } finally {
      await other.close();
    }
  });
});
