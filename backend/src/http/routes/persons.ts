import { Router } from 'express';
import type { Request, Response } from 'express';
import { adminPaths } from '../../../../contract/paths.js';
import {
  checkPersonSchema,
  erasePersonSchema,
  personQuerySchema,
  rectifyPersonSchema,
} from '../../../../contract/privacy.js';
import type { PersonFiles, PersonFound, PersonRequests } from '../../../../contract/privacy.js';
import { checkByHand } from '../../operations/privacy/check-by-hand.js';
import { erasePerson } from '../../operations/privacy/erase-person.js';
import { findPerson } from '../../operations/privacy/find-person.js';
import { markPerson } from '../../operations/privacy/mark-person.js';
import { readPerson } from '../../operations/privacy/read-person.js';
import { readRequests } from '../../operations/privacy/read-requests.js';
import { startRequest } from '../../operations/privacy/start-request.js';
import { withdrawOfPerson } from '../../operations/privacy/withdraw-consent.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { languageOf, sendWorded } from '../middleware/reader-language.js';
import { requestIdOf } from '../middleware/request-id.js';
import { widgetUserOf } from '../middleware/widget-auth.js';
import { personFiles } from '../pages/person-files.js';
import { bodyOf } from './widget-input.js';

const body = jsonBody('16kb');

/** A person's rights (R8.1), for administrators; mounted behind the guards of `adminRoutes`. */
export function personRoutes(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.persons)
    .get((_request, response) => sendRequests(services, response))
    .all(methodNotAllowed('GET'));
  router
    .route(adminPaths.findPerson)
    .post(...body, async (request, response) => {
      const { query } = bodyOf(request, personQuerySchema);
      await note(services, response, query);
      sendWorded<PersonFound>(response, await findPerson(services, query));
    })
    .all(methodNotAllowed('POST'));
  router
    .route(adminPaths.exportPerson)
    .post(...body, async (request, response) => {
      const { query } = bodyOf(request, personQuerySchema);
      await note(services, response, query);
      const data = await readPerson(services, query);
      response.json(personFiles(data, languageOf(request)) satisfies PersonFiles);
    })
    .all(methodNotAllowed('POST'));
  return router.use(changeRoutes(services));
}

function changeRoutes(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.rectifyPerson)
    .post(...body, async (request, response) => {
      const order = bodyOf(request, rectifyPersonSchema);
      await note(services, response, order.query, Object.keys(order.change));
      await startRequest(services, { kind: 'rectify', ...order, by: askedBy(request) });
      await sendRequests(services, response.status(202));
    })
    .all(methodNotAllowed('POST'));
  router
    .route(adminPaths.withdrawPerson)
    .post(...body, async (request, response) => {
      const { query } = bodyOf(request, personQuerySchema);
      await note(services, response, query);
      await withdrawOfPerson(services, { query, by: askedBy(request) });
      await sendRequests(services, response);
    })
    .all(methodNotAllowed('POST'));
  router
    .route(adminPaths.erasePerson)
    .post(...body, async (request, response) => {
      const order = bodyOf(request, erasePersonSchema);
      await note(services, response, order.query);
      await erasePerson(services, { ...order, by: askedBy(request) });
      await sendRequests(services, response.status(202));
    })
    .all(methodNotAllowed('POST'));
  router
    .route(adminPaths.checkPerson)
    .post(...body, async (request, response) => {
      await checkByHand(services, bodyOf(request, checkPersonSchema).id);
      await sendRequests(services, response);
    })
    .all(methodNotAllowed('POST'));
  return router;
}

async function sendRequests(services: Services, response: Response): Promise<void> {
  sendWorded<PersonRequests>(response, await readRequests(services));
}

/** The record of acts says that somebody was looked for, and does not say who. */
async function note(
  services: Services,
  response: Response,
  query: string,
  changed: readonly string[] = [],
): Promise<void> {
  const person = await markPerson(services, query);
  await services.store.audit.note(requestIdOf(response), {
    before: null,
    after: { person, changed: Object.fromEntries(changed.map((field) => [field, true])) },
  });
}

const askedBy = (request: Request) => `user:${widgetUserOf(request).userId}` as const;
