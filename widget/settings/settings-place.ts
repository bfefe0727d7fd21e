import type { ConnectionState } from '../../contract/admin.js';
import { createAsk, readOrigin } from '../api/companion.js';
import { createPlaceCalls } from '../api/place-calls.js';
import { createSend } from '../host/ajax.js';
import { createLifetime } from '../host/lifetime.js';
import { readLanguage } from '../host/page.js';
import { appendRoot } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import type { Outcome } from '../outcome.js';
import settingsTemplate from '../templates/settings/settings.hbs';
import { bindActions } from '../view/actions.js';
import { draw } from '../view/draw.js';
import { viewFailure } from '../view/failure-view.js';
import type { Translate } from '../view/translate.js';

export interface SettingsFace {
  readonly close: () => void;
}

interface Result {
  readonly tone: 'none' | 'good' | 'bad';
  readonly result: string;
}

/** Adds a hint and a connection test below the address field of Kommo's own settings form. */
export function showSettingsPlace(sdk: WidgetSdk, modal: HTMLElement, t: Translate): SettingsFace {
  const lifetime = createLifetime();
  // Beside the fields, never in place of them: the host's save button lives in the same container.
  const root = appendRoot(placeFor(modal), lifetime);
  let testing = false;

  const show = ({ tone, result }: Result): void => {
    draw(
      root,
      settingsTemplate({
        hint: t('settings.hint'),
        keyHint: t('settings.hook_key_hint'),
        label: t(testing ? 'settings.testing' : 'settings.test'),
        busy: testing,
        tone,
        result,
      }),
    );
  };
  const test = async (): Promise<void> => {
    testing = true;
    show({ tone: 'none', result: '' });
    const result = await testConnection(sdk, readTypedAddress(modal), t);
    testing = false;
    if (!lifetime.ended()) show(result);
  };

  show({ tone: 'none', result: '' });
  bindActions(root, lifetime, () => void test());
  const field = addressField(modal);
  if (field !== null) {
    lifetime.listen(field, 'change', () => {
      if (!testing) show(checkAddress(field.value, t));
    });
  }
  return { close: lifetime.end };
}

async function testConnection(sdk: WidgetSdk, typed: unknown, t: Translate): Promise<Result> {
  const origin = readOrigin(typed);
  if (origin === null) return { tone: 'bad', result: t('settings.invalid') };
  // Kommo hands out tokens only for an installed integration.
  if (sdk.get_settings()['oauth_client_uuid'] === undefined && !isInstalled(sdk)) {
    return { tone: 'bad', result: t('settings.save_first') };
  }
  const calls = createPlaceCalls(createAsk(createSend(sdk), { origin, language: readLanguage() }));
  const outcome = await calls.ping();
  if (outcome.kind === 'failed') {
    return { tone: 'bad', result: viewFailure(outcome.failure, t).reason };
  }
  return sayConnection(await calls.readConnection(), t);
}

/** The companion answers; whether Kommo lets it in is the other half. */
function sayConnection(outcome: Outcome<ConnectionState>, t: Translate): Result {
  if (outcome.kind === 'failed') return { tone: 'good', result: t('settings.ok') };
  const { state, remedy } = outcome.value;
  const said = t('connection.in_settings', { state: t.word('connection_states', state) });
  return {
    tone: state === 'connected' ? 'good' : 'bad',
    result: [t('settings.ok'), said, remedy ?? ''].join(' ').trim(),
  };
}

function checkAddress(typed: string, t: Translate): Result {
  const good = typed.trim() === '' || readOrigin(typed) !== null;
  return good ? { tone: 'none', result: '' } : { tone: 'bad', result: t('settings.invalid') };
}

function isInstalled(sdk: WidgetSdk): boolean {
  return sdk.params?.['status'] !== 'install';
}

function readTypedAddress(modal: HTMLElement): unknown {
  return addressField(modal)?.value ?? null;
}

function addressField(modal: HTMLElement): HTMLInputElement | null {
  return modal.querySelector<HTMLInputElement>('input[name="companion_url"]');
}

function placeFor(modal: HTMLElement): Element {
  return (
    modal.querySelector('#widget_settings__fields_wrapper, .widget_settings_block__fields') ??
    modal.querySelector('.widget_settings_block') ??
    modal
  );
}
