import { Router } from 'express';
import { proposalDraftSchema } from '../../../../contract/proposal.js';
import { readProposal } from '../../operations/proposals/read-proposal.js';
import { revokeProposal, sendProposal } from '../../operations/proposals/send-proposal.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { bodyOf, leadIdOf } from './widget-input.js';

/** The card's proposal; mounted behind the widget's authorisation and the lead's rights. */
export function widgetProposalRoutes(services: Services): Router {
  const router = Router();

  router
    .route('/widget/v1/leads/:id/proposal')
    .get(async (request, response) => {
      response.json(await readProposal(services, leadIdOf(request)));
    })
    .post(...jsonBody('64kb'), async (request, response) => {
      const draft = bodyOf(request, proposalDraftSchema);
      const asked = { by: widgetUserOf(request).userId, requestId: requestIdOf(response) };
      const made = await sendProposal(services, leadIdOf(request), { draft, ...asked });
      response.status(201).json(made);
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route('/widget/v1/leads/:id/proposal/revoke')
    .post(async (request, response) => {
      const by = widgetUserOf(request).userId;
      response.json(await revokeProposal(services, leadIdOf(request), { by }));
    })
    .all(methodNotAllowed('POST'));

  return router;
}
