import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { faultSchema } from './faults.js';
import { parseJson } from './json.js';
import type { StandIn } from './stand-in.js';
import { odooVersions, switchesPatchSchema } from './switches.js';
import { bodyText } from './transport/answer.js';

const versionSchema = z.object({
  version: z.union(odooVersions.map((version) => z.literal(version))),
});
const faultsSchema = z.union([faultSchema, z.array(faultSchema)]);

/** `/sandbox/…`: what a test or a person turns to make Odoo behave differently, and what they may look at. */
export function createControlRouter(standIn: StandIn): Router {
  const router = Router();
  addFaultRoutes(router, standIn);
  addStateRoutes(router, standIn);
  addReadRoutes(router, standIn);
  return router;
}

function addFaultRoutes(router: Router, { faults }: StandIn): void {
  router.get('/faults', (_request, response) => {
    response.json(faults.list());
  });
  router.post('/faults', (request, response) => {
    const added = readBody(faultsSchema, request, response);
    if (!added) return;
    for (const fault of Array.isArray(added) ? added : [added]) faults.add(fault);
    response.status(201).json(faults.list());
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
}

function addStateRoutes(router: Router, standIn: StandIn): void {
  const state = () => ({
    version: standIn.version(),
    switches: standIn.switches(),
    faults: standIn.faults.list(),
  });

  router.get('/state', (_request, response) => {
    response.json(state());
  });
  router.get('/switches', (_request, response) => {
    response.json(standIn.switches());
  });
  router.post('/switches', (request, response) => {
    const patch = readBody(switchesPatchSchema, request, response);
    if (!patch) return;
    standIn.setSwitches(patch);
    response.json(standIn.switches());
  });
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
}

function addReadRoutes(router: Router, standIn: StandIn): void {
  router.get('/requests', (_request, response) => {
    response.json(standIn.log.list());
  });
  router.delete('/requests', (_request, response) => {
    standIn.log.clear();
    response.status(204).end();
  });
  /** Rows as stored, whatever the bot may see. */
  router.get('/records/:model', (request, response) => {
    response.json(standIn.db().all(request.params.model));
  });
  router.get('/mailed', (_request, response) => {
    const messages = standIn.db().all('mail.message');
    const mailed = messages.filter(({ mailed: to }) => Array.isArray(to) && to.length > 0);
    response.json(mailed.map(({ id, mailed: to, body }) => ({ messageId: id, to, body })));
  });
}

function readBody<Body>(
  schema: z.ZodType<Body>,
  request: Request,
  response: Response,
): Body | undefined {
  const parsed = schema.safeParse(parseJson(bodyText(request)));
  if (parsed.success) return parsed.data;
  response.status(422).json({ error: z.prettifyError(parsed.error) });
  return undefined;
}
