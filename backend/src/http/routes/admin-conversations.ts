import { Router } from 'express';
import { readBotSchema, sendTemplatesSchema } from '../../../../contract/conversation-setup.js';
import type { ConversationSetup } from '../../../../contract/conversation-setup.js';
import { adminPaths } from '../../../../contract/paths.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import { bodyOf } from './widget-input.js';

/** Bots and templates, for administrators; mounted behind the guards of `adminRoutes`. */
export function adminConversationRoutes({
  administration: { conversations },
}: Pick<Services, 'administration'>): Router {
  const router = Router();

  router
    .route(adminPaths.conversations)
    .get(async (_request, response) => {
      sendWorded<ConversationSetup>(response, await conversations.read());
    })
    .all(methodNotAllowed('GET'));

  router
    .route(adminPaths.bot)
    .post(...jsonBody('2kb'), async (request, response) => {
      const { key } = bodyOf(request, readBotSchema);
      const file = await conversations.readBot(key);
      if (file === null) throw new AppError('not_found', `No bot "${key}" can be made.`);
      response.json(file);
    })
    .all(methodNotAllowed('POST'));

  router
    .route(adminPaths.templates)
    .post(...jsonBody('32kb'), async (request, response) => {
      const { keys } = bodyOf(request, sendTemplatesSchema);
      sendWorded<ConversationSetup>(response, await conversations.sendTemplates(keys));
    })
    .all(methodNotAllowed('POST'));

  return router;
}
