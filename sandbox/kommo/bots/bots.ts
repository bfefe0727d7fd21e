import { z } from 'zod';
import { checkOne, readItems } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { listPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import type { Bot } from '../account/records.js';
import { accepted, empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { continueBot } from './salesbot.js';

export const botRoutes: readonly Route[] = [
  { method: 'get', path: '/bots', handle: list },
  { method: 'post', path: '/bots/run', handle: runMany },
  { method: 'get', path: '/bots/:id', handle: read },
  { method: 'post', path: '/bots/:id/run', handle: runOne },
  { method: 'post', path: '/bots/:id/stop', handle: stop },
  { method: 'post', path: '/salesbot/:id/continue/:continueId', handle: continueBot },
];

const mostAtOnce = 100;

const target = z.object({
  entity_id: z.number().int(),
  /** Numbers in the older form: 1 contact, 2 lead. */
  entity_type: z.union([z.enum(['leads', 'contacts']), z.literal(1), z.literal(2)]),
});

type Target = z.infer<typeof target>;

function list(call: Call): Reply {
  const items = [...call.account.state.bots.values()];
  return listPage(call, { key: 'bots', items, view: (bot) => botView(call, bot) });
}

function read(call: Call): Reply {
  const bot = call.account.state.bots.get(idOf(call));
  return bot ? hal(botView(call, bot)) : empty();
}

function runOne(call: Call): Reply {
  run(call, botNamed(call, idOf(call)), checkOne(target, objectBody(call)));
  return accepted;
}

function runMany(call: Call): Reply {
  const asked = readItems(call.body, mostAtOnce).map((item) => {
    const given = checkOne(target.extend({ bot_id: z.number().int() }), item);
    return { bot: botNamed(call, given.bot_id), given };
  });
  for (const { bot, given } of asked) run(call, bot, given);
  return accepted;
}

/** The older form, at /api/v2/salesbot/run. */
export function runLegacy(call: Call): Reply {
  return runMany(call);
}

/** 202 whatever comes of it: with a bot still at work for the entity, the new one never starts. */
function run(call: Call, bot: Bot, { entity_id, entity_type }: Target): void {
  const type = entity_type === 1 || entity_type === 'contacts' ? 'contacts' : 'leads';
  if (!call.account.state[type].has(entity_id)) throw new Problem(400, 'Entity not found');
  const busy = call.account.botRuns.some(
    (r) => r.active && r.entityId === entity_id && r.entityType === type,
  );
  call.account.botRuns.push({
    ...{ botId: bot.id, entityId: entity_id, entityType: type, active: !busy, started: !busy },
    at: call.account.clock.now().toISOString(),
  });
}

function stop(call: Call): Reply {
  const bot = botNamed(call, idOf(call));
  const { entity_id } = checkOne(target, objectBody(call));
  endRuns(call.account.botRuns, (run) => run.botId === bot.id && run.entityId === entity_id);
  return accepted;
}

export interface BotRun {
  readonly botId: number;
  readonly entityId: number;
  readonly entityType: 'leads' | 'contacts';
  readonly at: string;
  /** False where another bot was at work: Kommo runs one for an entity at a time. */
  readonly started: boolean;
  readonly active: boolean;
}

export function endRuns(runs: BotRun[], which: (run: BotRun) => boolean): void {
  runs.splice(0, runs.length, ...runs.map((run) => (which(run) ? { ...run, active: false } : run)));
}

function botNamed(call: Call, id: number): Bot {
  const bot = call.account.state.bots.get(id);
  if (!bot) throw notFound(call);
  return bot;
}

function botView(call: Call, bot: Bot): Record<string, unknown> {
  return { ...bot, account_id: call.account.id, _links: link(call, `/bots/${bot.id}`) };
}
