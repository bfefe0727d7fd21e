import type { Request } from 'express';
import { z } from 'zod';
import { attachmentTypes } from '../kommo/account/talk-records.js';
import { read } from '../kommo/control/control-read.js';
import type { Control } from '../kommo/control/control-read.js';
import { Problem } from '../kommo/http/problem.js';
import { empty, json } from '../kommo/http/reply.js';
import type { Reply } from '../kommo/http/reply.js';
import type { KommoStandIn } from '../kommo/kommo.js';
import {
  phoneManners,
  readUpTo,
  receive,
  setPhoneManner,
  talkOf,
} from '../kommo/talks/messages.js';
import { phoneView } from './phone-view.js';

const path = '/phone/:leadId';

/** The lead's phone for tests: what it shows, and what the lead does with it. */
export const phoneControls: readonly Control[] = [
  { method: 'get', path, turn: ({ account }, req) => json(phoneView(account, leadIn(req))) },
  { method: 'post', path, turn: say },
  { method: 'post', path: `${path}/read`, turn: markRead },
  { method: 'post', path: `${path}/manner`, turn: behave },
];

const leadIn = (req: Request) => Number(req.params['leadId']);

const said = z
  .object({
    text: z.string().max(4096).default(''),
    attachment: z.enum(attachmentTypes).exactOptional(),
  })
  .refine(({ text, attachment }) => text.trim() !== '' || attachment !== undefined, {
    message: 'Nothing was said',
  });

function say({ account }: KommoStandIn, req: Request): Reply {
  const leadId = leadIn(req);
  receive(account, { leadId, ...read(said, req) });
  return json(phoneView(account, leadId), 201);
}

function markRead({ account }: KommoStandIn, req: Request): Reply {
  const talk = talkOf(account, leadIn(req));
  if (talk) readUpTo(account, talk);
  return empty();
}

function behave({ account }: KommoStandIn, req: Request): Reply {
  const leadId = leadIn(req);
  if (!account.state.leads.has(leadId)) throw new Problem(404, `There is no lead ${leadId}`);
  setPhoneManner(account, leadId, read(z.object({ manner: z.enum(phoneManners) }), req).manner);
  return json(phoneView(account, leadId));
}
