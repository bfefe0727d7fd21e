import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { AppError } from '../../../errors.js';

export interface TokenKeys {
  /** The integration's secret key; the one before it too while it is being replaced. */
  readonly secrets: readonly string[];
  readonly clock: () => Date;
}

/** Clocks may differ by this much. */
const leewaySeconds = 30;
/** Kommo's tokens have some 600 characters; a longer one is not worth the work. */
const longestToken = 4096;

/**
 * Signature and times of a token that Kommo signed with the integration's secret; tried with every live secret.
 * @throws AppError "token_expired" or "unauthorized".
 */
export async function verifySigned(
  token: string,
  { secrets, clock }: TokenKeys,
  algorithms: readonly ('HS256' | 'HS512')[],
): Promise<JWTPayload> {
  if (token.length > longestToken) throw refuse('is longer than any of Kommo');
  for (const secret of secrets.filter((one) => one !== '')) {
    const payload = await tryKey(token, secret, { algorithms, now: clock() });
    if (payload !== null) return payload;
  }
  throw refuse('is not signed with the secret of the integration: compare KOMMO_CLIENT_SECRET');
}

interface Check {
  readonly algorithms: readonly string[];
  readonly now: Date;
}

/** Null when the signature is another key's. */
async function tryKey(token: string, secret: string, check: Check): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: [...check.algorithms],
      clockTolerance: leewaySeconds,
      currentDate: check.now,
      requiredClaims: ['exp'],
    });
    const issuedAt = payload.iat ?? 0;
    if (issuedAt * 1000 > check.now.getTime() + leewaySeconds * 1000) {
      throw refuse('was issued in the future: set the clock of this machine');
    }
    return payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return null;
    if (error instanceof AppError) throw error;
    throw error instanceof errors.JWTExpired
      ? new AppError(
          'token_expired',
          'The token of Kommo has expired: the panel asks for a new one',
        )
      : refuse('is malformed, of another algorithm, or not valid yet', error);
  }
}

export const refuse = (why: string, cause?: unknown): AppError =>
  new AppError('unauthorized', `The token ${why}`, { cause });

export const ofAnotherAccount = (): AppError =>
  new AppError('wrong_account', 'The token is of another account or integration', {
    reason: { code: 'http.panel_of_another_account' },
  });
