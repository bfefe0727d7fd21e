import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Request, Response } from 'express';
import type { Account } from './account.js';
import { accountRoutes } from './account-routes.js';
import { authenticate } from './auth.js';
import { complexRoutes } from './complex.js';
import { customFieldRoutes } from './custom-fields.js';
import { entityRoutes } from './entity-routes.js';
import { pipelineRoutes } from './pipelines.js';
import { Problem } from './problem.js';
import { parseQuery } from './query.js';
import { problemReply } from './reply.js';
import type { Reply } from './reply.js';
import type { Call, Route } from './route.js';
import { statusRoutes } from './statuses.js';
import { tagRoutes } from './tags.js';
import { webhookRoutes } from './webhooks.js';

/** The order matters where a fixed path and `:id` both fit. */
const routes: readonly Route[] = [
  ...accountRoutes,
  ...webhookRoutes,
  ...customFieldRoutes,
  ...pipelineRoutes,
  ...statusRoutes,
  ...complexRoutes,
  ...tagRoutes('leads'),
  ...tagRoutes('contacts'),
  ...tagRoutes('companies'),
  ...entityRoutes,
];

/** Kommo's API v4 under /api/v4. */
export function createApi(account: Account): express.Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: '5mb' }));
  for (const route of routes) {
    router[route.method](route.path, (req: Request, res: Response) =>
      answer(account, route, req, res),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(path, (_req: Request, res: Response) => {
      sendProblem(res, new Problem(405, 'Method Not Allowed'), account);
    });
  }
  router.use((req: Request, res: Response) => {
    sendProblem(
      res,
      new Problem(404, `Cannot ${req.method} ${baseOf(req)}${req.originalUrl}`),
      account,
    );
  });
  return router;
}

async function answer(account: Account, route: Route, req: Request, res: Response): Promise<void> {
  try {
    const { actor } = authenticate(account, headersOf(req));
    if (route.adminOnly && !actor.isAdmin) throw new Problem(403, 'Insufficient rights');
    const base = baseOf(req);
    const url = new URL(req.originalUrl, base);
    const call: Call = {
      ...{ account, actor, base, url, params: paramsOf(req), headers: headersOf(req) },
      ...{ query: parseQuery(url.search), body: readBody(req) },
    };
    send(res, await route.handle(call));
  } catch (error) {
    sendProblem(res, error, account);
  }
}

function readBody(req: Request): unknown {
  const text: unknown = req.body;
  if (typeof text !== 'string' || text === '') {
    if (req.method === 'POST' || req.method === 'PATCH')
      throw new Problem(400, 'Request data can not be empty');
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'Invalid JSON');
  }
}

function sendProblem(res: Response, error: unknown, account: Account): void {
  const problem =
    error instanceof Problem ? error : new Problem(500, String(error), { trace_id: randomUUID() });
  const body = problem.toBody();
  const errors = body['validation-errors'];
  const asObject = Array.isArray(errors) && account.switches.isOn('validation-errors-as-object');
  send(
    res,
    problemReply(asObject ? { ...body, 'validation-errors': { ...errors } } : body, problem.status),
  );
}

/** Written by hand: Express would add a charset that Kommo does not send. */
function send(res: Response, reply: Reply): void {
  const body = Buffer.from(reply.body);
  res.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.type !== null && {
      'content-type': reply.type,
      'content-length': String(body.length),
    }),
    'x-request-id': randomUUID(),
  });
  res.end(body);
}

function baseOf(req: Request): string {
  return `${req.protocol}://${req.headers.host ?? 'localhost'}`;
}

function headersOf(req: Request): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
}

function paramsOf(req: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(req.params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
