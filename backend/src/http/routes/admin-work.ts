import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  discardSchema,
  dismissSchema,
  repairSchema,
  replaySchema,
} from '../../../../contract/admin.js';
import { adminPaths } from '../../../../contract/paths.js';
import { discardDeadLetters, readDeadLetters } from '../../operations/failed-work/dead-letters.js';
import {
  dismissDifferences,
  readReconciliation,
  startReconciliation,
  startRepairs,
} from '../../operations/reconciliation/reconciliation.js';
import { planReplay, readReplay, startReplay } from '../../operations/failed-work/replay.js';
import { readWorkHistory } from '../../operations/failed-work/work-history.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { auditRoute } from './audit.js';
import { bodyOf } from './widget-input.js';
import { sendWorded } from '../middleware/reader-language.js';
import type {
  DeadLetters,
  Reconciliation,
  ReplayRun,
  WorkHistory,
} from '../../../../contract/admin.js';
import { errorCodes } from '../../../../contract/errors.js';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(250).catch(100),
  cause: z.enum(errorCodes).nullable().catch(null),
});
/** 500 ids, each with some corrected fields. */
const largestBody = '512kb';

/** Failed work and the comparison with Odoo, for administrators: mounted behind the guards of `widgetRoutes` and `adminRoutes`. */
export function adminWorkRoutes(services: Services): Router {
  const router = Router();
  const body = jsonBody(largestBody);
  const sendDeadLetters = async (request: Request, response: Response) => {
    const { limit, cause } = page.parse(request.query);
    sendWorded<DeadLetters>(response, await readDeadLetters(services, limit, cause));
  };

  router.route(adminPaths.deadLetters).get(sendDeadLetters).all(methodNotAllowed('GET'));
  router
    .route(adminPaths.workHistory)
    .get(async (request, response) => {
      const { limit } = page.parse(request.query);
      sendWorded<WorkHistory>(response, await readWorkHistory(services, limit));
    })
    .all(methodNotAllowed('GET'));

  router
    .route(adminPaths.replay)
    .get(async (_request, response) => {
      sendWorded<ReplayRun>(response, await readReplay(services));
    })
    .post(...body, async (request, response) => {
      const { dryRun, ...order } = bodyOf(request, replaySchema);
      if (dryRun) sendWorded<ReplayRun>(response, await planReplay(services, order));
      else
        sendWorded<ReplayRun>(
          response.status(202),
          await startReplay(services, order, askedBy(request, response)),
        );
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(adminPaths.discard)
    .post(...body, async (request, response) => {
      const { ids, reason } = bodyOf(request, discardSchema);
      await discardDeadLetters(services, ids, { reason, ...askedBy(request, response) });
      await sendDeadLetters(request, response);
    })
    .all(methodNotAllowed('POST'));

  return router.use(reconciliationRoutes(services), auditRoute(services));
}

function reconciliationRoutes(services: Services): Router {
  const router = Router();

  router
    .route(adminPaths.reconciliation)
    .get(async (_request, response) => {
      sendWorded<Reconciliation>(response, await readReconciliation(services));
    })
    .post(async (request, response) => {
      sendWorded<Reconciliation>(
        response.status(202),
        await startReconciliation(services, askedBy(request, response)),
      );
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(adminPaths.dismiss)
    .post(...jsonBody(largestBody), async (request, response) => {
      const { ids, reason } = bodyOf(request, dismissSchema);
      const { by } = askedBy(request, response);
      sendWorded<Reconciliation>(response, await dismissDifferences(services, ids, { reason, by }));
    })
    .all(methodNotAllowed('POST'));

  router
    .route(adminPaths.repair)
    .post(...jsonBody(largestBody), async (request, response) => {
      const { ids } = bodyOf(request, repairSchema);
      const asked = askedBy(request, response);
      sendWorded<Reconciliation>(response.status(202), await startRepairs(services, ids, asked));
    })
    .all(methodNotAllowed('POST'));

  return router;
}

const askedBy = (request: Request, response: Response) => ({
  by: `user:${widgetUserOf(request).userId}`,
  requestId: requestIdOf(response),
});
