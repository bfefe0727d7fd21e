import type { ConnectionState } from '../../../../contract/admin.js';
import type { KommoTokens } from '../../storage/tokens/token-table.js';
import { expiryOf } from '../../adapters/kommo/auth/oauth-owner.js';
import { AppError } from '../../errors.js';
import type { ConnectionTools } from './create-connection.js';
import { remedyOf } from './states.js';
import type { LastState } from './states.js';
import { fingerprintOf } from './token-source.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

type Tools = Pick<
  ConnectionTools,
  | 'accountId'
  | 'subdomain'
  | 'configured'
  | 'tokens'
  | 'lastStates'
  | 'reachability'
  | 'connectUrl'
  | 'clock'
>;

interface Found {
  readonly state: ConnectionState['state'];
  readonly since: string;
}

/** Whether Kommo serves us, from what is stored and what Kommo last said; asks Kommo nothing. */
export async function readConnection(tools: Tools): Promise<Unworded<ConnectionState, 'remedy'>> {
  const { configured, subdomain, connectUrl, tokens } = tools;
  const [stored, last] = await Promise.all([readStored(tools), tools.lastStates.read()]);
  const used = usedOf(stored, configured);
  const { state, since } = judge(tools, used, last);
  return {
    state,
    since,
    kind: used === null || used.kind === 'oauth' ? 'oauth' : 'token',
    account: `${subdomain}.kommo.com`,
    expiresAt: used === null ? null : endOf(used),
    remedy: used !== null && state === 'connected' ? soonRemedy(tools, used) : remedyOf(state),
    connectUrl: tokens.canKeep ? connectUrl : null,
  };
}

/** Tokens that no key opens are as good as none. */
async function readStored({ tokens, accountId }: Tools): Promise<KommoTokens | null> {
  try {
    return await tokens.find(accountId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'kommo_not_connected') return null;
    throw error;
  }
}

type Used = Pick<KommoTokens, 'kind' | 'expiresAt' | 'refusedAt'>;

/** As the token source chooses: KOMMO_TOKEN where it was configured later than the stored one, or is the only one left. */
function usedOf(stored: KommoTokens | null, configured: string | null): Used | null {
  if (configured === null) return stored;
  const isStored =
    stored !== null &&
    stored.refusedAt === null &&
    stored.configuredToken === fingerprintOf(configured);
  if (isStored) return stored;
  const expiresAt = expiryOf(configured)?.toISOString() ?? null;
  return { kind: 'token', expiresAt, refusedAt: null };
}

function judge(tools: Tools, used: Used | null, last: LastState | null): Found {
  const now = tools.clock();
  if (used === null) return unconnected(last, now);
  if (used.refusedAt !== null) return { state: refusedState(used, now), since: used.refusedAt };
  if (last !== null && last.state !== 'connected') return last;
  const lostSince = tools.reachability.lostSince();
  if (lostSince !== null) return { state: 'unreachable', since: lostSince.toISOString() };
  return { state: 'connected', since: last?.since ?? now.toISOString() };
}

const unconnected = (last: LastState | null, now: Date): Found =>
  last?.state === 'revoked' ? last : { state: 'needs_authorisation', since: now.toISOString() };

/** A refused refresh token ends nothing before the access token does. */
const refusedState = ({ expiresAt }: Used, now: Date): Found['state'] =>
  expiresAt !== null && new Date(expiresAt) > now ? 'needs_authorisation' : 'revoked';

/** An access token of OAuth ends every day and is renewed; only a long-lived one ends for good. */
const endOf = ({ kind, expiresAt, refusedAt }: Used): string | null =>
  kind === 'token' || refusedAt !== null ? expiresAt : null;

const warnDays = 14;

function soonRemedy({ clock }: Tools, used: Used): Sentence | null {
  const end = endOf(used);
  if (end === null) return null;
  const days = Math.ceil((Date.parse(end) - clock().getTime()) / 86_400_000);
  if (days > warnDays) return null;
  return { code: 'connection.ends_soon', params: { count: Math.max(days, 0) } };
}
