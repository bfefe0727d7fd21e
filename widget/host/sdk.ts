/** What Kommo's web SDK offers a widget, as far as we use it. Source: Kommo's script.js and SDK pages. */

export interface AjaxOptions {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly dataType: 'text';
  readonly timeout: number;
  readonly contentType?: string;
  readonly data?: string;
}

/** The part of jQuery's jqXHR that is the same whether the host hands out the jqXHR or a plain Deferred. */
export interface FailedRequest {
  readonly status?: number;
  readonly responseText?: string;
}

/** A jQuery Deferred: it has `then`, but no `catch` in the host's jQuery 2.1.3. */
export interface Deferred {
  then(
    done: (body: unknown, textStatus: string, request?: FailedRequest) => void,
    failed: (request?: FailedRequest, textStatus?: string) => void,
  ): unknown;
}

export interface WidgetSdk {
  callbacks?: Callbacks;
  readonly langs?: unknown;
  readonly params?: Readonly<Record<string, unknown>>;
  i18n(key: string): unknown;
  get_settings(): Readonly<Record<string, unknown>>;
  get_version(): string;
  system(): { readonly area?: string };
  /** The rows checked in a list. */
  list_selected?(): { readonly selected?: readonly { readonly id?: number | string }[] };
  render_template(options: {
    readonly caption: { readonly class_name: string };
    readonly body: string;
    readonly render: string;
  }): unknown;
  $authorizedAjax(options: AjaxOptions): Deferred;
}

export interface SaveEvent {
  readonly active: 'Y' | 'N';
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How a bot may leave our block. */
export interface DesignerAnswer {
  readonly exits: readonly { readonly code: string; readonly title: string }[];
}

/** Called by Kommo with a `this` that is not the widget. */
export interface Callbacks {
  render(): boolean;
  init(): boolean;
  bind_actions(): boolean;
  settings($modalBody: JQuery): boolean;
  /** A rejection keeps the window open. */
  onSave(event: SaveEvent): Promise<boolean>;
  advancedSettings(): boolean;
  dpSettings(): boolean;
  salesbotDesignerSettings($body: JQuery): DesignerAnswer;
  /** The bot's steps as text: an object is refused. */
  onSalesbotDesignerSave(handler: string, params: Readonly<Record<string, unknown>>): string;
  leads: { selected(): boolean };
  destroy(): void;
}
