import express from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { endRuns } from './bots.js';
import { bodyText, headersOf, readText, send } from './door.js';
import { faultSchema } from './faults.js';
import { disconnectAddress, grantAddress } from './oauth.js';
import type { KommoStandIn } from './kommo.js';
import { addMessage } from './messages.js';
import { moveLead, setDeleted } from './page-user.js';
import { Problem } from './problem.js';
import { empty, json, problemReply } from './reply.js';
import type { Reply } from './reply.js';
import { sendWidgetRequest } from './salesbot.js';
import { isSwitchName } from './switches.js';
import { issueLongLived, revokeAll } from './tokens.js';
import { triggerSchema } from './triggers.js';

type Turn = (kommo: KommoStandIn, req: Request) => Reply | Promise<Reply>;

interface Control {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly turn: Turn;
}

const whole = z.number().int();

/** What a test or a person turns to make Kommo behave differently; under /sandbox. */
const controls: readonly Control[] = [
  { method: 'get', path: '/faults', turn: ({ door }) => json(door.faults.list()) },
  { method: 'post', path: '/faults', turn: addFaults },
  {
    method: 'delete',
    path: '/faults',
    turn: ({ door }) => (door.faults.clear(), door.limits.unblock(), empty()),
  },
  { method: 'get', path: '/limits', turn: ({ door }) => json(door.limits.settings()) },
  { method: 'post', path: '/limits', turn: setLimits },
  { method: 'get', path: '/clock', turn: ({ account }) => json(clockView(account)) },
  { method: 'post', path: '/clock', turn: advance },
  { method: 'get', path: '/hooks', turn: ({ hooks }) => json(hooks.manners()) },
  { method: 'post', path: '/hooks', turn: setManners },
  { method: 'get', path: '/deliveries', turn: ({ hooks }) => json(hooks.deliveries.list()) },
  {
    method: 'delete',
    path: '/deliveries',
    turn: ({ hooks }) => (hooks.deliveries.clear(), empty()),
  },
  { method: 'get', path: '/switches', turn: ({ account }) => json(account.switches.list()) },
  { method: 'post', path: '/switches', turn: setSwitches },
  {
    method: 'delete',
    path: '/switches',
    turn: ({ account }) => (account.switches.clear(), empty()),
  },
  { method: 'get', path: '/requests', turn: ({ door }) => json(door.log.list()) },
  { method: 'delete', path: '/requests', turn: ({ door }) => (door.log.clear(), empty()) },
  { method: 'post', path: '/reset', turn: (kommo) => (kommo.reset(), empty()) },
  { method: 'post', path: '/leads/:id/move', turn: move },
  {
    method: 'post',
    path: '/leads/:id/delete',
    turn: ({ account }, req) => json(setDeleted(account, leadId(req), true)),
  },
  {
    method: 'post',
    path: '/leads/:id/restore',
    turn: ({ account }, req) => json(setDeleted(account, leadId(req), false)),
  },
  {
    method: 'post',
    path: '/messages',
    turn: ({ account }, req) => json(addMessage(account, read(said, req)), 201),
  },
  { method: 'get', path: '/triggers', turn: ({ triggers }) => json(triggers.list()) },
  { method: 'post', path: '/triggers', turn: addTrigger },
  { method: 'delete', path: '/triggers', turn: ({ triggers }) => (triggers.clear(), empty()) },
  { method: 'get', path: '/bots/runs', turn: ({ account }) => json(account.botRuns) },
  { method: 'post', path: '/bots/finish', turn: finishBots },
  {
    method: 'get',
    path: '/salesbot',
    turn: ({ account }) => json(Object.fromEntries(account.waitingBots)),
  },
  { method: 'post', path: '/salesbot', turn: askIntegration },
  { method: 'post', path: '/oauth/install', turn: install },
  { method: 'post', path: '/oauth/disconnect', turn: disconnect },
  { method: 'post', path: '/oauth/rotate-secret', turn: rotateSecret },
  { method: 'post', path: '/oauth/long-lived', turn: longLived },
];

export function createControl(kommo: KommoStandIn): express.Router {
  const router = express.Router();
  router.use(readText);
  for (const { method, path, turn } of controls) {
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

function addFaults({ door }: KommoStandIn, req: Request): Reply {
  const given = read(z.union([faultSchema, z.array(faultSchema)]), req);
  for (const fault of Array.isArray(given) ? given : [given]) door.faults.add(fault);
  return json(door.faults.list(), 201);
}

const limitInput = z
  .object({
    perSecond: whole,
    perAccount: whole,
    blockAfter: whole,
    retryAfterSeconds: whole,
    blocked: z.boolean(),
  })
  .partial();

function setLimits({ door }: KommoStandIn, req: Request): Reply {
  const { blocked, ...given } = read(limitInput, req);
  const before = door.limits.settings();
  door.limits.set({
    perSecond: given.perSecond ?? before.perSecond,
    perAccount: given.perAccount ?? before.perAccount,
    blockAfter: given.blockAfter ?? before.blockAfter,
    retryAfterSeconds: given.retryAfterSeconds ?? before.retryAfterSeconds,
  });
  if (blocked === true) door.limits.block();
  if (blocked === false) door.limits.unblock();
  return json(door.limits.settings());
}

function clockView(account: KommoStandIn['account']) {
  return { now: account.clock.now().toISOString(), offsetMs: account.clock.offsetMs() };
}

async function advance({ account }: KommoStandIn, req: Request): Promise<Reply> {
  const { advanceMs } = read(z.object({ advanceMs: whole.nonnegative() }), req);
  await account.clock.advance(advanceMs);
  return json(clockView(account));
}

const mannersInput = z
  .object({
    ...{
      duplicate: z.boolean(),
      reorder: z.boolean(),
      dropStatus: z.boolean(),
      batch: z.boolean(),
    },
    delayMs: whole.nonnegative(),
  })
  .partial();

function setManners({ hooks }: KommoStandIn, req: Request): Reply {
  const given = read(mannersInput, req);
  const before = hooks.manners();
  hooks.setManners({
    duplicate: given.duplicate ?? before.duplicate,
    reorder: given.reorder ?? before.reorder,
    dropStatus: given.dropStatus ?? before.dropStatus,
    batch: given.batch ?? before.batch,
    delayMs: given.delayMs ?? before.delayMs,
  });
  return json(hooks.manners());
}

/** `{ "refresh-grace": true, … }` */
function setSwitches({ account }: KommoStandIn, req: Request): Reply {
  for (const [name, on] of Object.entries(read(z.record(z.string(), z.boolean()), req))) {
    if (!isSwitchName(name)) throw new Problem(400, `There is no switch ${name}`);
    account.switches.set(name, on);
  }
  return json(account.switches.list());
}

const moveInput = z.object({
  status_id: whole.exactOptional(),
  pipeline_id: whole.exactOptional(),
  won: z.literal(true).exactOptional(),
  lost: z.literal(true).exactOptional(),
  loss_reason_id: whole.exactOptional(),
  user_id: whole.exactOptional(),
});

function move({ account }: KommoStandIn, req: Request): Reply {
  const { won, lost, status_id, ...given } = read(moveInput, req);
  const statusId = won ? 142 : lost ? 143 : status_id;
  if (statusId === undefined) throw new Problem(400, 'status_id, won or lost is needed');
  const lead = moveLead(account, {
    ...{ leadId: leadId(req), statusId },
    ...(given.pipeline_id !== undefined && { pipelineId: given.pipeline_id }),
    ...(given.loss_reason_id !== undefined && { lossReasonId: given.loss_reason_id }),
    ...(given.user_id !== undefined && { userId: given.user_id }),
  });
  return json(lead);
}

const said = z.object({
  ...{ leadId: whole, text: z.string().min(1) },
  direction: z.enum(['incoming', 'outgoing']).default('incoming'),
});

function addTrigger({ triggers }: KommoStandIn, req: Request): Reply {
  triggers.add(read(triggerSchema, req));
  return json(triggers.list(), 201);
}

function finishBots({ account }: KommoStandIn, req: Request): Reply {
  const { entity_id } = read(z.object({ entity_id: whole }), req);
  endRuns(account.botRuns, (run) => run.entityId === entity_id);
  return json(account.botRuns);
}

const widgetRequest = z.object({
  ...{ botId: whole, leadId: whole, url: z.url() },
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

async function askIntegration({ account, hooks }: KommoStandIn, req: Request): Promise<Reply> {
  const base = `http://${req.headers.host ?? 'localhost'}`;
  const continueId = await sendWidgetRequest(account, hooks.deliveries, {
    ...read(widgetRequest, req),
    base,
  });
  return json({ continueId }, 201);
}

/** Installed from Kommo's page: the redirect arrives from the server, with `from_widget` and no state. */
async function install({ account }: KommoStandIn): Promise<Reply> {
  const extra = { client_id: account.integrationId, from_widget: '1' };
  return visit(grantAddress(account, extra));
}

async function disconnect({ account }: KommoStandIn): Promise<Reply> {
  revokeAll(account);
  return visit(disconnectAddress(account));
}

async function visit(address: string): Promise<Reply> {
  const headers = { 'user-agent': 'amoService-oAuth-Code-Sender/1.0' };
  try {
    const response = await fetch(address, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
    return json({ address, status: response.status, body: await response.text() });
  } catch {
    return json({ address, status: 0, body: '' });
  }
}

function rotateSecret({ account }: KommoStandIn, req: Request): Reply {
  const { secret, revoke } = read(
    z.object({ secret: z.string().min(1), revoke: z.boolean().default(true) }),
    req,
  );
  account.rotateSecret(secret);
  if (revoke) revokeAll(account);
  return empty();
}

async function longLived({ account }: KommoStandIn, req: Request): Promise<Reply> {
  const { days, user_id } = read(
    z.object({ days: whole.min(1).max(1826), user_id: whole.default(1001) }),
    req,
  );
  return json({ token: await issueLongLived(account, user_id, days) }, 201);
}

function leadId(req: Request): number {
  return Number(req.params['id']);
}

function read<T>(schema: z.ZodType<T>, req: Request): T {
  let body: unknown;
  try {
    body = JSON.parse(bodyText(req) || '{}');
  } catch {
    throw new Problem(400, 'Invalid JSON');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Problem(400, z.prettifyError(parsed.error));
  return parsed.data;
}
