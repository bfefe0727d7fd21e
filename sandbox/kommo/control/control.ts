import express from 'express';
import type { Request } from 'express';
import * as acts from './control-acts.js';
import { botControls } from './control-bots.js';
import type { Control, Turn } from './control-read.js';
import * as settings from './control-settings.js';
import { talkControls } from './control-talks.js';
import { headersOf, readText, send } from '../http/context.js';
import type { KommoStandIn } from '../kommo.js';
import { setDeleted } from './page-user.js';
import { Problem } from '../http/problem.js';
import { empty, json, problemReply } from '../http/reply.js';
import type { Reply } from '../http/reply.js';

/** What a test or a person turns to make Kommo behave differently; under /sandbox. */
const controls: readonly Control[] = [
  { method: 'get', path: '/faults', turn: ({ httpContext }) => json(httpContext.faults.list()) },
  { method: 'post', path: '/faults', turn: settings.addFaults },
  {
    method: 'delete',
    path: '/faults',
    turn: ({ httpContext }) => (httpContext.faults.clear(), httpContext.limits.unblock(), empty()),
  },
  {
    method: 'get',
    path: '/limits',
    turn: ({ httpContext }) => json(httpContext.limits.settings()),
  },
  { method: 'post', path: '/limits', turn: settings.setLimits },
  { method: 'get', path: '/clock', turn: settings.readClock },
  { method: 'post', path: '/clock', turn: settings.advance },
  { method: 'get', path: '/hooks', turn: ({ hooks }) => json(hooks.manners()) },
  { method: 'post', path: '/hooks', turn: settings.setManners },
  { method: 'get', path: '/deliveries', turn: ({ hooks }) => json(hooks.deliveries.list()) },
  {
    method: 'delete',
    path: '/deliveries',
    turn: ({ hooks }) => (hooks.deliveries.clear(), empty()),
  },
  { method: 'get', path: '/switches', turn: ({ account }) => json(account.switches.list()) },
  { method: 'post', path: '/switches', turn: settings.setSwitches },
  {
    method: 'delete',
    path: '/switches',
    turn: ({ account }) => (account.switches.clear(), empty()),
  },
  { method: 'get', path: '/requests', turn: ({ httpContext }) => json(httpContext.log.list()) },
  {
    method: 'delete',
    path: '/requests',
    turn: ({ httpContext }) => (httpContext.log.clear(), empty()),
  },
  { method: 'post', path: '/reset', turn: (kommo) => (kommo.reset(), empty()) },
  { method: 'post', path: '/leads/:id/move', turn: acts.move },
  {
    method: 'post',
    path: '/leads/:id/delete',
    turn: ({ account }, req) => json(setDeleted(account, acts.leadId(req), true)),
  },
  {
    method: 'post',
    path: '/leads/:id/restore',
    turn: ({ account }, req) => json(setDeleted(account, acts.leadId(req), false)),
  },
  { method: 'post', path: '/users', turn: acts.addUser },
  { method: 'post', path: '/users/:id', turn: acts.setUser },
  ...talkControls,
  { method: 'get', path: '/triggers', turn: (kommo) => acts.listTriggers(kommo) },
  { method: 'post', path: '/triggers', turn: acts.addTrigger },
  { method: 'delete', path: '/triggers', turn: acts.clearTriggers },
  ...botControls,
  { method: 'get', path: '/salesbot', turn: ({ bots }) => json(bots.requests.list()) },
  { method: 'post', path: '/salesbot', turn: acts.askIntegration },
  { method: 'post', path: '/oauth/install', turn: acts.install },
  { method: 'post', path: '/oauth/disconnect', turn: acts.disconnect },
  { method: 'post', path: '/oauth/rotate-secret', turn: acts.rotateSecret },
  { method: 'post', path: '/oauth/long-lived', turn: acts.longLived },
];

export function createControl(kommo: KommoStandIn, more: readonly Control[] = []): express.Router {
  const router = express.Router();
  router.use(readText);
  for (const { method, path, turn } of [...controls, ...more]) {
    router[method](path, async (req, res) => {
      send(res, await turned(kommo, turn, req));
    });
  }
  return router;
}

/** A page of another site must not turn anything, though it can reach this machine. */
async function turned(kommo: KommoStandIn, turn: Turn, req: Request): Promise<Reply> {
  try {
    if (headersOf(req)['sec-fetch-site'] === 'cross-site')
      throw new Problem(403, 'Not from another site');
    return await turn(kommo, req);
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem(500, String(error));
    return problemReply(problem.toBody(), problem.status);
  }
}
