import jquery from 'jquery';
// Here already, as after their first use: what is fetched when it is wanted is shown in the browser's tests.
import '../../widget/admin/admin.js';
import '../../widget/calls/calls-place.js';
import '../../widget/card/card-actions.js';
import type { AjaxOptions, Callbacks, WidgetSdk } from '../../widget/host/sdk.js';
import AccountLeads from '../../widget/script.js';
import { readDictionary, type Language } from './dictionaries.js';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A call that waits for its answer. */
export interface Call {
  readonly options: AjaxOptions;
  answer(answer: Answer): Promise<void>;
  fail(textStatus: string): Promise<void>;
}

export interface Host {
  readonly sdk: WidgetSdk;
  readonly callbacks: Callbacks;
  readonly calls: Call[];
  readonly panel: HTMLElement;
  /** Runs render, init and bind_actions as Kommo does. */
  open(): void;
  text(): string;
  press(action: string): Promise<void>;
}

export function showLead(leadId: number | null): void {
  Object.assign(window, {
    APP: {
      lang_id: 'es',
      data: { current_card: leadId === null ? false : { id: leadId } },
      constant: () => ({ timezone: 'America/Santo_Domingo' }),
    },
  });
}

interface ModalOptions {
  init($body: JQuery): void;
  destroy(): void;
}

/** Kommo's dialog, as RequireJS hands it out. */
function Modal(this: { destroy(): void }, options: ModalOptions): void {
  const body = document.createElement('div');
  body.className = 'modal-body';
  document.body.append(body);
  this.destroy = () => {
    options.destroy();
    body.remove();
  };
  options.init(jquery(body));
}

/** Kommo's side of a widget, with a panel that is replaced at each render_template. */
export function createHost(
  settings: Readonly<Record<string, unknown>> = { companion_url: 'https://leads.example' },
  language: Language = 'es',
): Host {
  Object.assign(window, {
    require: (_names: unknown, done: (part: typeof Modal) => void) => {
      done(Modal);
    },
  });
  const calls: Call[] = [];
  const panel = document.createElement('div');
  document.body.append(panel);
  const sdk: WidgetSdk = {
    langs: readDictionary(language),
    params: { path: '/widgets/account_leads/', status: 'installed' },
    i18n: (key) => key,
    get_settings: () => settings,
    get_version: () => '1.0.0',
    system: () => ({ area: 'lcard' }),
    render_template: ({ body }) => {
      panel.insertAdjacentHTML('beforeend', body);
    },
    $authorizedAjax: (options) => {
      const deferred = jquery.Deferred();
      calls.push({
        options,
        async answer({ status, body }) {
          const responseText = typeof body === 'string' ? body : JSON.stringify(body);
          if (status < 400) deferred.resolve(responseText, 'success', { status });
          else deferred.reject({ status, responseText }, 'error');
          await settle();
        },
        async fail(textStatus) {
          deferred.reject({ status: 0 }, textStatus);
          await settle();
        },
      });
      return deferred;
    },
  };
  const callbacks = AccountLeads.call(sdk).callbacks;
  if (callbacks === undefined) throw new Error('The widget set no callbacks.');
  return {
    sdk,
    callbacks,
    calls,
    panel,
    open() {
      if (callbacks.render()) {
        callbacks.init();
        callbacks.bind_actions();
      }
    },
    text: () => panel.textContent.replace(/\s+/g, ' '),
    async press(action) {
      const control = panel.querySelector<HTMLElement>(`[data-action="${action}"]`);
      if (control === null) throw new Error(`There is no control "${action}".`);
      control.focus();
      control.click();
      await settle();
    },
  };
}

/** Lets promises that are already settled run on; a part that is here already, but imported, takes some more of them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
