import { z } from 'zod';
import type { ConnectionState } from '../../../../contract/admin.js';
import type { AccountState } from '../../adapters/kommo/http/circuit.js';
import type { SettingTable } from '../../storage/tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

type Kind = ConnectionState['state'];

/** What is last known of the account, by any process. */
export interface LastState {
  readonly state: Exclude<Kind, 'unreachable' | 'needs_authorisation'>;
  readonly since: string;
}

const settingKey = 'kommo.connection';

const lastSchema = z.object({
  state: z.enum(['connected', 'revoked', 'payment_required', 'blocked']),
  since: z.iso.datetime(),
});

const stateByAccount = {
  ok: 'connected',
  kommo_not_connected: 'revoked',
  kommo_payment_required: 'payment_required',
  kommo_blocked: 'blocked',
} as const satisfies Record<AccountState, LastState['state']>;

export interface LastStates {
  read(): Promise<LastState | null>;
  /** Keeps `since` where nothing has changed. */
  write(state: AccountState): Promise<void>;
}

export function createLastStates(
  settings: Pick<SettingTable, 'get' | 'set'>,
  clock: () => Date,
): LastStates {
  const read = async (): Promise<LastState | null> => {
    const parsed = lastSchema.safeParse(await settings.get(settingKey));
    return parsed.success ? parsed.data : null;
  };
  return {
    read,
    write: async (account) => {
      const state = stateByAccount[account];
      if ((await read())?.state === state) return;
      await settings.set(settingKey, { state, since: clock().toISOString() });
    },
  };
}

/** What an administrator is to do; null while everything is well. */
export const remedyOf = (state: Kind): Sentence | null =>
  state === 'connected' ? null : { code: `connection.${state}` };
