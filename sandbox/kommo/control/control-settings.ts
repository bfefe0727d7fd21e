import type { Request } from 'express';
import { z } from 'zod';
import { read } from './control-read.js';
import { faultSchema } from '../http/faults.js';
import type { KommoStandIn } from '../kommo.js';
import { Problem } from '../http/problem.js';
import { json } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { isSwitchName } from '../switches.js';

const whole = z.number().int();

export function addFaults({ httpContext }: KommoStandIn, req: Request): Reply {
  const given = read(z.union([faultSchema, z.array(faultSchema)]), req);
  for (const fault of Array.isArray(given) ? given : [given]) httpContext.faults.add(fault);
  return json(httpContext.faults.list(), 201);
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

export function setLimits({ httpContext }: KommoStandIn, req: Request): Reply {
  const { blocked, ...given } = read(limitInput, req);
  const before = httpContext.limits.settings();
  httpContext.limits.set({
    perSecond: given.perSecond ?? before.perSecond,
    perAccount: given.perAccount ?? before.perAccount,
    blockAfter: given.blockAfter ?? before.blockAfter,
    retryAfterSeconds: given.retryAfterSeconds ?? before.retryAfterSeconds,
  });
  if (blocked === true) httpContext.limits.block();
  if (blocked === false) httpContext.limits.unblock();
  return json(httpContext.limits.settings());
}

/** With `?known=<offsetMs>` the answer waits until time is moved: whoever asks so follows the sandbox's clock. */
export async function readClock(
  { account, followers }: KommoStandIn,
  req: Request,
): Promise<Reply> {
  const known = z.coerce.number().safeParse(req.query['known']);
  if (known.success) await followers.wait(known.data);
  return json(clockView(account));
}

function clockView({ clock }: KommoStandIn['account']) {
  return { now: clock.now().toISOString(), offsetMs: clock.offsetMs() };
}

/** Answered when those who follow have moved too. */
export async function advance(kommo: KommoStandIn, req: Request): Promise<Reply> {
  const { advanceMs } = read(z.object({ advanceMs: whole.nonnegative() }), req);
  await kommo.account.clock.advance(advanceMs);
  await kommo.followers.moved();
  return json(clockView(kommo.account));
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

export function setManners({ hooks }: KommoStandIn, req: Request): Reply {
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
export function setSwitches({ account }: KommoStandIn, req: Request): Reply {
  for (const [name, on] of Object.entries(read(z.record(z.string(), z.boolean()), req))) {
    if (!isSwitchName(name)) throw new Problem(400, `There is no switch ${name}`);
    account.switches.set(name, on);
  }
  return json(account.switches.list());
}
