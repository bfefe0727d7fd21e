import { Router } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { readDirectCapture } from '../../adapters/landing/schemas.js';
import { readInleadCapture } from '../../adapters/inlead/schemas.js';
import { readMetaCapture } from '../../adapters/meta/schemas.js';
import { capture } from '../../journey/capture.js';
import type { CaptureReader } from '../../journey/capture.js';
import type { Services } from '../../services.js';
import { bearer } from '../middleware/bearer.js';
import { bodyHashOf, jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';

/** `Idempotency-Key` as the draft of the IETF has it: any visible text, at most 255 characters. */
const idempotencyKey = z.string().trim().min(1).max(255).nullable().catch(null);

const readers = {
  direct: readDirectCapture,
  inlead: readInleadCapture,
  meta: readMetaCapture,
} as const satisfies Record<string, CaptureReader>;

/** `POST /webhooks/leads/{direct,inlead,meta}`: 202 once the delivery is on disk (R1.2, R1.3, R5.3). */
export function captureRoutes(services: Services): Router {
  const router = Router();
  const guard = [bearer(services.config.captureTokens), ...jsonBody('256kb')];
  for (const [path, reader] of Object.entries(readers)) {
    router
      .route(`/webhooks/leads/${path}`)
      .post(...guard, take(services, reader))
      .all(methodNotAllowed('POST'));
  }
  return router;
}

const take =
  (services: Services, reader: CaptureReader): RequestHandler =>
  async (request, response) => {
    const answer = await capture(services, reader, {
      body: request.body,
      bodyHash: bodyHashOf(request),
      idempotencyKey: idempotencyKey.parse(request.get('idempotency-key') ?? null),
      requestId: requestIdOf(response),
    });
    response.status(202).json(answer);
  };
