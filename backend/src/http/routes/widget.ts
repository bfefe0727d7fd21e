import { Router } from 'express';
import type { Request } from 'express';
import { sendToOdooSchema } from '../../../../contract/odoo.js';
import { forPerson } from '../../adapters/kommo/http/who-waits.js';
import { previewHandOver } from '../../operations/card/preview-hand-over.js';
import { requestHandOver } from '../../operations/card/request-hand-over.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { audit } from '../middleware/audit.js';
import { leadRights } from '../middleware/lead-rights.js';
import { createLimiter } from '../middleware/limiter.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { rateLimit } from '../middleware/rate-limit.js';
import { requestIdOf } from '../middleware/request-id.js';
import { widgetAuth, widgetCors, widgetUserOf } from '../middleware/widget-auth.js';
import type { VerifyToken } from '../middleware/widget-auth.js';
import { widgetProposalRoutes } from './widget-proposal.js';
import { widgetCardRoutes } from './widget-card.js';
import { callsRoute } from './calls.js';
import { followUpRoute } from './team.js';
import { retryLeadRoute } from './waiting-work.js';
import { bodyOf, leadIdOf } from './widget-input.js';
import { sendWorded } from '../middleware/reader-language.js';
import type { OdooPreview } from '../../../../contract/card.js';
import type { OdooState } from '../../../../contract/odoo.js';

/** The widget's API below `/widget/v1`, for Kommo's pages only. */
export function widgetRoutes(services: Services, verify: VerifyToken): Router {
  const router = Router();
  router.use(
    '/widget/v1',
    widgetCors(services.config.kommo.widgetOrigins),
    widgetAuth(verify),
    rateLimit(
      createLimiter(services, services.config.limits.widgetPerMinute),
      (request) => `user ${widgetUserOf(request).userId}`,
    ),
    noStore,
    urgent,
    audit(services),
  );
  router.use('/widget/v1/leads/:id', leadRights(services));

  router
    .route('/widget/v1/ping')
    .get((_request, response) => {
      response.json({ status: 'ok' });
    })
    .all(methodNotAllowed('GET'));

  router.use(cardRoutes(services));

  router
    .route('/widget/v1/leads/:id/odoo/preview')
    .get(async (request, response) => {
      sendWorded<OdooPreview>(response, await previewHandOver(services, leadIdOf(request)));
    })
    .all(methodNotAllowed('GET'));

  router
    .route('/widget/v1/leads/:id/odoo')
    .post(...jsonBody('16kb'), async (request, response) => {
      const { reason } = bodyOf(request, sendToOdooSchema);
      const { userId } = widgetUserOf(request);
      const state = await requestHandOver(services, leadIdOf(request), {
        reason,
        by: `user:${userId}`,
        requestId: requestIdOf(response),
      });
      sendWorded<OdooState>(response.status(202), state);
    })
    .all(methodNotAllowed('POST'));

  return router;
}

const cardRoutes = (services: Services): Router =>
  Router().use(
    widgetCardRoutes(services),
    retryLeadRoute(services),
    widgetProposalRoutes(services),
    followUpRoute(services),
    callsRoute(services),
  );

/** Somebody looks at the page: what it asks of Kommo goes before the batches. */
const urgent = (_request: Request, _response: unknown, next: () => void) => {
  forPerson(next);
};

const noStore = (
  _request: Request,
  response: { setHeader(name: string, value: string): unknown },
  next: () => void,
) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
