import { Router } from 'express';
import {
  editAnswersSchema,
  feedbackSchema,
  leadTaskSchema,
  recalculateSchema,
} from '../../../../contract/card.js';
import { passConversationSchema } from '../../../../contract/card-conversation.js';
import { addTask } from '../../operations/card/add-task.js';
import { editAnswers } from '../../operations/card/edit-answers.js';
import { keepFeedback } from '../../operations/card/keep-feedback.js';
import { passConversation } from '../../operations/card/pass-conversation.js';
import { readCard } from '../../operations/card/read-card.js';
import { requestRecalculation } from '../../operations/card/request-recalculation.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { bodyOf, leadIdOf } from './widget-input.js';
import { sendWorded } from '../middleware/reader-language.js';
import type { Card } from '../../../../contract/card.js';

/** What the card reads and changes; mounted behind the widget's authorisation. */
export function widgetCardRoutes(services: Services): Router {
  const router = Router();

  router
    .route('/widget/v1/leads/:id/card')
    .get(async (request, response) => {
      sendWorded<Card>(response, await readCard(services, leadIdOf(request)));
    })
    .all(methodNotAllowed('GET'));

  router
    .route('/widget/v1/leads/:id/answers')
    .patch(...jsonBody('64kb'), async (request, response) => {
      const { answers } = bodyOf(request, editAnswersSchema);
      const { userId: by } = widgetUserOf(request);
      const edit = { edits: answers, by, requestId: requestIdOf(response) };
      sendWorded<Card>(response, await editAnswers(services, leadIdOf(request), edit));
    })
    .all(methodNotAllowed('PATCH'));

  router
    .route('/widget/v1/leads/:id/conversation')
    .post(...jsonBody('2kb'), async (request, response) => {
      const { to } = bodyOf(request, passConversationSchema);
      const passing = { to, by: widgetUserOf(request).userId, requestId: requestIdOf(response) };
      sendWorded<Card>(response, await passConversation(services, leadIdOf(request), passing));
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/widget/v1/leads/:id/feedback')
    .post(...jsonBody('16kb'), async (request, response) => {
      const said = bodyOf(request, feedbackSchema);
      const { userId } = widgetUserOf(request);
      await keepFeedback(services, { ...said, kommoLeadId: leadIdOf(request), userId });
      response.status(204).end();
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/widget/v1/leads/:id/tasks')
    .post(...jsonBody('16kb'), async (request, response) => {
      const task = bodyOf(request, leadTaskSchema);
      await addTask(services, leadIdOf(request), { ...task, userId: widgetUserOf(request).userId });
      response.status(204).end();
    })
    .all(methodNotAllowed('POST'));

  return router.use(recalculateRoute(services));
}

/** "Recalcular" of the list: leads that the user may not edit are left out, and the count says so. */
function recalculateRoute(services: Services): Router {
  const router = Router();
  router
    .route('/widget/v1/leads/recalculate')
    .post(...jsonBody('64kb'), async (request, response) => {
      const { leadIds } = bodyOf(request, recalculateSchema);
      const allowed = await services.leadRights.filter(widgetUserOf(request), 'edit', leadIds);
      const queued = await requestRecalculation(services, allowed, requestIdOf(response));
      response.status(202).json({ queued });
    })
    .all(methodNotAllowed('POST'));

  return router;
}
