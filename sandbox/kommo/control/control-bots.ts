import type { Request } from 'express';
import { z } from 'zod';
import type { Run } from '../account/bot-records.js';
import { bodyText } from '../http/context.js';
import { Problem } from '../http/problem.js';
import { empty, json } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import type { KommoStandIn } from '../kommo.js';
import { read } from './control-read.js';
import type { Control } from './control-read.js';

/** Bots as a person imports, switches and watches them. */
export const botControls: readonly Control[] = [
  { method: 'get', path: '/bots', turn: ({ account }) => json([...account.state.bots.values()]) },
  { method: 'post', path: '/bots', turn: (kommo, req) => importBot(kommo, req, undefined) },
  { method: 'get', path: '/bots/runs', turn: ({ account }) => json(runsOf(account.state.runs)) },
  { method: 'post', path: '/bots/finish', turn: finish },
  { method: 'post', path: '/bots/:id', turn: (kommo, req) => importBot(kommo, req, idIn(req)) },
  { method: 'post', path: '/bots/:id/active', turn: setActive },
  {
    method: 'delete',
    path: '/bots/:id',
    turn: ({ account }, req) => (account.state.bots.delete(idIn(req)), empty()),
  },
  {
    method: 'get',
    path: '/bots/:id/blocks',
    turn: ({ bots }, req) => json(bots.library.blocks(idIn(req))),
  },
  { method: 'post', path: '/bots/:id/blocks', turn: saveBlock },
];

const idIn = (req: Request) => Number(req.params['id']);

/** The body is the file itself. Refused with every error that was found. */
function importBot({ bots }: KommoStandIn, req: Request, id: number | undefined): Reply {
  const imported = bots.library.import(bodyText(req), id === undefined ? {} : { id });
  if (imported.kind === 'refused') return json({ errors: imported.errors }, 422);
  const { id: botId, name } = imported.bot;
  return json({ id: botId, name, blocks: bots.library.blocks(botId) }, 201);
}

function setActive({ account }: KommoStandIn, req: Request): Reply {
  const bot = account.state.bots.get(idIn(req));
  if (!bot) throw new Problem(404, `There is no bot ${idIn(req)}`);
  const { active } = read(z.object({ active: z.boolean() }), req);
  account.state.bots.set(bot.id, { ...bot, is_active: active });
  return empty();
}

const block = z.object({ instance: z.string(), code: z.string() });

function saveBlock({ bots }: KommoStandIn, req: Request): Reply {
  const { instance, code } = read(block, req);
  const errors = bots.library.saveBlock(idIn(req), instance, code);
  return errors.length > 0 ? json({ errors }, 422) : empty();
}

function finish({ account, bots }: KommoStandIn, req: Request): Reply {
  const { entity_id } = read(z.object({ entity_id: z.number().int() }), req);
  bots.stop((run) => run.entity_id === entity_id, 'Terminado a mano');
  return json(runsOf(account.state.runs));
}

function runsOf(runs: ReadonlyMap<number, Run>) {
  return [...runs.values()].map((run) => ({
    ...{ id: run.id, botId: run.bot_id, entityId: run.entity_id, entityType: run.entity_type },
    ...{ at: run.at, launched: run.launched, state: run.state, reason: run.reason },
    ...{ step: run.frame.step, waitsFor: run.wait?.kind ?? null, trail: run.trail },
    until: (run.wait?.timers ?? []).map(({ dueAt }) => new Date(dueAt).toISOString()),
  }));
}
