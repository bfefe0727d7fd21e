import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { AppError } from '../../errors.js';

/** Compares digests, so that neither the length nor the first wrong character shows in the time it takes. */
export function matchesAny(candidate: string, secrets: readonly string[]): boolean {
  const digest = sha256(candidate);
  return secrets.map((secret) => timingSafeEqual(sha256(secret), digest)).includes(true);
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `Authorization: Bearer <one of tokens>`; several are live during a rotation. */
export const bearer =
  (tokens: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '') {
      throw new AppError('unauthorized', 'The request has no bearer token.', {
        reason: 'Envíe la cabecera "Authorization: Bearer <CAPTURE_TOKEN>".',
      });
    }
    if (!matchesAny(token, tokens)) {
      throw new AppError('unauthorized', 'The bearer token is wrong.', {
        reason: 'El token no coincide con CAPTURE_TOKEN.',
      });
    }
    next();
  };
