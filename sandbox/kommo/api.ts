import express from 'express';
import type { Request } from 'express';
import type { Account } from './account/account.js';
import { accountRoutes } from './account/account-routes.js';
import { authenticate } from './auth/auth.js';
import { botRoutes, oldBotRoutes } from './bots/bot-routes.js';
import type { Bots } from './bots/bots.js';
import { complexRoutes } from './leads/complex.js';
import { customFieldRoutes } from './fields/custom-fields.js';
import { baseOf, bodyText, headersOf, readText, through } from './http/context.js';
import type { HttpContext } from './http/context.js';
import { entityRoutes } from './entities/entity-routes.js';
import { eventRoutes } from './history/events.js';
import { fieldGroupRoutes } from './fields/field-groups.js';
import { linkRoutes } from './entities/links.js';
import { lossReasonRoutes } from './leads/loss-reasons.js';
import { noteRoutes } from './history/notes.js';
import { pipelineRoutes } from './pipelines/pipelines.js';
import { Problem } from './http/problem.js';
import { parseQuery } from './http/query.js';
import type { Reply } from './http/reply.js';
import type { Route } from './http/route.js';
import { sourceRoutes } from './leads/sources.js';
import { statusRoutes } from './pipelines/statuses.js';
import { tagRoutes } from './entities/tags.js';
import { talkRoutes } from './talks/talks.js';
import { templateRoutes } from './talks/templates.js';
import { taskRoutes } from './history/tasks.js';
import { unsortedRoutes } from './leads/unsorted.js';
import { webhookRoutes } from './hooks/webhooks.js';
import { widgetRoutes } from './widgets.js';

/** The order matters where a fixed path and `:id` both fit. */
const routesOf = (bots: Bots): readonly Route[] => [
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
  ...templateRoutes,
  ...botRoutes(bots),
  ...entityRoutes,
];

/** Kommo's API v4, to be mounted at /api/v4. */
export function createApi(httpContext: HttpContext, bots: Bots): express.Router {
  return createRouter(httpContext, routesOf(bots));
}

/** What is left of the older API, to be mounted at /api/v2: bots are also started there. */
export function createLegacyApi(httpContext: HttpContext, bots: Bots): express.Router {
  return createRouter(httpContext, oldBotRoutes(bots));
}

/** Whatever else a client may take for an API: JSON, not the page's 404. */
export function createMissing(httpContext: HttpContext): express.Router {
  const router = express.Router();
  const paths = ['/api', '/oauth2', '/private'];
  router.use(paths, readText, through(httpContext, refusePath));
  return router;
}

function createRouter(httpContext: HttpContext, routes: readonly Route[]): express.Router {
  const router = express.Router();
  router.use(readText);
  for (const route of routes) {
    router[route.method](
      route.path,
      through(httpContext, (req) => answer(httpContext.account, route, req)),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(
      path,
      through(httpContext, () => refuseMethod()),
    );
  }
  router.use(through(httpContext, refusePath));
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
