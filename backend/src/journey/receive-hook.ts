import { AppError } from '../errors.js';
import type { Services } from '../services.js';
import type { HookKind } from '../storage/tables.js';

/** What the adapter read out of a hook. */
export interface ReceivedHook {
  readonly accountId: number | null;
  readonly leadIds: readonly number[];
  /** The same for a repeated delivery of the same change. */
  readonly dedupeKey: string;
}

/** Stores a hook; resolves after the commit. A hook of another account is refused, one that names no lead is let go. */
export async function receiveHook(
  { store, config, nudge }: Services,
  kind: HookKind,
  { accountId, leadIds, dedupeKey }: ReceivedHook,
  requestId: string,
): Promise<void> {
  if (accountId !== null && accountId !== config.kommo.accountId) {
    throw new AppError('wrong_account', `A hook came from account ${accountId}.`);
  }
  if (leadIds.length === 0) return;

  const isNew = await store.hooks.append({ kind, dedupeKey, body: { leadIds }, requestId });

  if (isNew) nudge();
}
