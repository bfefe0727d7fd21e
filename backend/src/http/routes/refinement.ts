import { Router } from 'express';
import type { Response } from 'express';
import { adminPaths } from '../../../../contract/paths.js';
import { activatePointsSchema } from '../../../../contract/refinement.js';
import type { RefinementPage } from '../../../../contract/refinement.js';
import { activatePoints } from '../../operations/refinement/activate-points.js';
import { readRefinement } from '../../operations/refinement/read-refinement.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { bodyOf } from './widget-input.js';

/** How right the score is, and what would make it righter (R8.8); mounted behind the guards of `adminRoutes`. */
export function refinementRoutes(services: Services): Router {
  const router = Router();
  const answer = async (response: Response) => {
    sendWorded<RefinementPage>(response, await readRefinement(services));
  };
  router
    .route(adminPaths.refinement)
    .get((_request, response) => answer(response))
    .post(...jsonBody('16kb'), async (request, response) => {
      const { userId } = widgetUserOf(request);
      await activatePoints(services, bodyOf(request, activatePointsSchema), userId);
      await answer(response);
    })
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}
