import type { ToldMessage } from '../../adapters/kommo/hooks/hook-hints.js';
import { readWish } from '../../../../domain/conversation/read/read-wish.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { HookKind } from '../../storage/tables.js';
import type { HookBody } from '../reading/hook-body.js';

interface Hint {
  readonly entity: string;
  readonly action: string;
  readonly id: number;
  readonly statusId: number | null;
  readonly fingerprint: string | null;
}

/** What the adapter read out of a hook. */
export interface ReceivedHook {
  readonly accountId: number | null;
  /** What it points at; only leads and contacts are looked at. */
  readonly hints: readonly Hint[];
  readonly messages?: readonly ToldMessage[];
  /** The same for a repeated delivery of the same change. */
  readonly dedupeKey: string;
}

interface Receipt {
  readonly kind: HookKind;
  readonly requestId: string;
}

/** Stores a hook; resolves after the commit. A hook of another account is refused, one that names nobody is let go. */
export async function receiveHook(
  services: Services,
  { kind, requestId }: Receipt,
  { accountId, hints, messages = [], dedupeKey }: ReceivedHook,
  more: Pick<HookBody, 'tile' | 'bot'> = {},
): Promise<void> {
  const { store, config } = services;
  if (accountId !== null && accountId !== config.kommo.accountId) {
    throw new AppError('wrong_account', `A hook came from account ${accountId}.`);
  }
  const body: HookBody = {
    leads: hints.flatMap(({ entity, id, action, statusId, fingerprint }) =>
      entity === 'lead' ? [{ id, action, statusId, fingerprint }] : [],
    ),
    contacts: hints.flatMap(({ entity, id, action }) =>
      entity === 'contact' ? [{ id, action }] : [],
    ),
    ...(messages.length === 0 ? {} : { messages: messages.map(messageOf(services)) }),
    ...more,
  };
  if (isEmpty(body)) return;

  await store.hooks.append({ kind, dedupeKey, body, requestId });
}

const isEmpty = ({ leads, contacts, messages, bot }: HookBody): boolean =>
  leads.length === 0 && contacts?.length === 0 && messages === undefined && bot === undefined;

/** The text is personal and is in Kommo: what is kept of it is what the lead wants. */
const messageOf =
  ({ blueprint }: Services) =>
  ({ text, ...message }: ToldMessage) => ({
    ...message,
    wish: message.direction === 'in' ? readWish(text, blueprint.language) : null,
  });

/** What was kept of an unreadable hook, at most. */
const mostKept = 20_000;

/**
 * A body that nobody can read, at an address that only Kommo knows: kept for a person and answered as taken, because a
 * hundred refusals within two hours would make Kommo end the hook. The catch-up finds what it would have told.
 */
export async function keepUnreadable(
  { store, log }: Services,
  { kind, requestId }: Receipt,
  { text, dedupeKey }: { readonly text: string; readonly dedupeKey: string },
): Promise<void> {
  const body: HookBody = { leads: [], unreadable: text.slice(0, mostKept) };
  await store.hooks.append({ kind, dedupeKey, body, requestId });
  log.warn({ requestId, kind, characters: text.length }, 'kept a hook that cannot be read');
}
