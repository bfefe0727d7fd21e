import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { readDelivery } from '../../adapters/meta/webhook/read-delivery.js';
import { verifySignature } from '../../adapters/meta/webhook/verify-signature.js';
import { AppError } from '../../errors.js';
import { receiveTold } from '../../journey/hooks/receive-told.js';
import type { Services } from '../../services.js';
import { matchesAny } from '../middleware/bearer.js';
import { methodNotAllowed } from '../middleware/problem.js';

/** Meta puts up to a thousand events into one delivery. */
const rawBody = express.raw({ type: () => true, limit: '3mb', inflate: false });

/** `GET` and `POST /webhooks/meta` (R5.3, R5.4): the address that is entered in the firm's own app at Meta. */
export function metaRoutes(services: Services): Router {
  const router = Router();
  router
    .route('/webhooks/meta')
    .get(confirm(services))
    .post(rawBody, take(services))
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}

const handshake = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string().min(1),
  'hub.challenge': z.string().min(1).max(500),
});

/** Meta asks once, when the address is entered, and wants its challenge back as it was. */
const confirm =
  ({ config: { meta } }: Services): RequestHandler =>
  (request, response) => {
    const asked = handshake.safeParse(request.query);
    if (!asked.success || !matchesAny(asked.data['hub.verify_token'], meta.verifyTokens)) {
      throw new AppError(
        'forbidden',
        'The verify token is wrong, or META_VERIFY_TOKEN is not set.',
      );
    }
    response
      .type('text/plain')
      .set('x-content-type-options', 'nosniff')
      .send(asked.data['hub.challenge']);
  };

/**
 * The signature is judged over the bytes, before anything is read. What is signed and not understood is answered as taken: Meta
 * would repeat it for 36 hours and then end the subscription. What says something is in the queue before the answer.
 */
const take =
  (services: Services): RequestHandler =>
  async (request, response) => {
    const body: unknown = request.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const signature = request.get('x-hub-signature-256');
    if (!verifySignature(bytes, signature, services.config.meta.appSecrets)) {
      throw new AppError('unauthorized', 'The signature is wrong, or META_APP_SECRET is not set.');
    }
    const told = readDelivery(bytes);
    if (told === null) services.log.warn({ bytes: bytes.length }, 'a signed delivery is no JSON');
    else await receiveTold(services, told);
    response.status(200).json({ status: 'ok' });
  };
