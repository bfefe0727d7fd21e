import { createHmac } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { ErrorCode } from '../../../../contract/errors.js';
import { AppError, after } from '../../errors.js';
import type { Services } from '../../services.js';
import { callerOf } from './address.js';
import { createLimiter } from './limiter.js';
import type { Limiter } from './limiter.js';

type Tools = Pick<Services, 'clock' | 'config' | 'log' | 'store'>;

/** At most so many requests of each key; beyond it 429 with `Retry-After`. Behind the check of the token it counts by. */
export const rateLimit =
  (limiter: Limiter, keyOf: (request: Request) => string): RequestHandler =>
  (request, _response, next) => {
    const wait = limiter(keyOf(request));
    // Nearly always: no promise for the deliveries of a campaign.
    if (wait !== 0) return passAfter(wait, next);
    next();
    return undefined;
  };

async function passAfter(wait: number | Promise<number>, next: () => void): Promise<void> {
  const ms = await wait;
  if (ms > 0) throw tooMany(ms);
  next();
}

/** What somebody gets who knocks without knowing a secret or an address. A firm's own wrong bodies count by their token. */
const strangers: ReadonlySet<ErrorCode> = new Set([
  'unauthorized',
  'not_found',
  'method_not_allowed',
  'wrong_account',
]);

/** What is answered instead to an address that is refused too often; null while it is not. */
export type RefusalLimit = (failure: AppError, ip: string) => Promise<AppError | null>;

/**
 * What carries a right token never gets here,
 * so nobody is kept out by a stranger behind the same address.
 */
export function createRefusalLimit(tools: Tools): RefusalLimit {
  const { limits, kommo } = tools.config;
  const limiter = createLimiter(tools, limits.refusedPerMinute);
  const [secret = ''] = kommo.hookSecrets;
  // Addresses are personal data, and there are few enough to find one behind a plain digest.
  const keyOf = (ip: string): string =>
    `refused ${createHmac('sha256', secret).update(callerOf(ip)).digest('base64url')}`;
  return async (failure, ip) => {
    if (!strangers.has(failure.code)) return null;
    const ms = await limiter(keyOf(ip));
    return ms > 0 ? tooMany(ms) : null;
  };
}

const tooMany = (ms: number): AppError =>
  new AppError('too_many_requests', 'The caller sent more than its limit.', { retry: after(ms) });
