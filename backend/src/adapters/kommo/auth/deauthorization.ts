import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Deauthorization {
  readonly clientId: string;
  readonly accountId: string;
  /** Hexadecimal, from the query. */
  readonly signature: string;
}

/**
 * Whether Kommo says that our integration was switched off: HMAC-SHA256 of "client id|account id" with the
 * integration's secret (Kommo's page "oauth-20"), compared in constant time with every live secret.
 */
export function isDeauthorization(
  { clientId, accountId, signature }: Deauthorization,
  expected: { readonly clientId: string; readonly secrets: readonly string[] },
): boolean {
  if (clientId !== expected.clientId) return false;
  const given = Buffer.from(signature.toLowerCase());
  const matches = expected.secrets.map((secret) => {
    const hex = createHmac('sha256', secret).update(`${clientId}|${accountId}`).digest('hex');
    const wanted = Buffer.from(hex);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  return matches.includes(true);
}
