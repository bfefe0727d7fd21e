import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Account } from '../account/account.js';
import { checkOne } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { encodeForm } from '../hooks/form-encode.js';
import type { Deliveries } from '../hooks/hook-delivery.js';
import { accepted } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { notFound } from '../http/route.js';
import type { Call } from '../http/route.js';

/** A bot that waits for `return_url` to be called, and what it was told. */
export interface WaitingBot {
  readonly botId: number;
  readonly leadId: number;
  readonly answer: unknown;
}

interface WidgetRequest {
  readonly botId: number;
  readonly leadId: number;
  readonly url: string;
  /** What the bot's block sends along. */
  readonly data: Readonly<Record<string, string | number>>;
  /** Where Kommo is reached in the sandbox. */
  readonly base: string;
}

const tokenLifeSeconds = 1800;

/** Asks the integration, as a bot's "widget" block does; answers where the bot waits. */
export async function sendWidgetRequest(
  account: Account,
  deliveries: Deliveries,
  { botId, leadId, url, data, base }: WidgetRequest,
): Promise<string> {
  const continueId = randomUUID();
  account.waitingBots.set(continueId, { botId, leadId, answer: null });
  const body = {
    token: await botToken(account, leadId),
    data: { ...data },
    return_url: `${base}/api/v4/salesbot/${botId}/continue/${continueId}`,
  };
  const asJson = account.switches.isOn('bot-request-as-json');
  deliveries.send({
    ...{ webhookId: null, destination: url, title: 'salesbot widget_request' },
    ...{ body: asJson ? JSON.stringify(body) : encodeForm(body), once: true },
    contentType: asJson ? 'application/json' : 'application/x-www-form-urlencoded',
  });
  return continueId;
}

/** HS512 with the integration's secret, unlike the page's HS256. */
async function botToken(account: Account, leadId: number): Promise<string> {
  const now = account.clock.seconds();
  return new SignJWT({
    ...{
      iss: `https://${account.subdomain}.kommo.com`,
      subdomain: account.subdomain,
      account_id: account.id,
    },
    ...{
      client_uuid: account.integrationId,
      entity_id: leadId,
      entity_type: 'leads',
      bot_type: 'salesbot',
    },
    ...{ iat: now, nbf: now, exp: now + tokenLifeSeconds, jti: randomUUID() },
  })
    .setProtectedHeader({
      typ: 'JWT',
      alg: account.switches.isOn('bot-token-hs256') ? 'HS256' : 'HS512',
    })
    .sign(new TextEncoder().encode(account.clientSecret()));
}

const mostHandlers = 10;
const longestText = 80;
const mostButtons = 25;

const show = z.object({
  handler: z.literal('show'),
  params: z.looseObject({
    type: z.string(),
    value: z.string().max(longestText).exactOptional(),
    buttons: z.array(z.unknown()).max(mostButtons).exactOptional(),
  }),
});
const goto = z.object({
  handler: z.literal('goto'),
  params: z.looseObject({
    type: z.enum(['question', 'answer', 'finish']),
    step: z.number().int().exactOptional(),
  }),
});
const continuation = z.object({
  data: z.record(z.string(), z.unknown()).exactOptional(),
  execute_handlers: z
    .array(z.discriminatedUnion('handler', [show, goto]))
    .max(mostHandlers)
    .exactOptional(),
});

/** 404 when no bot waits there; a bot waits once. */
export function continueBot(call: Call): Reply {
  const id = call.params['continueId'] ?? '';
  const waiting = call.account.waitingBots.get(id);
  if (waiting?.answer !== null || String(waiting.botId) !== call.params['id']) throw notFound(call);
  call.account.waitingBots.set(id, {
    ...waiting,
    answer: checkOne(continuation, objectBody(call)),
  });
  return accepted;
}
