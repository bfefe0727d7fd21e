import type { ConnectionState } from '../../../../contract/admin.js';
import type { Deauthorization } from '../../adapters/kommo/auth/deauthorization.js';
import type { OAuthReturn } from '../../adapters/kommo/auth/oauth-return.js';
import type { Unworded } from '../../../../wording/sentence.js';

/** Why a connection did not come about; the page says each in Spanish, with what to do. */
export type ConnectRefusal =
  | 'denied'
  | 'unreadable'
  | 'spent_state'
  | 'other_account'
  | 'not_admin'
  | 'bad_code'
  | 'bad_client'
  | 'no_key'
  | 'busy'
  | 'unreachable'
  | 'payment_required'
  | 'blocked';

export type Connected =
  { readonly kind: 'connected' } | { readonly kind: 'refused'; readonly why: ConnectRefusal };

/** The companion's connection with its one Kommo account (R9.2). */
export interface Connection {
  /** Whether Kommo serves us, since when, and what to do. */
  read(): Promise<Unworded<ConnectionState, 'remedy'>>;
  /** Where to send an administrator, and the state of a form by which a code is pasted; null without ENCRYPTION_KEY. */
  begin(): { readonly address: string; readonly state: string } | null;
  /** What Kommo sent the browser or its own server back with. */
  finish(answer: OAuthReturn): Promise<Connected>;
  /** An authorisation code or a long-lived token, pasted by hand. */
  paste(text: string, state: string): Promise<Connected>;
  /** Kommo says that the integration was switched off. False when it was not Kommo who said so. */
  disconnect(given: Deauthorization): Promise<boolean>;
}
