import { hash } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import { captureSources } from '../../../../domain/capture/read-capture.js';
import type { CaptureSource } from '../../../../domain/capture/read-capture.js';
import { AppError } from '../../errors.js';
import { captureDelivery } from '../../journey/capture/capture-delivery.js';
import type { Services } from '../../services.js';
import { worded } from '../../../../wording/say.js';
import { bearer } from '../middleware/bearer.js';
import { bodyHashOf, jsonBody } from '../middleware/json-body.js';
import { createLimiter } from '../middleware/limiter.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { rateLimit } from '../middleware/rate-limit.js';
import { requestIdOf } from '../middleware/request-id.js';

/** A key is kept with the delivery and compared as a whole. */
const longestKey = 255;

/**
 * `POST /webhooks/leads/{direct,inlead,meta}`: 202 once the delivery is on disk (R1.2, R1.3, R5.3). Straight on the app:
 * a router of their own would cost each delivery a tenth of its time.
 */
export function mountCaptureRoutes(app: Express, services: Services): void {
  const { captureTokensOf, limits } = services.config;
  const limiter = createLimiter(services, limits.capturePerMinute);
  for (const source of captureSources) {
    const tokens = captureTokensOf[source];
    const guard = [
      bearer(tokens, 'CAPTURE_TOKEN'),
      rateLimit(limiter, tokenKey(tokens)),
      ...jsonBody('256kb'),
    ];
    app
      .route(`/webhooks/leads/${source}`)
      .post(...guard, take(services, source))
      .all(methodNotAllowed('POST'));
  }
}

/** Each token has its own limit, under its digest. */
function tokenKey(tokens: readonly string[]): (request: Request) => string {
  const keys = new Map(tokens.map((token) => [token, `capture ${hash('sha256', token)}`]));
  return ({ headers }) => keys.get(headers.authorization?.split(' ')[1] ?? '') ?? 'capture';
}

const take =
  (services: Services, source: CaptureSource): RequestHandler =>
  async (request, response) => {
    const answer = await captureDelivery(services, source, {
      body: request.body,
      bodyHash: bodyHashOf(request),
      idempotencyKey: keyOf(request.headers['idempotency-key']),
      requestId: requestIdOf(response),
    });
    accept(response, JSON.stringify(worded<unknown>(answer, 'es')));
  };

function keyOf(header: string | readonly string[] | undefined): string | null {
  const key = typeof header === 'string' ? header.trim() : '';
  if (key.length <= longestKey) return key === '' ? null : key;
  throw new AppError('invalid_body', 'The idempotency key is too long.', {
    fields: [
      {
        field: 'Idempotency-Key',
        reason: { code: 'capture.key_long' },
        remedy: { code: 'person.at_most', params: { most: longestKey } },
      },
    ],
  });
}

/** What express adds to an answer (ETag, freshness) has no use here. */
function accept(response: Response, body: string): void {
  response.writeHead(202, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
