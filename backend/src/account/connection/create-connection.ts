import { isDeauthorization } from '../../adapters/kommo/auth/deauthorization.js';
import { authorizeAddress } from '../../adapters/kommo/auth/oauth-return.js';
import { finish, paste } from './connect.js';
import type { ConnectTools } from './connect.js';
import type { Connected, Connection } from './connection.js';
import { recordAct } from '../record-act.js';
import { readConnection } from './read-connection.js';
import { lockOf } from './renew.js';
import type { Reachability } from './reachability.js';
import type { LastStates } from './states.js';
import type { TokenSource } from './token-source.js';

export interface ConnectionTools extends ConnectTools {
  readonly source: TokenSource;
  readonly lastStates: LastStates;
  readonly reachability: Reachability;
  /** Kommo's page of consent. */
  readonly authorizeUrl: string;
  /** Where an administrator begins, at this companion. */
  readonly connectUrl: string;
  readonly clientSecrets: readonly string[];
}

export function createConnection(tools: ConnectionTools): Connection {
  const { tokens, states, source, lastStates, accountId, clientId } = tools;
  const followed = async (work: Promise<Connected>): Promise<Connected> => {
    const outcome = await work;
    if (outcome.kind === 'connected') {
      source.reload();
      await lastStates.write('ok');
    }
    return outcome;
  };
  return {
    read: () => readConnection(tools),
    begin: () => {
      if (!tokens.canKeep) return null;
      const state = states.issue();
      return { state, address: authorizeAddress(tools.authorizeUrl, { clientId, state }) };
    },
    finish: (answer) => followed(finish(tools, answer)),
    paste: (text, state) => followed(paste(tools, text, state)),
    disconnect: async (given) => {
      const isOurs =
        given.accountId === String(accountId) &&
        isDeauthorization(given, { clientId, secrets: tools.clientSecrets });
      if (!isOurs) return false;
      // Kommo does not say who.
      await recordAct(
        tools,
        { by: 'kommo', action: 'oauth disconnect' },
        () => tools.shared.withInnerLock(lockOf(accountId), () => tokens.forget(accountId)),
        () => ({ status: 200, after: null }),
      );
      source.reload();
      await lastStates.write('kommo_not_connected');
      tools.log.warn('Kommo has switched the integration off');
      return true;
    },
  };
}
