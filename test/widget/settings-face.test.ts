import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import jquery from 'jquery';
import { createHost, settle, showLead, type Host } from './host.js';

let host: Host;
let modal: HTMLElement;

beforeEach(() => {
  showLead(null);
  host = createHost();
  modal = document.createElement('div');
  modal.innerHTML =
    '<div class="widget_settings_block"><div id="widget_settings__fields_wrapper">' +
    '<input name="companion_url" value="https://leads.example"></div>' +
    '<button class="js-widget-save"></button></div>';
  document.body.append(modal);
});

afterEach(() => {
  host.callbacks.destroy();
  modal.remove();
});

const open = (): boolean => host.callbacks.settings(jquery(modal));
const type = (value: string): void => {
  const field = modal.querySelector('input');
  if (field !== null) field.value = value;
};
const testConnection = async (): Promise<void> => {
  modal.querySelector<HTMLElement>('[data-action="test"]')?.click();
  await settle();
};
const result = (): string => modal.querySelector('[role="status"]')?.textContent ?? '';

describe('the settings (R9.2)', () => {
  test('get a connection test beside the fields, once, and leave the save button alone', () => {
    open();
    open();
    expect(modal.querySelectorAll('[data-action="test"]')).toHaveLength(1);
    expect(modal.querySelector('.js-widget-save')).not.toBeNull();
  });

  test('test the address that is typed, not the one that was saved', async () => {
    open();
    type('https://other.example/');
    await testConnection();
    expect(host.calls[0]?.options.url).toBe('https://other.example/widget/v1/ping');
    await host.calls[0]?.answer({ status: 200, body: { status: 'ok' } });
    expect(result()).toContain('Conexión correcta');
  });

  test.each<[string, { status: number; body: unknown }, string]>([
    ['another web server', { status: 200, body: '<html></html>' }, 'no es el servidor de Account'],
    [
      'another account',
      { status: 403, body: { code: 'wrong_account', requestId: 'r' } },
      'otra cuenta',
    ],
    ['a refused token', { status: 401, body: '' }, 'no aceptó la sesión'],
  ])('tell %s in words', async (_case, answer, words) => {
    open();
    await testConnection();
    await host.calls[0]?.answer(answer);
    expect(result()).toContain(words);
  });

  test.each(['', 'leads.example', 'http://leads.example'])(
    'refuse the address "%s"',
    async (typed) => {
      open();
      type(typed);
      await testConnection();
      expect(host.calls).toHaveLength(0);
      expect(result()).toContain('https://');
      expect(host.callbacks.onSave({ active: 'Y', fields: { companion_url: typed } })).toBe(false);
    },
  );

  test('are saved with a good address, and always when the widget is switched off', () => {
    const good = { companion_url: 'https://leads.example' };
    expect(host.callbacks.onSave({ active: 'Y', fields: good })).toBe(true);
    expect(host.callbacks.onSave({ active: 'N', fields: {} })).toBe(true);
  });

  test('are left without a trace', () => {
    open();
    host.callbacks.destroy();
    expect(modal.querySelector('.account-leads')).toBeNull();
  });
});
