import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountState } from '../../adapters/kommo/http/circuit.js';
import { createKommoClient } from '../../adapters/kommo/http/client.js';
import type { KommoClient, KommoClientOptions } from '../../adapters/kommo/http/client.js';
import { createOAuth } from '../../adapters/kommo/auth/oauth.js';
import { readTokenOwner } from '../../adapters/kommo/auth/oauth-owner.js';
import { createOAuthStates } from '../../adapters/kommo/auth/oauth-state.js';
import type { Config } from '../../config.js';
import type { Logger } from '../../log.js';
import type { Store } from '../../storage/tables.js';
import type { Connection } from './connection.js';
import { createConnection } from './create-connection.js';
import { noteLimited } from './limited.js';
import { createReachability } from './reachability.js';
import { createLastStates } from './states.js';
import { createTokenSource } from './token-source.js';

interface OpenTools {
  readonly config: Config;
  readonly store: Store;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly onRestEnded?: () => void;
  /** Told of every exchange; `status` is 0 without an answer. */
  readonly onCall?: KommoClientOptions['onCall'];
}

/** The client of the configured account, whose bearer follows what administrators connect. */
export function openConnection(tools: OpenTools): {
  readonly connection: Connection;
  readonly client: KommoClient;
} {
  const { config, store, log, clock } = tools;
  const { kommo } = config;
  const { tokens, shared, audit } = store;
  const wait = (ms: number) => sleep(ms);
  const { lastStates, write, reachability } = listen(tools);
  const oauth = createOAuth({ ...kommo, shared, log, clock, sleep: wait });
  const account = {
    accountId: kommo.accountId,
    configured: kommo.token === '' ? null : kommo.token,
    ...{ tokens, shared, oauth, clock, log },
  };
  const source = createTokenSource(account);
  const clientOf = (change: Pick<KommoClientOptions, 'token' | 'onAccountState' | 'onCall'>) =>
    createKommoClient({
      ...{ baseUrl: kommo.baseUrl, shared, log, clock, sleep: wait },
      ...(tools.onRestEnded === undefined ? {} : { onRestEnded: tools.onRestEnded }),
      ...change,
    });
  const client = clientOf({
    token: (refused) => source.token(refused),
    onAccountState: write,
    onCall: (call) => {
      tools.onCall?.(call);
      reachability.note(call);
      noteLimit(tools, call);
    },
  });
  const connection = createConnection({
    ...account,
    ...{ source, lastStates, reachability, audit, sleep: wait },
    subdomain: kommo.subdomain,
    clientId: kommo.clientId,
    clientSecrets: kommo.clientSecrets,
    authorizeUrl: kommo.authorizeUrl,
    connectUrl: `${config.publicUrl}/oauth/start`,
    states: createOAuthStates({ secrets: kommo.clientSecrets, clock }),
    ownerOf: (token) => readTokenOwner(clientOf({ token: () => Promise.resolve(token) })),
  });
  return { connection, client };
}

/** For the doctor: Kommo's first answer to too many calls, long before it blocks. */
function noteLimit({ store, clock, log }: OpenTools, call: { readonly status: number }): void {
  noteLimited(store.settings, call.status, clock()).catch((error: unknown) => {
    log.warn({ err: error }, 'a limit of Kommo could not be noted');
  });
}

/** What the client's calls tell of the account, stored for every process and the admin page. */
function listen({ store, log, clock }: OpenTools) {
  const lastStates = createLastStates(store.settings, clock);
  const write = (state: AccountState): void => {
    lastStates.write(state).catch((error: unknown) => {
      log.warn({ err: error }, 'the state of the Kommo connection could not be stored');
    });
  };
  const onSuccess = (): void => {
    write('ok');
  };
  return { lastStates, write, reachability: createReachability({ clock, onSuccess }) };
}
