import { z } from 'zod';
import type { Bot } from '../account/bot-records.js';
import { checkOne, readItems } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { listPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { accepted, empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import type { Bots } from './bots.js';
import { continuation } from './continuation.js';

/** A bot cannot be made or changed through the API. */
export function botRoutes(bots: Bots): readonly Route[] {
  return [
    { method: 'get', path: '/bots', handle: list },
    { method: 'post', path: '/bots/run', handle: (call) => runMany(call, bots) },
    { method: 'get', path: '/bots/:id', handle: read },
    { method: 'post', path: '/bots/:id/run', handle: (call) => runOne(call, bots) },
    { method: 'post', path: '/bots/:id/stop', handle: (call) => stop(call, bots) },
    {
      method: 'post',
      path: '/salesbot/:id/continue/:continueId',
      adminOnly: true,
      handle: (call) => continueBot(call, bots),
    },
  ];
}

/** What is left of the older API, at /api/v2. */
export function oldBotRoutes(bots: Bots): readonly Route[] {
  return [{ method: 'post', path: '/salesbot/run', handle: (call) => runMany(call, bots) }];
}

const mostAtOnce = 100;

const target = z.object({
  entity_id: z.number().int(),
  /** Numbers in the older form: 1 contact, 2 lead. */
  entity_type: z.union([z.enum(['leads', 'contacts']), z.literal(1), z.literal(2)]),
});

type Target = z.infer<typeof target>;

function list(call: Call): Reply {
  const items = [...call.account.state.bots.values()];
  const key = call.account.switches.isOn('bots-under-bots') ? 'bots' : 'items';
  return listPage(call, { key, items, view: (bot) => botView(call, bot) });
}

function read(call: Call): Reply {
  const bot = call.account.state.bots.get(idOf(call));
  return bot ? hal(botView(call, bot)) : empty();
}

function runOne(call: Call, bots: Bots): Reply {
  run(call, bots, botNamed(call, idOf(call)), checkOne(target, objectBody(call)));
  return accepted;
}

function runMany(call: Call, bots: Bots): Reply {
  const asked = readItems(call.body, mostAtOnce).map((item) => {
    const given = checkOne(target.extend({ bot_id: z.number().int() }), item);
    return { bot: botNamed(call, given.bot_id), given };
  });
  for (const { bot, given } of asked) run(call, bots, bot, given);
  return accepted;
}

/** 202 whatever comes of it. */
function run(call: Call, bots: Bots, bot: Bot, { entity_id: entityId, entity_type }: Target): void {
  const entityType = entity_type === 1 || entity_type === 'contacts' ? 'contacts' : 'leads';
  if (!call.account.state[entityType].has(entityId)) throw new Problem(400, 'Entity not found');
  bots.start(bot, { entityId, entityType, launched: 'api' });
}

const stopTarget = z.object({ entity_id: z.number().int(), entity_type: z.literal('leads') });

function stop(call: Call, bots: Bots): Reply {
  const bot = botNamed(call, idOf(call));
  const { entity_id } = checkOne(stopTarget, objectBody(call));
  bots.stop((one) => one.bot_id === bot.id && one.entity_id === entity_id, 'Detenido por la API');
  return accepted;
}

/** 404 when no bot waits there; a bot waits once. */
function continueBot(call: Call, bots: Bots): Reply {
  const id = call.params['continueId'] ?? '';
  if (!bots.requests.waiting(id, idOf(call))) throw notFound(call);
  const answer = checkOne(continuation, objectBody(call));
  if (!bots.goOn(id, idOf(call), answer)) throw notFound(call);
  return accepted;
}

function botNamed(call: Call, id: number): Bot {
  const bot = call.account.state.bots.get(id);
  if (!bot) throw notFound(call);
  return bot;
}

function botView(call: Call, { id, name, is_active: active }: Bot): Record<string, unknown> {
  return {
    ...{ id, name, type_functionality: 'regular', is_visual_editor: true, settings: { active } },
    account_id: call.account.id,
    _links: link(call, `/bots/${id}`),
  };
}
