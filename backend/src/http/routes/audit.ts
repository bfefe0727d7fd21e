import { Router } from 'express';
import { z } from 'zod';
import type { Audit } from '../../../../contract/audit.js';
import { adminPaths } from '../../../../contract/paths.js';
import { readAudit } from '../../operations/audit/read-audit.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';

const asked = z.string().min(1).max(200).nullable().catch(null);
const page = z
  .object({
    limit: z.coerce.number().int().min(1).max(250).catch(50),
    olderThan: z.coerce.number().int().positive().nullable().catch(null),
    by: asked,
    act: asked,
  })
  .transform(({ act, ...rest }) => ({ ...rest, action: act }));

/** Who did what, for administrators; mounted behind the guards of `adminRoutes`. */
export function auditRoute(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.audit)
    .get(async (request, response) => {
      sendWorded<Audit>(response, await readAudit(services, page.parse(request.query)));
    })
    .all(methodNotAllowed('GET'));
  return router;
}
