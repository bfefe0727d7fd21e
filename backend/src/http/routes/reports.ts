import { Router } from 'express';
import type { Response } from 'express';
import { adminPaths } from '../../../../contract/paths.js';
import type { Report } from '../../../../contract/report.js';
import { worded } from '../../../../wording/say.js';
import { readAnalytics } from '../../operations/analytics/read-analytics.js';
import { readHealth } from '../../operations/kpis/read-health.js';
import type { UnfiledReport } from '../../operations/report/figure.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { languageOf } from '../middleware/reader-language.js';
import { reportCsv } from '../pages/report-csv.js';

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
  return router;
}

/** The file is made of the figures as they are worded, so that both say the same. */
function send(response: Response, unfiled: UnfiledReport): void {
  const report = worded<Omit<Report, 'csv'>>(unfiled, languageOf(response.req));
  response.json({ ...report, csv: reportCsv(report.figures) } satisfies Report);
}
