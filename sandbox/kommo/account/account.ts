import type { AccountClock } from '../clock.js';
import type { Company, Contact, Lead, Note, Task, Unsorted } from './records.js';
import type { Message, Talk } from './talk-records.js';
import type { State } from './state.js';
import type { Switches } from '../switches.js';

/** Who writes: a person in Kommo's page, or an integration with a token of a user. */
export interface Actor {
  readonly userId: number;
  readonly isAdmin: boolean;
  readonly viaApi: boolean;
}

/** One change of one record; the events feed and the hooks are both derived from these. */
export type Mutation = { readonly userId: number } & (
  | { readonly kind: 'lead'; readonly before: Lead | null; readonly after: Lead }
  | { readonly kind: 'contact'; readonly before: Contact | null; readonly after: Contact }
  | { readonly kind: 'company'; readonly before: Company | null; readonly after: Company }
  | { readonly kind: 'task'; readonly before: Task | null; readonly after: Task }
  | { readonly kind: 'note'; readonly before: Note | null; readonly after: Note }
  | {
      readonly kind: 'unsorted';
      readonly action: 'add' | 'accept' | 'decline';
      readonly incoming: Unsorted;
    }
  | { readonly kind: 'talk'; readonly before: Talk | null; readonly after: Talk }
  | { readonly kind: 'message'; readonly message: Message; readonly talk: Talk }
  /** Ticked, read or lost; Kommo tells nobody of it. */
  | { readonly kind: 'message-state'; readonly message: Message; readonly talk: Talk }
);

export interface Account {
  readonly id: number;
  readonly subdomain: string;
  readonly integrationId: string;
  readonly redirectUri: string;
  readonly state: State;
  readonly clock: AccountClock;
  readonly switches: Switches;
  nextId(): number;
  lastId(): number;
  clientSecret(): string;
  rotateSecret(secret: string): void;
  changed(mutation: Mutation): void;
  onChange(listener: (mutation: Mutation) => void): void;
}

interface AccountOptions {
  readonly state: State;
  readonly clock: AccountClock;
  readonly switches: Switches;
  readonly lastId: number;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

export const accountId = 30000001;
export const integrationId = '00000000-0000-4000-8000-000000000001';

export function createAccount(options: AccountOptions): Account {
  const listeners: ((mutation: Mutation) => void)[] = [];
  let lastId = options.lastId;
  let secret = options.clientSecret;
  return {
    id: accountId,
    subdomain: 'sandbox',
    integrationId,
    redirectUri: options.redirectUri,
    state: options.state,
    clock: options.clock,
    switches: options.switches,
    nextId: () => (lastId += 1),
    lastId: () => lastId,
    clientSecret: () => secret,
    rotateSecret: (next) => {
      secret = next;
    },
    changed: (mutation) => {
      for (const listener of listeners) listener(mutation);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** Writes through the API are nobody's (0), as those of robots. */
export function authorOf(account: Account, actor: Actor): number {
  if (!actor.viaApi) return actor.userId;
  return account.switches.isOn('api-writes-as-token-user') ? actor.userId : 0;
}

/** A record's new `updated_at`: never earlier than the one it had. */
export function touchedAt(account: Account, before: number): number {
  return Math.max(account.clock.seconds(), before);
}
