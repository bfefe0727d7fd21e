import type { Grant, OAuth } from '../../adapters/kommo/auth/oauth.js';
import { codeSchema } from '../../adapters/kommo/auth/oauth-return.js';
import type { OAuthReturn } from '../../adapters/kommo/auth/oauth-return.js';
import { expiryOf } from '../../adapters/kommo/auth/oauth-owner.js';
import type { TokenOwner } from '../../adapters/kommo/auth/oauth-owner.js';
import type { OAuthStates } from '../../adapters/kommo/auth/oauth-state.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import type { AuditTable, Shared } from '../../storage/tables.js';
import type { KommoTokens, TokenTable } from '../../storage/tokens/token-table.js';
import type { Connected, ConnectRefusal } from './connection.js';
import { recordAct } from '../record-act.js';
import { lockOf, pairOf } from './renew.js';
import { fingerprintOf } from './token-source.js';

export interface ConnectTools {
  readonly accountId: number;
  readonly subdomain: string;
  readonly clientId: string;
  /** KOMMO_TOKEN; null where none is configured. */
  readonly configured: string | null;
  readonly tokens: TokenTable;
  readonly audit: AuditTable;
  readonly shared: Pick<Shared, 'withInnerLock' | 'tryTurn'>;
  readonly oauth: OAuth;
  readonly states: OAuthStates;
  readonly ownerOf: (token: string) => Promise<TokenOwner>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/**
 * Takes an authorisation code to the account's own address, and nowhere else. Anybody may call this: the state only keeps
 * a return from being repeated; what protects is that the token must be an administrator's of the configured account.
 */
export async function finish(tools: ConnectTools, answer: OAuthReturn): Promise<Connected> {
  if (answer.kind !== 'code') return refuse(tools, answer.kind);
  if (answer.subdomain !== tools.subdomain) return refuse(tools, 'other_account');
  if (answer.clientId !== null && answer.clientId !== tools.clientId)
    return refuse(tools, 'other_account');
  // Installed from Kommo's own page, nobody has asked for a state.
  if (!answer.fromWidget && !(await spend(tools, answer.state ?? '')))
    return refuse(tools, 'spent_state');
  return translated(tools, () => fromCode(tools, answer.code));
}

/** A token is told from a code by its form: it is a JWT. */
export async function paste(tools: ConnectTools, text: string, state: string): Promise<Connected> {
  const parsed = codeSchema.safeParse(text);
  if (!parsed.success) return refuse(tools, 'unreadable');
  if (!(await spend(tools, state))) return refuse(tools, 'spent_state');
  const isToken = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(parsed.data);
  return translated(tools, () =>
    isToken ? fromLongLived(tools, parsed.data) : fromCode(tools, parsed.data),
  );
}

async function spend({ states, tokens, clock }: ConnectTools, state: string): Promise<boolean> {
  const known = states.read(state);
  return known !== null && tokens.spendState(known.id, known.expiresAt, clock());
}

async function fromCode(tools: ConnectTools, code: string): Promise<Connected> {
  if (!tools.tokens.canKeep) return refuse(tools, 'no_key');
  if (!(await waitForTurn(tools))) return refuse(tools, 'busy');
  const grant = await tools.oauth.exchange(code);
  if (grant.kind === 'refused') return refuse(tools, refusalOf(grant));
  return store(tools, pairOf(grant.tokens, tools.clock()));
}

const refusalOf = ({ why }: Extract<Grant, { kind: 'refused' }>): ConnectRefusal =>
  why === 'client' ? 'bad_client' : 'bad_code';

async function fromLongLived(tools: ConnectTools, accessToken: string): Promise<Connected> {
  if (!tools.tokens.canKeep) return refuse(tools, 'no_key');
  if (!(await waitForTurn(tools))) return refuse(tools, 'busy');
  return store(tools, {
    kind: 'token',
    accessToken,
    refreshToken: null,
    previousRefreshToken: null,
    expiresAt: expiryOf(accessToken)?.toISOString() ?? null,
    obtainedAt: tools.clock().toISOString(),
    configuredToken: null,
    refusedAt: null,
  });
}

async function store(tools: ConnectTools, pair: KommoTokens): Promise<Connected> {
  const { accountId, tokens, shared, configured, log } = tools;
  const owner = await tools.ownerOf(pair.accessToken);
  if (owner.accountId !== accountId) return refuse(tools, 'other_account');
  if (!owner.isAdmin) return refuse(tools, 'not_admin');
  const configuredToken = configured === null ? null : fingerprintOf(configured);
  // Under the lock, so that a refresh that is on its way does not put its pair over this one.
  await recordAct(
    tools,
    { by: `user:${owner.userId}`, action: 'oauth connect' },
    () =>
      shared.withInnerLock(lockOf(accountId), () =>
        tokens.save(accountId, { ...pair, configuredToken }),
      ),
    () => ({ status: 200, after: { kind: pair.kind } }),
  );
  log.info({ kind: pair.kind, userId: owner.userId }, 'a Kommo account was connected');
  return { kind: 'connected' };
}

/**
 * Strangers may call: at most one a second reaches Kommo, whose limit the leads need. Turns are not reserved, so that a
 * flood leaves no queue behind it.
 */
async function waitForTurn({ shared, sleep }: ConnectTools): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await shared.tryTurn('kommo-connect', 1_000)) return true;
    await sleep(250);
  }
  return false;
}

const refusalByCode: Readonly<Partial<Record<string, ConnectRefusal>>> = {
  kommo_unreachable: 'unreachable',
  kommo_payment_required: 'payment_required',
  kommo_blocked: 'blocked',
  kommo_not_connected: 'bad_code',
};

/** What Kommo answers about the code or the account is an expected outcome; what the database does is not. */
async function translated(tools: ConnectTools, work: () => Promise<Connected>): Promise<Connected> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof AppError ? refusalByCode[error.code] : undefined;
    if (why === undefined) throw error;
    return refuse(tools, why);
  }
}

function refuse({ log }: ConnectTools, why: ConnectRefusal): Connected {
  log.warn({ why }, 'a Kommo account was not connected');
  return { kind: 'refused', why };
}
