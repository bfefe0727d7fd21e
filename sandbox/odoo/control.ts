import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { faultSchema } from './faults.js';
import { parseJson } from './json.js';
import type { StandIn } from './stand-in.js';
import { odooVersions, switchesSchema } from './switches.js';

const versionSchema = z.object({
  version: z.union(odooVersions.map((version) => z.literal(version))),
});
const faultsSchema = z.union([faultSchema, z.array(faultSchema)]);

/** `/sandbox/…`: what a test or a person turns to make Odoo behave differently. */
export function createControlRouter(standIn: StandIn): Router {
  const router = Router();
  const state = () => ({
    version: standIn.version(),
    switches: standIn.switches(),
    faults: standIn.faults.list(),
  });

  router.get('/faults', (_request, response) => void response.json(standIn.faults.list()));
  router.post('/faults', (request, response) => {
    const faults = readBody(faultsSchema, request, response);
    if (!faults) return;
    for (const fault of Array.isArray(faults) ? faults : [faults]) standIn.faults.add(fault);
    response.status(201).json(standIn.faults.list());
  });
  router.delete('/faults', (_request, response) => {
    standIn.faults.clear();
    response.status(204).end();
  });

  router.get('/switches', (_request, response) => void response.json(standIn.switches()));
  router.post('/switches', (request, response) => {
    const patch = readBody(switchesSchema.partial(), request, response);
    if (!patch) return;
    standIn.setSwitches(JSON.parse(JSON.stringify(patch)));
    response.json(standIn.switches());
  });

  router.get('/state', (_request, response) => void response.json(state()));
  router.post('/version', (request, response) => {
    const body = readBody(versionSchema, request, response);
    if (!body) return;
    standIn.setVersion(body.version);
    response.json(state());
  });
  router.post('/reset', (_request, response) => {
    standIn.reset();
    response.json(state());
  });

  router.get('/requests', (_request, response) => void response.json(standIn.log.list()));
  router.delete('/requests', (_request, response) => {
    standIn.log.clear();
    response.status(204).end();
  });

  router.get(
    '/records/:model',
    (request, response) => void response.json(standIn.db().all(request.params.model)),
  );
  router.get('/mailed', (_request, response) => {
    const mailed = standIn
      .db()
      .all('mail.message')
      .filter(({ mailed: to }) => Array.isArray(to) && to.length > 0);
    response.json(mailed.map(({ id, mailed: to, body }) => ({ messageId: id, to, body })));
  });
  return router;
}

function readBody<Body>(
  schema: z.ZodType<Body>,
  request: Request,
  response: Response,
): Body | undefined {
  const parsed = schema.safeParse(parseJson(typeof request.body === 'string' ? request.body : ''));
  if (parsed.success) return parsed.data;
  response.status(422).json({ error: z.prettifyError(parsed.error) });
  return undefined;
}
