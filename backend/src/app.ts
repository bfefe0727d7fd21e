import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import { problemHandler, unknownAddress } from './http/middleware/problem.js';
import { createRefusalLimit } from './http/middleware/rate-limit.js';
import { requestId } from './http/middleware/request-id.js';
import type { VerifyToken } from './http/middleware/widget-auth.js';
import { mountCaptureRoutes } from './http/routes/capture.js';
import { measure } from './http/middleware/measure.js';
import { observe } from './http/middleware/observe.js';
import { adminRoutes } from './http/routes/admin.js';
import { adminWaitingRoutes } from './http/routes/waiting-work.js';
import { sourceRoutes } from './http/routes/sources.js';
import { refinementRoutes } from './http/routes/refinement.js';
import { deliveryRoutes } from './http/routes/deliveries.js';
import { exportRoutes } from './http/routes/exports.js';
import { personRoutes } from './http/routes/persons.js';
import { experimentRoutes } from './http/routes/experiments.js';
import { storyRoute } from './http/routes/story.js';
import { reportRoutes } from './http/routes/reports.js';
import { adminTeamRoutes } from './http/routes/team.js';
import { adminConversationRoutes } from './http/routes/admin-conversations.js';
import { adminWorkRoutes } from './http/routes/admin-work.js';
import { healthRoutes } from './http/routes/health.js';
import { homeRoutes } from './http/routes/home.js';
import { landingRoutes } from './http/routes/landing.js';
import { kommoHookRoutes } from './http/routes/kommo-hooks.js';
import { inleadRoutes } from './http/routes/inlead.js';
import { metaRoutes } from './http/routes/meta.js';
import { widgetRoutes } from './http/routes/widget.js';
import { proposalRoutes } from './http/routes/proposals.js';
import { oauthRoutes } from './http/routes/oauth.js';
import { openapiRoutes } from './http/routes/openapi.js';
import type { Services } from './services.js';

/** The companion's addresses, in the order they are tried. */
export function createApp(services: Services, verify: VerifyToken, metrics: Registry): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', services.config.trustProxyHops);

  app.use(requestId, measure(services.meter), helmet());
  mountCaptureRoutes(app, services);
  app.use(observe(services.administration.observe));
  app.use(kommoHookRoutes(services));
  app.use(metaRoutes(services));
  app.use(inleadRoutes(services));
  app.use(healthRoutes(services, metrics));
  app.use(oauthRoutes(services));
  app.use(proposalRoutes(services));
  app.use(landingRoutes(services));
  app.use(widgetRoutes(services, verify));
  app.use(adminRoutes(services));
  app.use(
    adminWorkRoutes(services),
    adminWaitingRoutes(services),
    adminTeamRoutes(services),
    experimentRoutes(services),
    reportRoutes(services),
    sourceRoutes(services),
    storyRoute(services),
    refinementRoutes(services),
    personRoutes(services),
    exportRoutes(services),
    deliveryRoutes(services),
    adminConversationRoutes(services),
  );
  app.use(homeRoutes(services));
  app.use(openapiRoutes(services));
  app.use(unknownAddress);
  app.use(problemHandler(services.log, createRefusalLimit(services)));
  return app;
}
