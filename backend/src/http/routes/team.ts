import { Router } from 'express';
import { steerFollowUpSchema } from '../../../../contract/card-follow-up.js';
import type { Card } from '../../../../contract/card.js';
import { adminPaths } from '../../../../contract/paths.js';
import { saveTeamSchema } from '../../../../contract/team.js';
import type { FlowPage, TeamPage } from '../../../../contract/team.js';
import { steerFollowUp } from '../../operations/follow-up/steer-follow-up.js';
import { readFlow } from '../../operations/team/flow-page.js';
import { readTeam, saveTeam } from '../../operations/team/team-page.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import { requestIdOf } from '../middleware/request-id.js';
import { bodyOf, leadIdOf } from './widget-input.js';

/** The team and what is due, for administrators; mounted behind the guards of `adminRoutes`. */
export function adminTeamRoutes(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.team)
    .get(async (_request, response) => {
      sendWorded<TeamPage>(response, await readTeam(services));
    })
    .post(...jsonBody('64kb'), async (request, response) => {
      const team = bodyOf(request, saveTeamSchema);
      sendWorded<TeamPage>(response, await saveTeam(services, team, requestIdOf(response)));
    })
    .all(methodNotAllowed('GET', 'POST'));
  router
    .route(adminPaths.flow)
    .get(async (_request, response) => {
      sendWorded<FlowPage>(response, await readFlow(services));
    })
    .all(methodNotAllowed('GET'));
  return router;
}

/** Pause, resume, skip and end of the card; mounted behind the widget's authorisation. */
export function followUpRoute(services: Services): Router {
  const router = Router();
  router
    .route('/widget/v1/leads/:id/follow-up')
    .post(...jsonBody('16kb'), async (request, response) => {
      const asked = bodyOf(request, steerFollowUpSchema);
      const steered = { ...asked, requestId: requestIdOf(response) };
      sendWorded<Card>(response, await steerFollowUp(services, leadIdOf(request), steered));
    })
    .all(methodNotAllowed('POST'));
  return router;
}
