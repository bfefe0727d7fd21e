/** Kommo's page globals. Every read is guarded: only `current_card.id` is documented. */

interface CurrentCard {
  readonly id?: number | string;
}

interface KommoApp {
  readonly lang_id?: string;
  readonly data?: { readonly current_card?: CurrentCard | false };
  constant?(key: string): unknown;
  getBaseEntity?(): string;
  /** Backbone's; not documented. */
  readonly router?: {
    navigate?(path: string, options: { readonly trigger: boolean }): unknown;
  };
  readonly notifications?: {
    show_message?(message: { readonly header: string; readonly text: string }): unknown;
    show_message_error?(message: { readonly header: string; readonly text: string }): unknown;
  };
}

declare global {
  interface Window {
    readonly APP?: KommoApp;
    /** The older name of the same object. */
    readonly AMOCRM?: KommoApp;
  }
}

export interface OpenCard {
  /** 0 while the card is not saved yet. */
  readonly leadId: number;
}

/** The lead card that is open, or null when the page shows something else. */
export function readOpenCard(): OpenCard | null {
  const card = app()?.data?.current_card;
  if (!card) return null;
  const leadId = Number(card.id ?? 0);
  return Number.isSafeInteger(leadId) && leadId >= 0 ? { leadId } : null;
}

/** 'es', 'en' or 'pt'; Spanish where the page does not say. */
export function readLanguage(): string {
  return app()?.lang_id ?? 'es';
}

/** The account's time zone, so that hours read the same for every executive. */
export function readTimeZone(): string | undefined {
  const account = app()?.constant?.('account');
  if (typeof account !== 'object' || account === null || !('timezone' in account)) return undefined;
  return typeof account.timezone === 'string' && account.timezone !== ''
    ? account.timezone
    : undefined;
}

/** Whether the reader administers the account; null where the page does not say. */
export function readIsAdmin(): boolean | null {
  const rights = app()?.constant?.('user_rights');
  if (typeof rights !== 'object' || rights === null || !('is_admin' in rights)) return null;
  return rights.is_admin === true || rights.is_admin === 'Y' || rights.is_admin === 1;
}

/** A user of the account by name; null where the page does not know them. */
export function readUserName(userId: number): string | null {
  const managers = app()?.constant?.('managers');
  if (typeof managers !== 'object' || managers === null) return null;
  const user = new Map<string, unknown>(Object.entries(managers)).get(String(userId));
  if (typeof user !== 'object' || user === null || !('title' in user)) return null;
  return typeof user.title === 'string' && user.title !== '' ? user.title : null;
}

/** Kommo's own message in the corner of the page. */
export function notify(message: { readonly header: string; readonly text: string }): void {
  app()?.notifications?.show_message?.(message);
}

export function notifyError(message: { readonly header: string; readonly text: string }): void {
  app()?.notifications?.show_message_error?.(message);
}

function app(): KommoApp | undefined {
  return window.APP ?? window.AMOCRM;
}
