import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { replayDeliverySchema } from '../../../../contract/delivery.js';
import type { Deliveries } from '../../../../contract/delivery.js';
import { adminPaths } from '../../../../contract/paths.js';
import { readDeliveries } from '../../operations/deliveries/read-deliveries.js';
import { replayDelivery } from '../../operations/deliveries/replay-delivery.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';
import { bodyOf } from './widget-input.js';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).catch(50),
  of: z.enum(['capture', 'hook']).nullable().catch(null),
  source: z.string().min(1).max(40).nullable().catch(null),
  failed: z.literal('1').nullable().catch(null),
  before: z
    .string()
    .max(120)
    .transform((place) => ({ receivedAt: place.split('_')[0], id: place.split('_')[1] }))
    .pipe(z.object({ receivedAt: z.iso.datetime(), id: z.string().min(1) }))
    .nullable()
    .catch(null),
});

/** What was received (R8.3); mounted behind the guards of `adminRoutes`. */
export function deliveryRoutes(services: Services): Router {
  const router = Router();
  const answer = async (request: Request, response: Response) => {
    const { failed, ...asked } = page.parse(request.query);
    const found = await readDeliveries(services, { ...asked, onlyFailed: failed !== null });
    response.json(found satisfies Deliveries);
  };
  router.route(adminPaths.deliveries).get(answer).all(methodNotAllowed('GET'));
  router
    .route(adminPaths.replayDelivery)
    .post(...jsonBody('16kb'), async (request, response) => {
      const order = bodyOf(request, replayDeliverySchema);
      const requestId = requestIdOf(response);
      await services.store.audit.note(requestId, { before: null, after: { delivery: order.id } });
      await replayDelivery(services, { ...order, requestId });
      await answer(request, response.status(202));
    })
    .all(methodNotAllowed('POST'));
  return router;
}
