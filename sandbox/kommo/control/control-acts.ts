import type { Request } from 'express';
import { z } from 'zod';
import { read } from './control-read.js';
import type { KommoStandIn } from '../kommo.js';
import { disconnectAddress, grantAddress } from '../auth/oauth.js';
import { moveLead } from './page-user.js';
import { Problem } from '../http/problem.js';
import { entityRights, stageRights } from '../account/records.js';
import type { User } from '../account/records.js';
import { empty, json } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { savedRequest } from '../bots/saved-request.js';
import { issueLongLived, revokeAll } from '../auth/tokens.js';
import { botTriggerSchema } from '../triggers/bot-triggers.js';
import { triggerSchema } from '../triggers/triggers.js';

const whole = z.number().int();

const moveInput = z.object({
  status_id: whole.exactOptional(),
  pipeline_id: whole.exactOptional(),
  won: z.literal(true).exactOptional(),
  lost: z.literal(true).exactOptional(),
  loss_reason_id: whole.exactOptional(),
  user_id: whole.exactOptional(),
});

export function move({ account }: KommoStandIn, req: Request): Reply {
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

const anyTrigger = z.discriminatedUnion('kind', [...triggerSchema.options, botTriggerSchema]);

export function addTrigger(kommo: KommoStandIn, req: Request): Reply {
  const trigger = read(anyTrigger, req);
  if (trigger.kind === 'start-bot') kommo.botTriggers.add(trigger);
  else kommo.triggers.add(trigger);
  return listTriggers(kommo, 201);
}

export function listTriggers({ triggers, botTriggers }: KommoStandIn, status = 200): Reply {
  return json([...triggers.list(), ...botTriggers.list()], status);
}

export function clearTriggers({ triggers, botTriggers }: KommoStandIn): Reply {
  triggers.clear();
  botTriggers.clear();
  return empty();
}

const widgetRequest = z.object({
  ...{ botId: whole.default(501), leadId: whole },
  /** Absent: as the bot says that the designer saved last. */
  url: z.url().exactOptional(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

export function askIntegration({ account, bots }: KommoStandIn, req: Request): Reply {
  const { botId, leadId, url, data } = read(widgetRequest, req);
  const lead = account.state.leads.get(leadId);
  const asked = url === undefined ? lead && savedRequest(account, lead) : { url, data };
  if (!asked) throw new Problem(400, 'No url, and no bot saved in the designer asks for one');
  return json({ continueId: bots.requests.ask({ botId, leadId, ...asked }, null) }, 201);
}

/** Installed from Kommo's page: the redirect arrives from the server, with `from_widget` and no state. */
export async function install({ account }: KommoStandIn): Promise<Reply> {
  const extra = { client_id: account.integrationId, from_widget: '1' };
  return visit(grantAddress(account, extra));
}

export async function disconnect({ account }: KommoStandIn): Promise<Reply> {
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

export function rotateSecret({ account }: KommoStandIn, req: Request): Reply {
  const { secret, revoke } = read(
    z.object({ secret: z.string().min(1), revoke: z.boolean().default(true) }),
    req,
  );
  account.rotateSecret(secret);
  if (revoke) revokeAll(account);
  return empty();
}

export async function longLived({ account }: KommoStandIn, req: Request): Promise<Reply> {
  const { days, user_id } = read(
    z.object({ days: whole.min(1).max(1826), user_id: whole.default(1001) }),
    req,
  );
  return json({ token: await issueLongLived(account, user_id, days) }, 201);
}

export function leadId(req: Request): number {
  return Number(req.params['id']);
}

const userInput = z
  .object({
    ...{ is_admin: z.boolean(), is_active: z.boolean(), group_id: whole },
    ...{ lead_rights: entityRights, status_rights: z.array(stageRights) },
  })
  .partial();

const newUser = z.object({ id: whole.positive(), name: z.string().min(1) });

/** An administrator invites somebody, who may what user 1002 may. */
export function addUser({ account }: KommoStandIn, req: Request): Reply {
  const { id, name } = read(newUser, req);
  const like = account.state.users.get(1002);
  if (like === undefined || account.state.users.has(id))
    throw new Problem(400, `User ${id} exists`);
  const user: User = { ...like, id, name, email: `user-${id}@example.com` };
  account.state.users.set(id, user);
  return json(user, 201);
}

/** An administrator changes what a user may do; the API cannot. A group moves its user's leads with it. */
export function setUser({ account }: KommoStandIn, req: Request): Reply {
  const id = Number(req.params['id']);
  const user = account.state.users.get(id);
  if (!user) throw new Problem(404, `User ${id} not found`);
  const after: User = { ...user, ...given(read(userInput, req)) };
  account.state.users.set(id, after);
  for (const lead of account.state.leads.values()) {
    if (lead.responsible_user_id !== id) continue;
    account.state.leads.set(lead.id, { ...lead, group_id: after.group_id });
  }
  return json(after);
}

const given = (input: z.infer<typeof userInput>): Partial<User> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
