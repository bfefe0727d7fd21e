import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { retryNowSchema } from '../../../../contract/admin.js';
import type { WaitingWork } from '../../../../contract/admin.js';
import { adminPaths } from '../../../../contract/paths.js';
import { retryLead, retryNow } from '../../operations/waiting-work/retry-now.js';
import { readWaitingWork } from '../../operations/waiting-work/waiting-work.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { bodyOf, leadIdOf } from './widget-input.js';

const page = z.object({ limit: z.coerce.number().int().min(1).max(500).catch(200) });

/** What waits and is tried again by itself, for administrators; mounted behind the guards of `adminRoutes`. */
export function adminWaitingRoutes(services: Services): Router {
  const router = Router();
  const send = async (request: Request, response: Response) => {
    const { limit } = page.parse(request.query);
    sendWorded<WaitingWork>(response, await readWaitingWork(services, limit));
  };
  router
    .route(adminPaths.waiting)
    .get(send)
    .post(...jsonBody('64kb'), async (request, response) => {
      const { ids } = bodyOf(request, retryNowSchema);
      await retryNow(services, ids, byOf(request));
      await send(request, response);
    })
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}

/** "Reintentar ahora" of the card; mounted behind the widget's authorisation. */
export function retryLeadRoute(services: Services): Router {
  const router = Router();
  router
    .route('/widget/v1/leads/:id/retry')
    .post(async (request, response) => {
      const queued = await retryLead(services, leadIdOf(request), byOf(request));
      response.status(202).json({ queued });
    })
    .all(methodNotAllowed('POST'));
  return router;
}

const byOf = (request: Request): string => `user:${widgetUserOf(request).userId}`;
