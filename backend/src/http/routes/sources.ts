import { Router } from 'express';
import type { Response } from 'express';
import { saveSourceSchema, trySourceSchema } from '../../../../contract/source.js';
import type { SourcesPage, TrySource } from '../../../../contract/source.js';
import { adminPaths } from '../../../../contract/paths.js';
import { readSample } from '../../../../domain/capture/read-sample.js';
import { worded } from '../../../../wording/say.js';
import { parseJson } from '../../adapters/http-client.js';
import { readSourceMap, sourceMapKey } from '../../journey/reading/read-source-map.js';
import { readSources } from '../../operations/sources/read-sources.js';
import { saveSource } from '../../operations/sources/save-source.js';
import type { Services } from '../../services.js';
import { jsonBody } from '../middleware/json-body.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { languageOf } from '../middleware/reader-language.js';
import { bodyOf } from './widget-input.js';

/** What the names of each source mean (R1.3); mounted behind the guards of `adminRoutes`. */
export function sourceRoutes(services: Services): Router {
  const router = Router();
  router
    .route(adminPaths.sources)
    .get((_request, response) => answer(services, response, null))
    .post(...jsonBody('64kb'), async (request, response) => {
      const wanted = bodyOf(request, saveSourceSchema);
      const map = await readSourceMap(services, wanted.source);
      await saveSource(services, map, wanted, sourceMapKey(wanted.source));
      await answer(services, response, wanted);
    })
    .all(methodNotAllowed('GET', 'POST'));
  router
    .route(adminPaths.trySource)
    .post(...jsonBody('64kb'), (request, response) =>
      answer(services, response, bodyOf(request, trySourceSchema)),
    )
    .all(methodNotAllowed('POST'));
  return router;
}

async function answer(
  services: Services,
  response: Response,
  tried: TrySource | null,
): Promise<void> {
  const maps = {
    inlead: await readSourceMap(services, 'inlead'),
    meta: await readSourceMap(services, 'meta'),
    direct: await readSourceMap(services, 'direct'),
  };
  const given =
    tried === null || tried.sample.trim() === ''
      ? null
      : { ...tried, fields: readSample(sampleOf(tried.sample)) };
  const page = worded<SourcesPage>(
    await readSources(services, maps, given),
    languageOf(response.req),
  );
  response.json(page);
}

/** JSON, or a form's body as it went over the line. */
function sampleOf(sample: string): unknown {
  const json = parseJson(sample);
  if (typeof json === 'object' && json !== null) return json;
  return sample.includes('=') ? Object.fromEntries(new URLSearchParams(sample.trim())) : null;
}
