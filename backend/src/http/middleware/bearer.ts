import { hash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { AppError } from '../../errors.js';

/** Compares digests, so that neither the length nor the first wrong character shows in the time it takes. */
export function secretMatcher(secrets: readonly string[]): (candidate: string) => boolean {
  const digests = secrets.map(sha256);
  return (candidate) => {
    const digest = sha256(candidate);
    return digests.map((known) => timingSafeEqual(known, digest)).includes(true);
  };
}

export const matchesAny = (candidate: string, secrets: readonly string[]): boolean =>
  secretMatcher(secrets)(candidate);

function sha256(text: string): Buffer {
  return Buffer.from(hash('sha256', text), 'hex');
}

/** `Authorization: Bearer <one of tokens>`, those of `variable`; several are live during a rotation, none lets nobody in. */
export function bearer(tokens: readonly string[], variable: string): RequestHandler {
  const isKnown = secretMatcher(tokens);
  return (request, _response, next) => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '') {
      throw new AppError('unauthorized', 'The request has no bearer token.', {
        reason: { code: 'http.send_bearer', params: { variable } },
      });
    }
    if (!isKnown(token)) {
      throw new AppError('unauthorized', 'The bearer token is wrong.', {
        reason: { code: 'http.wrong_bearer', params: { variable } },
      });
    }
    next();
  };
}
