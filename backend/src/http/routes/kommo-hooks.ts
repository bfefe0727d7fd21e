import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import { readAccountHook, readPipelineAction } from '../../adapters/kommo/webhook.js';
import { AppError } from '../../errors.js';
import { receiveHook } from '../../journey/receive-hook.js';
import type { Services } from '../../services.js';
import { matchesAny } from '../middleware/bearer.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';

/** Kommo posts thousands of fields in one body; what it is told is too large, it repeats and then gives the hook up. */
const rawBody = express.raw({ type: () => true, limit: '5mb' });

/** `POST /webhooks/kommo/:secret` and its digital-pipeline neighbour: stored, answered, acted on later (decision 1). */
export function kommoHookRoutes(services: Services): Router {
  const router = Router();
  const guard = knowsSecret(services.config.kommo.hookSecrets);
  router
    .route('/webhooks/kommo/:secret')
    .post(guard, rawBody, receive(services, 'account', readAccountHook))
    .all(methodNotAllowed('POST'));
  router
    .route('/webhooks/kommo/:secret/pipeline')
    .post(guard, rawBody, receive(services, 'pipeline', readPipelineAction))
    .all(methodNotAllowed('POST'));
  return router;
}

/** A stranger gets the answer of an address that does not exist. */
const knowsSecret =
  (secrets: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    const secret = request.params['secret'];
    if (typeof secret !== 'string' || !matchesAny(secret, secrets)) {
      throw new AppError('not_found', 'The secret in the hook address is wrong.');
    }
    next();
  };

const receive =
  (
    services: Services,
    kind: 'account' | 'pipeline',
    read: typeof readAccountHook,
  ): RequestHandler =>
  async (request, response) => {
    const body: unknown = request.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const hook = read(bytes, request.get('content-type') ?? '');
    await receiveHook(services, kind, hook, requestIdOf(response));
    response.status(200).json({ status: 'ok' });
  };
