import { createCompanion, readOrigin } from './api/companion.js';
import { createSend } from './host/ajax.js';
import { createLifetime } from './host/lifetime.js';
import type { WidgetSdk } from './host/sdk.js';
import settingsTemplate from './templates/settings.hbs';
import { bindActions } from './views/actions.js';
import { draw } from './views/draw.js';
import { viewFailure } from './views/failure-view.js';
import type { Translate } from './views/translate.js';

export interface SettingsFace {
  readonly close: () => void;
}

interface Result {
  readonly tone: 'none' | 'good' | 'bad';
  readonly result: string;
}

/** Adds a hint and a connection test below the address field of Kommo's own settings form. */
export function showSettingsFace(sdk: WidgetSdk, modal: HTMLElement, t: Translate): SettingsFace {
  const lifetime = createLifetime();
  const root = document.createElement('div');
  root.className = 'account-leads';
  let testing = false;

  const show = ({ tone, result }: Result): void => {
    draw(
      root,
      settingsTemplate({
        hint: t('settings.hint'),
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
  // Beside the fields, never in place of them: the host's save button lives in the same container.
  placeFor(modal).append(root);
  lifetime.onEnd(() => {
    root.remove();
  });
  return { close: lifetime.end };
}

async function testConnection(sdk: WidgetSdk, typed: unknown, t: Translate): Promise<Result> {
  const origin = readOrigin(typed);
  if (origin === null) return { tone: 'bad', result: t('settings.invalid') };
  // Kommo hands out tokens only for an installed integration.
  if (sdk.get_settings()['oauth_client_uuid'] === undefined && !isInstalled(sdk)) {
    return { tone: 'bad', result: t('settings.save_first') };
  }
  const outcome = await createCompanion(createSend(sdk), origin).ping();
  if (outcome.kind === 'ok') return { tone: 'good', result: t('settings.ok') };
  return { tone: 'bad', result: viewFailure(outcome.failure, t).reason };
}

function isInstalled(sdk: WidgetSdk): boolean {
  return sdk.params?.['status'] !== 'install';
}

function readTypedAddress(modal: HTMLElement): unknown {
  const field = modal.querySelector<HTMLInputElement>('input[name="companion_url"]');
  return field?.value ?? null;
}

function placeFor(modal: HTMLElement): Element {
  return (
    modal.querySelector('#widget_settings__fields_wrapper, .widget_settings_block__fields') ??
    modal.querySelector('.widget_settings_block') ??
    modal
  );
}
