import { createHash } from 'node:crypto';
import { AppError, untilMended } from '../../errors.js';
import type { KommoTokens } from '../../storage/tokens/token-table.js';
import { renew } from './renew.js';
import type { RenewTools } from './renew.js';

export interface TokenSourceTools extends Omit<RenewTools, 'unsaved'> {
  /** KOMMO_TOKEN; null where none is configured. */
  readonly configured: string | null;
}

export interface TokenSource {
  /** The bearer for Kommo; asked again with the refused one after a 401. The same once more: there is no better one. */
  token(refused?: string): Promise<string>;
  /** Forgets what this process remembers: somebody has connected or disconnected. */
  reload(): void;
}

/** How long a process relies on what it read: within this time it learns of a connection made by another. */
const rememberMs = 60_000;
/** How long a refused long-lived token gives way to another one, if there is another. */
const restMs = 10 * 60_000;

interface State {
  remembered: { readonly tokens: KommoTokens | null; readonly until: number } | null;
  renewing: Promise<KommoTokens> | null;
  readonly restUntil: Map<string, number>;
}

/** Where the bearer comes from: the authorisation stored last, or KOMMO_TOKEN where that was configured later. */
export function createTokenSource(options: TokenSourceTools): TokenSource {
  const tools = { ...options, unsaved: { tokens: null } };
  const state: State = { remembered: null, renewing: null, restUntil: new Map() };
  return {
    token: (refused) => bearer(tools, state, refused),
    reload: () => {
      state.remembered = null;
      state.restUntil.clear();
    },
  };
}

type Tools = TokenSourceTools & RenewTools;

async function bearer(tools: Tools, state: State, refused: string | undefined): Promise<string> {
  if (refused !== undefined) state.restUntil.set(refused, tools.clock().getTime() + restMs);
  const stored = await remembered(tools, state, refused);
  const { configured } = tools;
  if (stored === null) return configured ?? notConnected();
  if (configured === null) return fromStored(tools, state, { stored, refused });

  const isConfiguredLater = stored.configuredToken !== fingerprintOf(configured);
  if (isConfiguredLater && !isResting(tools, state, configured)) return configured;
  try {
    return await fromStored(tools, state, { stored, refused });
  } catch (error) {
    if (error instanceof AppError && error.code === 'kommo_not_connected') return configured;
    throw error;
  }
}

interface Asked {
  readonly stored: KommoTokens;
  readonly refused: string | undefined;
}

async function fromStored(tools: Tools, state: State, { stored, refused }: Asked): Promise<string> {
  if (stored.kind === 'token') {
    const { configured } = tools;
    if (configured === null || !isResting(tools, state, stored.accessToken))
      return stored.accessToken;
    return configured;
  }
  const serves = stored.accessToken !== refused && isAlive(tools, stored);
  if (!serves) return (await renewOnce(tools, state, stored)).accessToken;
  // Refreshed early, behind the calls: a failure is nobody's problem while the old one still serves.
  if (isDue(tools, stored)) void renewOnce(tools, state, stored).catch(noteFailure(tools));
  return stored.accessToken;
}

const noteFailure =
  ({ log }: Tools) =>
  (error: unknown): void => {
    const code = error instanceof AppError ? error.code : 'internal';
    log.warn({ code }, "Kommo's token could not be renewed early");
  };

/** However many calls find the token old, this process asks once for a new one. */
function renewOnce(tools: Tools, state: State, stored: KommoTokens): Promise<KommoTokens> {
  state.renewing ??= renew(tools, stored)
    .then((tokens) => {
      remember(tools, state, tokens);
      return tokens;
    })
    .catch((error: unknown) => {
      state.remembered = null;
      throw error;
    })
    .finally(() => {
      state.renewing = null;
    });
  return state.renewing;
}

/** Read again when the remembered token was refused: another process may have renewed it. */
async function remembered(
  tools: Tools,
  state: State,
  refused: string | undefined,
): Promise<KommoTokens | null> {
  const { remembered: known } = state;
  const isFresh = known !== null && tools.clock().getTime() < known.until;
  if (isFresh && known.tokens?.accessToken !== refused) return known.tokens;
  const tokens = await tools.tokens.find(tools.accountId);
  remember(tools, state, tokens);
  return tokens;
}

function remember({ clock }: Tools, state: State, tokens: KommoTokens | null): void {
  // That there is none is not remembered: whoever connects must not wait.
  state.remembered = tokens === null ? null : { tokens, until: clock().getTime() + rememberMs };
}

const isResting = ({ clock }: Tools, { restUntil }: State, token: string): boolean =>
  clock().getTime() < (restUntil.get(token) ?? 0);

/** At seven tenths of its life: early enough that a day's trouble on either side does no harm. */
function isDue({ clock }: Tools, { obtainedAt, expiresAt, refusedAt }: KommoTokens): boolean {
  if (expiresAt === null) return false;
  const from = Date.parse(obtainedAt);
  const end = Date.parse(expiresAt);
  const share = refusedAt === null ? 0.7 : 1;
  return clock().getTime() >= from + share * (end - from);
}

const isAlive = ({ clock }: Tools, { expiresAt }: KommoTokens): boolean =>
  expiresAt === null || clock().getTime() < Date.parse(expiresAt);

/** Tells one configured token from another without keeping it. */
export const fingerprintOf = (token: string): string =>
  createHash('sha256').update(`configured token ${token}`).digest('hex').slice(0, 16);

function notConnected(): never {
  throw new AppError(
    'kommo_not_connected',
    'No Kommo account is connected: open /oauth/start as an administrator of the account',
    { retry: untilMended(60_000) },
  );
}
