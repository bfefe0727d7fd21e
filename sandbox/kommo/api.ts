import express from 'express';
import type { Request } from 'express';
import type { Account } from './account.js';
import { accountRoutes } from './account-routes.js';
import { authenticate } from './auth.js';
import { botRoutes, runLegacy } from './bots.js';
import { complexRoutes } from './complex.js';
import { customFieldRoutes } from './custom-fields.js';
import { baseOf, bodyText, headersOf, readText, through } from './door.js';
import type { Door } from './door.js';
import { entityRoutes } from './entity-routes.js';
import { eventRoutes } from './events.js';
import { fieldGroupRoutes } from './field-groups.js';
import { linkRoutes } from './links.js';
import { lossReasonRoutes } from './loss-reasons.js';
import { noteRoutes } from './notes.js';
import { pipelineRoutes } from './pipelines.js';
import { Problem } from './problem.js';
import { parseQuery } from './query.js';
import type { Reply } from './reply.js';
import type { Route } from './route.js';
import { sourceRoutes } from './sources.js';
import { statusRoutes } from './statuses.js';
import { tagRoutes } from './tags.js';
import { talkRoutes } from './talks.js';
import { taskRoutes } from './tasks.js';
import { unsortedRoutes } from './unsorted.js';
import { webhookRoutes } from './webhooks.js';
import { widgetRoutes } from './widgets.js';

/** The order matters where a fixed path and `:id` both fit. */
const routes: readonly Route[] = [
  ...accountRoutes,
  ...webhookRoutes,
  ...fieldGroupRoutes,
  ...customFieldRoutes,
  ...pipelineRoutes,
  ...statusRoutes,
  ...lossReasonRoutes,
  ...unsortedRoutes,
  ...complexRoutes,
  ...tagRoutes('leads'),
  ...tagRoutes('contacts'),
  ...tagRoutes('companies'),
  ...noteRoutes,
  ...linkRoutes,
  ...taskRoutes,
  ...eventRoutes,
  ...sourceRoutes,
  ...widgetRoutes,
  ...talkRoutes,
  ...botRoutes,
  ...entityRoutes,
];

/** Kommo's API v4, to be mounted at /api/v4. */
export function createApi(door: Door): express.Router {
  return createRouter(door, routes);
}

/** What is left of the older API, to be mounted at /api/v2: bots are also started there. */
export function createLegacyApi(door: Door): express.Router {
  return createRouter(door, [{ method: 'post', path: '/salesbot/run', handle: runLegacy }]);
}

function createRouter(door: Door, routes: readonly Route[]): express.Router {
  const router = express.Router();
  router.use(readText);
  for (const route of routes) {
    router[route.method](
      route.path,
      through(door, (req) => answer(door.account, route, req)),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(
      path,
      through(door, () => refuseMethod()),
    );
  }
  router.use(through(door, refusePath));
  return router;
}

function refuseMethod(): Reply {
  throw new Problem(405, 'Method Not Allowed');
}

function refusePath(req: Request): Reply {
  throw new Problem(404, `Cannot ${req.method} ${baseOf(req)}${req.originalUrl}`);
}

function answer(account: Account, route: Route, req: Request): Reply | Promise<Reply> {
  checkHost(account, req);
  const headers = headersOf(req);
  const { actor } = authenticate(account, headers);
  if (route.adminOnly && !actor.isAdmin) throw new Problem(403, 'Insufficient rights');
  const base = baseOf(req);
  const url = new URL(req.originalUrl, base);
  return route.handle({
    ...{ account, actor, base, url, headers, params: paramsOf(req) },
    ...{ query: parseQuery(url.search), body: readBody(req) },
  });
}

/** The account is found by the host: its own name, or this machine in place of it. */
function checkHost(account: Account, req: Request): void {
  const host = req.hostname;
  const ours = host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host);
  if (!ours && host !== `${account.subdomain}.kommo.com`)
    throw new Problem(401, 'Account not found');
}

function readBody(req: Request): unknown {
  const text = bodyText(req);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'Invalid JSON');
  }
}

function paramsOf(req: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(req.params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
