import { hash } from 'node:crypto';
import express, { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import { readQuizPost } from '../../../../domain/capture/inlead-post.js';
import { parseJson } from '../../adapters/http-client.js';
import { AppError } from '../../errors.js';
import { receivePost } from '../../journey/hooks/receive-post.js';
import type { Services } from '../../services.js';
import { matchesAny } from '../middleware/bearer.js';
import { createLimiter } from '../middleware/limiter.js';
import { readMultipart } from '../middleware/multipart.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { rateLimit } from '../middleware/rate-limit.js';

const rawBody = express.raw({ type: () => true, limit: '256kb' });

/**
 * `POST /webhooks/leads/inlead/:token` (R1.3): InLead as it really sends, probably from the visitor's browser. So any page may
 * post here, the token stands in the address and is no secret, and it is limited by token and address.
 */
export function inleadRoutes(services: Services): Router {
  const limiter = createLimiter(services, services.config.limits.capturePerMinute);
  const router = Router();
  router
    .route('/webhooks/leads/inlead/:token')
    .all(anyOrigin)
    .post(
      knowsToken(services.config.captureTokensOf.inlead),
      rateLimit(limiter, ({ ip, path }) => `inlead ${hash('sha256', `${path} ${ip ?? ''}`)}`),
      rawBody,
      take(services),
    )
    .all(methodNotAllowed('POST', 'OPTIONS'));
  return router;
}

/** A browser asks first where what it posts is no simple form. */
const anyOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
  });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
};

/** A stranger gets the answer of an address that does not exist. */
const knowsToken =
  (tokens: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    const token = request.params['token'];
    if (typeof token !== 'string' || !matchesAny(token, tokens)) {
      throw new AppError('not_found', 'The token in the address of the quiz is wrong.');
    }
    next();
  };

const take =
  (services: Services): RequestHandler =>
  async (request, response) => {
    const bytes = bytesOf(request);
    const post = readQuizPost(bodyOf(bytes, request.get('content-type') ?? ''));
    if (post === null) {
      throw new AppError('invalid_body', 'A post of a quiz holds no field.', {
        fields: [
          {
            field: '',
            reason: { code: 'capture.not_an_object' },
            remedy: { code: 'capture.not_an_object_remedy' },
          },
        ],
      });
    }
    await receivePost(services, post, hash('sha256', bytes, 'hex'));
    response.status(202).json({ status: 'ok' });
  };

function bytesOf({ body }: Request): Buffer {
  const given: unknown = body;
  return Buffer.isBuffer(given) ? given : Buffer.alloc(0);
}

/** By what it is declared as; JSON is often sent as text, so that a browser asks nobody first. */
function bodyOf(bytes: Buffer, contentType: string): unknown {
  const type = contentType.toLowerCase();
  if (type.startsWith('multipart/form-data'))
    return toObject(readMultipart(bytes, contentType) ?? []);
  const text = bytes.toString('utf8');
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return toObject([...new URLSearchParams(text)].slice(0, mostPairs));
  }
  return parseJson(text);
}

const mostPairs = 300;
const names = /[^[\]]{1,200}/gu;

/** "responses[nome]" and "tracking.utm_source" are "nome" and "utm_source"; the same name twice is a list. */
function toObject(
  pairs: readonly (readonly [string, string])[],
): Readonly<Record<string, unknown>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const key = name.slice(0, 400).match(names)?.at(-1) ?? name.slice(0, 400);
    values.set(key, [...(values.get(key) ?? []), value].slice(0, 20));
  }
  return Object.fromEntries(
    [...values].map(([key, list]) => [key, list.length === 1 ? list[0] : list]),
  );
}
