import type { Request } from 'express';
import { z } from 'zod';
import { Problem } from '../http/problem.js';
import { json } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import type { KommoStandIn } from '../kommo.js';
import { receive, sayAsFirm, talkOf } from '../talks/messages.js';
import { reviewStatuses } from '../account/talk-records.js';
import { setReview } from '../talks/template-review.js';
import { read } from './control-read.js';
import type { Control } from './control-read.js';

/** What is said in a talk, by the lead or by a person of the firm, and what WhatsApp decides of a template. */
export const talkControls: readonly Control[] = [
  { method: 'post', path: '/messages', turn: say },
  {
    method: 'get',
    path: '/templates',
    turn: ({ account }) => json([...account.state.templates.values()]),
  },
  { method: 'post', path: '/templates/:id/review', turn: review },
];

const said = z.object({
  ...{ leadId: z.number().int(), text: z.string().min(1) },
  direction: z.enum(['incoming', 'outgoing']).default('incoming'),
  /** Whose an outgoing one is. */
  by: z.enum(['bot', 'person']).default('bot'),
});

function say({ account }: KommoStandIn, req: Request): Reply {
  const { direction, by, ...given } = read(said, req);
  const message =
    direction === 'incoming' ? receive(account, given) : sayAsFirm(account, given, by);
  return json({ ...message, talk: talkOf(account, given.leadId) }, 201);
}

const decision = z.object({
  status: z.enum(reviewStatuses),
  reject_reason: z.string().default(''),
});

function review({ account }: KommoStandIn, req: Request): Reply {
  const template = account.state.templates.get(Number(req.params['id']));
  if (!template) throw new Problem(404, 'There is no such template');
  const { status, reject_reason: reason } = read(decision, req);
  return json(setReview(account, template, status, reason));
}
