import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { HostOptions, HostUser } from './host-options.js';

/** How a token may be wrong, for the tests of those who verify it. */
export const tokenVariants = [
  'expired',
  'not-yet',
  'wrong-aud',
  'empty-aud',
  'wrong-account',
  'wrong-client',
  'wrong-secret',
  'hs512',
  'unsigned',
  'not-admin',
  'no-admin',
] as const;

export type TokenVariant = (typeof tokenVariants)[number];

const lifetimeSeconds = 1800;

/**
 * Kommo's one-time token: HS256 with the integration's secret, 30 minutes (Kommo: one-time tokens).
 * A variant spoils exactly one property.
 */
export async function mintOneTimeToken(
  options: HostOptions,
  user: HostUser,
  variant: TokenVariant | null,
): Promise<string> {
  const claims = claimsFor(options, user, variant);
  if (variant === 'unsigned') return new UnsecuredJWT(claims).encode();
  const secret = variant === 'wrong-secret' ? 'not the integration secret' : options.clientSecret;
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: variant === 'hs512' ? 'HS512' : 'HS256' })
    .sign(new TextEncoder().encode(secret));
}

function claimsFor(
  options: HostOptions,
  user: HostUser,
  variant: TokenVariant | null,
): Record<string, unknown> {
  const now = Math.floor(options.clock().getTime() / 1000);
  const claims = {
    iss: `https://${options.subdomain}.kommo.com`,
    aud: options.redirectUri === '' ? '' : new URL(options.redirectUri).origin,
    jti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    account_id: options.accountId,
    user_id: user.id,
    subdomain: options.subdomain,
    client_uuid: options.clientUuid,
    is_admin: user.isAdmin,
  };
  return { ...claims, ...spoiled(claims, variant) };
}

function spoiled(
  claims: { readonly iat: number; readonly account_id: number },
  variant: TokenVariant | null,
): Record<string, unknown> {
  const past = claims.iat - 2 * lifetimeSeconds;
  const future = claims.iat + lifetimeSeconds;
  const changes: Partial<Record<TokenVariant, Record<string, unknown>>> = {
    expired: { iat: past, nbf: past, exp: past + lifetimeSeconds },
    'not-yet': { iat: future, nbf: future, exp: future + lifetimeSeconds },
    'wrong-aud': { aud: 'https://elsewhere.example' },
    'empty-aud': { aud: '' },
    'wrong-account': { account_id: claims.account_id + 1 },
    'wrong-client': { client_uuid: '00000000-0000-4000-8000-0000000000ff' },
    'not-admin': { is_admin: false },
    'no-admin': { is_admin: undefined },
  };
  return variant === null ? {} : (changes[variant] ?? {});
}
