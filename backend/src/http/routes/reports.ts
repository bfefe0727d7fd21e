import { Router } from 'express';
import type { Response } from 'express';
import { channelCostSchema } from '../../../../contract/channel-cost.js';
import { adminPaths } from '../../../../contract/paths.js';
import type { Report } from '../../../../contract/report.js';
import { worded } from '../../../../wording/say.js';
import { setChannelCost } from '../../operations/analytics/channel-costs.js';
import { readAnalytics } from '../../operations/analytics/read-analytics.js';
import { readHealth } from '../../operations/kpis/read-health.js';
import type { UnfiledReport } from '../../operations/report/figure.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { languageOf } from '../middleware/reader-language.js';
import { requestIdOf } from '../middleware/request-id.js';
import { reportCsv } from '../pages/report-csv.js';
import { bodyOf } from './widget-input.js';

/** Figures for administrators (R8.4, R8.6, R8.9); mounted behind the guards of `adminRoutes`. */
export function reportRoutes(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.health)
    .get(async (_request, response) => {
      send(response, await readHealth(services));
    })
    .all(methodNotAllowed('GET'));
  router
    .route(adminPaths.analytics)
    .get(async (_request, response) => {
      send(response, await readAnalytics(services));
    })
    .all(methodNotAllowed('GET'));
  router
    .route(adminPaths.channelCosts)
    .post(...jsonBody('16kb'), async (request, response) => {
      const { month, channel, amount } = bodyOf(request, channelCostSchema);
      const before = await setChannelCost(services.store, { month, channel, amount });
      await services.store.audit.note(requestIdOf(response), {
        before: { [channel]: { [month]: before } },
        after: { [channel]: { [month]: amount } },
      });
      send(response, await readAnalytics(services));
    })
    .all(methodNotAllowed('POST'));
  return router;
}

/** The file is made of the figures as they are worded, so that both say the same. */
function send(response: Response, unfiled: UnfiledReport): void {
  const report = worded<Omit<Report, 'csv'>>(unfiled, languageOf(response.req));
  response.json({ ...report, csv: reportCsv(report.figures) } satisfies Report);
}
