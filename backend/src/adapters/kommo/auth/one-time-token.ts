import { z } from 'zod';
import { ofAnotherAccount, refuse, verifySigned } from './signed-token.js';
import type { TokenKeys } from './signed-token.js';

export interface OneTimeTokenOptions extends TokenKeys {
  /** The integration's id. */
  readonly clientId: string;
  readonly accountId: number;
  /**
   * Origins that `aud` may name: Kommo takes it from the redirect address. Null turns the check off. Official code
   * leaves out the port, so an origin without it passes too.
   */
  readonly audience: readonly string[] | null;
  /** Whether a token without `aud` passes: not known for integrations whose redirect address is empty. */
  readonly acceptEmptyAudience?: boolean;
}

/** A person in Kommo, as the token says; null for `isAdmin` where it does not say. */
export interface OneTimeUser {
  readonly userId: number;
  readonly isAdmin: boolean | null;
}

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  account_id: z.coerce.number().int().positive(),
  user_id: z.coerce.number().int().positive(),
  subdomain: z.string().regex(/^[a-z0-9-]+$/u),
  client_uuid: z.string(),
  is_admin: z.boolean().optional(),
  // A Salesbot's token is signed with the same secret and must not pass for a person's.
  bot_type: z.undefined().optional(),
  entity_id: z.undefined().optional(),
});

/**
 * Verifies the token that Kommo's page sends as `X-Auth-Token`: HS256, half an hour. "One-time" is a name, the page may
 * use one for several calls. `origin` is the request's, when the browser gave one.
 * @throws AppError "unauthorized", "token_expired", "wrong_account".
 */
export function createOneTimeTokenVerifier(
  options: OneTimeTokenOptions,
): (token: string, origin: string | null) => Promise<OneTimeUser> {
  return async (token, origin) => {
    const payload = await verifySigned(token, options, ['HS256']);
    const parsed = claimsSchema.safeParse(payload);
    if (!parsed.success) throw refuse('is no one-time token of a person in Kommo', parsed.error);
    const claims = parsed.data;

    if (claims.account_id !== options.accountId) throw ofAnotherAccount();
    if (claims.client_uuid !== options.clientId) throw ofAnotherAccount();
    if (claims.iss !== `https://${claims.subdomain}.kommo.com`)
      throw refuse('has a foreign issuer');
    if (isOtherAccountsPage(origin, claims.iss))
      throw refuse('comes from the page of another account');
    if (!isForUs(claims.aud, options))
      throw refuse('is meant for another address: compare KOMMO_REDIRECT_URI');

    return { userId: claims.user_id, isAdmin: claims.is_admin ?? null };
  };
}

/** Other origins are the business of CORS. */
const isOtherAccountsPage = (origin: string | null, issuer: string): boolean =>
  origin !== null && /\.kommo\.com$/u.test(origin) && origin !== issuer;

function isForUs(
  aud: string | readonly string[] | undefined,
  options: OneTimeTokenOptions,
): boolean {
  const { audience, acceptEmptyAudience = false } = options;
  if (audience === null) return true;
  const named = (typeof aud === 'string' ? [aud] : (aud ?? [])).filter((one) => one !== '');
  if (named.length === 0) return acceptEmptyAudience;
  const accepted = audience.flatMap((origin) => [origin, withoutPort(origin)]);
  return named.some((one) => accepted.includes(one));
}

function withoutPort(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}`;
}
