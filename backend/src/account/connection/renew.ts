import { setTimeout as sleep } from 'node:timers/promises';
import type { Grant, GrantedTokens, OAuth } from '../../adapters/kommo/auth/oauth.js';
import { AppError, untilMended } from '../../errors.js';
import type { Logger } from '../../log.js';
import type { Shared } from '../../storage/tables.js';
import type { KommoTokens, TokenTable } from '../../storage/tokens/token-table.js';
import type { Sentence } from '../../../../wording/sentence.js';

export interface RenewTools {
  readonly accountId: number;
  readonly tokens: TokenTable;
  readonly shared: Pick<Shared, 'withInnerLock' | 'tryTurn' | 'pause'>;
  readonly oauth: OAuth;
  readonly clock: () => Date;
  readonly log: Logger;
  /** A pair that Kommo gave and the database did not take: saved before anything else is asked. */
  readonly unsaved: { tokens: KommoTokens | null };
}

/** Whoever renews, connects or disconnects holds this lock, over all processes. */
export const lockOf = (accountId: number): string => `kommo-tokens:${accountId}`;
const limiterOf = (accountId: number): string => `kommo-refresh:${accountId}`;

/** How long nobody asks again after an attempt that failed. */
const restMs = { lost: 15_000, refused: 60_000 } as const;

/**
 * The tokens that follow `seen`, stored before anyone uses them: Kommo spends a refresh token with its use, in one of
 * its two descriptions at once, in the other when its successor is used (page "oauth-20").
 * @throws AppError `kommo_not_connected` when a person must connect again; others when Kommo cannot be asked now.
 */
export function renew(tools: RenewTools, seen: KommoTokens): Promise<KommoTokens> {
  const { accountId, tokens, shared, unsaved } = tools;
  return shared.withInnerLock(lockOf(accountId), async () => {
    const current = await tokens.find(accountId);
    if (current === null) throw connectAgain('Kommo was disconnected');
    // Another process was first, or a person has connected again.
    if (current.obtainedAt !== seen.obtainedAt) {
      unsaved.tokens = null;
      return current;
    }
    if (unsaved.tokens !== null) return keep(tools, unsaved.tokens);
    if (current.refusedAt !== null) throw connectAgain('Kommo has refused to renew the token');
    if (!(await shared.tryTurn(limiterOf(accountId), 0))) throw resting();
    return refresh(tools, current);
  });
}

async function refresh(tools: RenewTools, current: KommoTokens): Promise<KommoTokens> {
  try {
    const grant = await askForPair(tools, current);
    if (grant.kind === 'granted') return await keep(tools, following(tools, current, grant.tokens));
    return await afterRefusal(tools, current, grant.why);
  } catch (error) {
    const verdict = error instanceof AppError ? error.retry : null;
    const ms = verdict?.kind === 'after' ? verdict.ms : restMs.lost;
    await rest(tools, ms);
    throw error;
  }
}

async function askForPair({ oauth, log }: RenewTools, current: KommoTokens): Promise<Grant> {
  const { refreshToken, previousRefreshToken } = current;
  const grant = await askTwice(oauth, refreshToken ?? '');
  if (grant.kind === 'granted' || grant.why === 'client' || previousRefreshToken === null)
    return grant;
  log.warn('Kommo refused the newest refresh token: the one before it is tried');
  return oauth.refresh(previousRefreshToken);
}

/** An answer that was lost on the way is asked for once more: with grace the same refresh token still works. */
async function askTwice(oauth: OAuth, refreshToken: string): Promise<Grant> {
  try {
    return await oauth.refresh(refreshToken);
  } catch (error) {
    const isLost = error instanceof AppError && error.retry.kind === 'backoff';
    if (!isLost) throw error;
    return oauth.refresh(refreshToken);
  }
}

/** Read once more before the connection is declared dead: a lock ends with its connection, another may have won. */
async function afterRefusal(
  { accountId, tokens, clock, log }: RenewTools,
  current: KommoTokens,
  why: 'token' | 'client',
): Promise<KommoTokens> {
  const stored = await tokens.find(accountId);
  if (stored !== null && stored.obtainedAt !== current.obtainedAt) return stored;
  if (why === 'client') {
    throw connectAgain('Kommo does not know this id, secret or redirect address', {
      reason: { code: 'connection.unknown_client' },
    });
  }
  await tokens.markRefused(accountId, current.obtainedAt, clock());
  log.error('Kommo refused every refresh token: open /oauth/start to reconnect');
  throw connectAgain('Kommo has refused to renew the token');
}

const following = (
  { clock }: RenewTools,
  current: KommoTokens,
  granted: GrantedTokens,
): KommoTokens => ({
  ...pairOf(granted, clock()),
  previousRefreshToken: current.refreshToken,
  configuredToken: current.configuredToken,
});

/** The lifetime counts from now; the second or so that the answer took is far below the margin of an early refresh. */
export function pairOf(granted: GrantedTokens, now: Date): KommoTokens {
  return {
    kind: 'oauth',
    accessToken: granted.accessToken,
    refreshToken: granted.refreshToken,
    previousRefreshToken: null,
    expiresAt: new Date(now.getTime() + granted.expiresInMs).toISOString(),
    obtainedAt: now.toISOString(),
    configuredToken: null,
    refusedAt: null,
  };
}

/** Kept in memory where the database fails: the pair before it may be spent already. */
async function keep(tools: RenewTools, pair: KommoTokens): Promise<KommoTokens> {
  const { accountId, tokens, unsaved, log } = tools;
  unsaved.tokens = pair;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await tokens.save(accountId, pair);
      break;
    } catch (error) {
      if (attempt === 3) throw error;
      await sleep(attempt * 200);
    }
  }
  unsaved.tokens = null;
  log.info({ expiresAt: pair.expiresAt }, "Kommo's token was renewed");
  return pair;
}

/** Nobody asks again meanwhile, in any process. */
async function rest({ accountId, shared, log }: RenewTools, ms: number): Promise<void> {
  try {
    await shared.pause(limiterOf(accountId), ms);
  } catch (error) {
    log.warn({ err: error }, 'the pause between two refreshes could not be stored');
  }
}

const resting = (): AppError =>
  new AppError('kommo_unreachable', "Kommo's token could not be renewed a moment ago: it rests", {
    retry: untilMended(restMs.lost),
  });

const connectAgain = (what: string, options: { readonly reason?: Sentence } = {}): AppError =>
  new AppError('kommo_not_connected', `${what}: open /oauth/start to reconnect`, {
    retry: untilMended(restMs.refused),
    ...options,
  });
