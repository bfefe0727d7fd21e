import { AppError } from '../errors.js';
import type { Services } from '../services.js';
import type { HookKind } from '../storage/tables.js';

/** What the adapter read out of a hook. */
export interface ReceivedHook {
  readonly accountId: number | null;
  /** What it points at; only leads are looked at. */
  readonly hints: readonly {
    readonly entity: string;
    readonly action: string;
    readonly id: number;
  }[];
  /** The same for a repeated delivery of the same change. */
  readonly dedupeKey: string;
}

/** Stores a hook; resolves after the commit. A hook of another account is refused, one that names no lead is let go. */
export async function receiveHook(
  { store, config }: Services,
  kind: HookKind,
  { accountId, hints, dedupeKey }: ReceivedHook,
  requestId: string,
): Promise<void> {
  if (accountId !== null && accountId !== config.kommo.accountId) {
    throw new AppError('wrong_account', `A hook came from account ${accountId}.`);
  }
  const leads = hints.flatMap(({ entity, action, id }) =>
    entity === 'lead' ? [{ id, action }] : [],
  );
  if (leads.length === 0) return;

  await store.hooks.append({ kind, dedupeKey, body: { leads }, requestId });
}
