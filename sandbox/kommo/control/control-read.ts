import type { Request } from 'express';
import { z } from 'zod';
import { bodyText } from '../http/context.js';
import { Problem } from '../http/problem.js';
import type { Reply } from '../http/reply.js';
import type { KommoStandIn } from '../kommo.js';

export type Turn = (kommo: KommoStandIn, req: Request) => Reply | Promise<Reply>;

export interface Control {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly turn: Turn;
}

/** The body of a control call; refused with what is wrong with it. */
export function read<T>(schema: z.ZodType<T>, req: Request): T {
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
