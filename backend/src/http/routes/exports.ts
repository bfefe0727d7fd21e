import { Router } from 'express';
import type { Response } from 'express';
import type { ExportsPage } from '../../../../contract/exports.js';
import { adminPaths } from '../../../../contract/paths.js';
import { beginExport } from '../../operations/exports/begin-export.js';
import { readExports } from '../../operations/exports/read-exports.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import { widgetUserOf } from '../middleware/widget-auth.js';

/** Sealed copies of the database (R8.3); mounted behind the guards of `adminRoutes`. */
export function exportRoutes(services: Services): Router {
  const router = Router();
  const answer = async (response: Response) => {
    sendWorded<ExportsPage>(response, await readExports(services));
  };
  router
    .route(adminPaths.exports)
    .get((_request, response) => answer(response))
    .post(async (request, response) => {
      await beginExport(services, `user:${widgetUserOf(request).userId}`);
      await answer(response.status(202));
    })
    .all(methodNotAllowed('GET', 'POST'));
  return router;
}
