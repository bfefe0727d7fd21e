import { Router } from 'express';
import type { CallList } from '../../../../contract/calls.js';
import { widgetPaths } from '../../../../contract/paths.js';
import { readCalls } from '../../operations/calls/read-calls.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { widgetUserOf } from '../middleware/widget-auth.js';

/** "A quién llamo primero"; mounted behind the widget's authorisation. */
export function callsRoute(services: Services): Router {
  const router = Router();
  router
    .route(widgetPaths.calls())
    .get(async (request, response) => {
      const list: CallList = await readCalls(services, widgetUserOf(request));
      response.json(list);
    })
    .all(methodNotAllowed('GET'));
  return router;
}
