import { Router } from 'express';
import type { Response } from 'express';
import {
  beginExperimentSchema,
  endExperimentSchema,
  noteExperimentSchema,
} from '../../../../contract/experiment.js';
import type { ExperimentsPage } from '../../../../contract/experiment.js';
import { adminPaths } from '../../../../contract/paths.js';
import { worded } from '../../../../wording/say.js';
import {
  beginExperiment,
  endExperiment,
  noteExperiment,
} from '../../operations/experiments/change-experiments.js';
import { readExperiments } from '../../operations/experiments/read-experiments.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { languageOf } from '../middleware/reader-language.js';
import { experimentCsv } from '../pages/experiment-csv.js';
import { bodyOf } from './widget-input.js';

/** Experiments and what they show (R3.4, R8.7); mounted behind the guards of `adminRoutes`. */
export function experimentRoutes(services: Services): Router {
  const router = Router();
  const answer = (response: Response) => send(services, response);
  router
    .route(adminPaths.experiments)
    .get((_request, response) => answer(response))
    .post(...jsonBody('16kb'), async (request, response) => {
      await beginExperiment(services, bodyOf(request, beginExperimentSchema));
      await answer(response);
    })
    .all(methodNotAllowed('GET', 'POST'));
  router
    .route(adminPaths.endExperiment)
    .post(...jsonBody('16kb'), async (request, response) => {
      await endExperiment(services, bodyOf(request, endExperimentSchema));
      await answer(response);
    })
    .all(methodNotAllowed('POST'));
  router
    .route(adminPaths.noteExperiment)
    .post(...jsonBody('16kb'), async (request, response) => {
      await noteExperiment(services, bodyOf(request, noteExperimentSchema));
      await answer(response);
    })
    .all(methodNotAllowed('POST'));
  return router;
}

type Unfiled = Pick<ExperimentsPage, 'targets'> & {
  readonly experiments: readonly Omit<ExperimentsPage['experiments'][number], 'csv'>[];
};

/** The file is made of the rows as they are worded. */
async function send(services: Services, response: Response): Promise<void> {
  const language = languageOf(response.req);
  const { experiments, targets } = worded<Unfiled>(await readExperiments(services), language);
  const page: ExperimentsPage = {
    targets,
    experiments: experiments.map((one) => ({ ...one, csv: experimentCsv(one.rows) })),
  };
  response.json(page);
}
