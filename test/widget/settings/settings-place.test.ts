import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import jquery from 'jquery';
import { createHost, settle, showLead, type Host } from '../host.js';

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

/** The place comes with a file of its own, a moment later. */
const open = async (): Promise<void> => {
  host.callbacks.settings(jquery(modal));
  await settle();
};
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
  test('get a connection test beside the fields, once, and leave the save button alone', async () => {
    await open();
    await open();
    expect(modal.querySelectorAll('[data-action="test"]')).toHaveLength(1);
    expect(modal.querySelector('.js-widget-save')).not.toBeNull();
  });

  test('test the address that is typed, not the one that was saved', async () => {
    await open();
    type('https://other.example/');
    await testConnection();
    expect(host.calls[0]?.options.url).toBe('https://other.example/widget/v1/ping?language=es');
    await host.calls[0]?.answer({ status: 200, body: { status: 'ok' } });
    expect(host.calls[1]?.options.url).toBe(
      'https://other.example/widget/v1/admin/connection?language=es',
    );
    await host.calls[1]?.answer({ status: 404, body: '' });
    expect(result()).toContain('Conexión correcta');
  });

  test.each<[string, string | null, string]>([
    ['connected', null, 'Kommo: conectado.'],
    ['revoked', 'Abra /oauth/start para conectar de nuevo.', 'Abra /oauth/start'],
  ])('tell that Kommo says "%s", and what to do', async (state, remedy, words) => {
    await open();
    await testConnection();
    await host.calls[0]?.answer({ status: 200, body: { status: 'ok' } });
    const connection = {
      ...{ state, remedy, since: '2026-05-04T12:00:00.000Z', kind: 'oauth' },
      ...{ account: 'sandbox.kommo.com', expiresAt: null, connectUrl: null },
    };
    await host.calls[1]?.answer({ status: 200, body: connection });
    expect(result()).toContain(words);
    const tone = state === 'connected' ? 'good' : 'bad';
    expect(modal.querySelector('[role="status"]')?.className).toContain(`al-result_${tone}`);
  });

  test('say that an address is not valid as soon as the field is left', async () => {
    await open();
    type('leads.example');
    modal.querySelector('input')?.dispatchEvent(new Event('change'));
    expect(result()).toContain('https://');
    type('https://leads.example');
    modal.querySelector('input')?.dispatchEvent(new Event('change'));
    expect(result()).toBe('');
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
    await open();
    await testConnection();
    await host.calls[0]?.answer(answer);
    expect(result()).toContain(words);
  });

  test.each(['', 'leads.example', 'http://leads.example'])(
    'refuse the address "%s"',
    async (typed) => {
      await open();
      type(typed);
      await testConnection();
      expect(host.calls).toHaveLength(0);
      expect(result()).toContain('https://');
      await expect(
        host.callbacks.onSave({ active: 'Y', fields: { companion_url: typed } }),
      ).rejects.toThrow('not valid');
    },
  );

  test('are saved with a good address, and always when the widget is switched off', async () => {
    const good = { companion_url: 'https://leads.example' };
    await expect(host.callbacks.onSave({ active: 'Y', fields: good })).resolves.toBe(true);
    await expect(host.callbacks.onSave({ active: 'N', fields: {} })).resolves.toBe(true);
  });

  test('are left without a trace', async () => {
    await open();
    host.callbacks.destroy();
    expect(modal.querySelector('.account-leads')).toBeNull();
  });
});
