import { Router } from 'express';
import { z } from 'zod';
import { adminPaths } from '../../../../contract/paths.js';
import type { StoryPage } from '../../../../contract/story.js';
import { readStory } from '../../operations/story/read-story.js';
import type { Services } from '../../services.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';

const asked = z.object({
  find: z.string().max(500).catch(''),
  lead: z.string().max(60).nullable().catch(null),
});

/** A lead's whole story, for administrators; mounted behind the guards of `adminRoutes`. */
export function storyRoute(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.story)
    .get(async (request, response) => {
      sendWorded<StoryPage>(response, await readStory(services, asked.parse(request.query)));
    })
    .all(methodNotAllowed('GET'));
  return router;
}
