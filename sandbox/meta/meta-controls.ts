import type { Request } from 'express';
import { z } from 'zod';
import { read } from '../kommo/control/control-read.js';
import type { Control } from '../kommo/control/control-read.js';
import { empty, json } from '../kommo/http/reply.js';
import type { Reply } from '../kommo/http/reply.js';
import { faultSchema } from './graph-faults.js';
import type { Manner } from './deliveries.js';
import type { Meta } from './meta.js';

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const sending = z.object({
  /** One person's answers, or several people's in one delivery. */
  fields: z.union([fields, z.array(fields).min(1)]).default({}),
  test: z.boolean().default(false),
  unsigned: z.boolean().default(false),
  wrongSignature: z.boolean().default(false),
  /** How often the delivery comes; 0: never, so that only the catch-up finds the lead. */
  times: z.number().int().min(0).max(50).default(1),
  delaySeconds: z.number().int().min(0).default(0),
  consents: z.array(z.object({ checkbox_key: z.string(), is_checked: z.string() })).default([]),
});

const tokenState = z.object({
  isValid: z.boolean().default(true),
  expiresAt: z.number().int().min(0).default(0),
  dataAccessExpiresAt: z.number().int().min(0).default(0),
  scopes: z.array(z.string()).default(['leads_retrieval']),
});

/** Meta for tests: a lead ad is filled in, the Graph API fails. */
export function metaControls(meta: Meta): readonly Control[] {
  return [
    { method: 'get', path: '/meta/leads', turn: () => json(meta.leads()) },
    { method: 'post', path: '/meta/leads', turn: (_kommo, req) => send(meta, req) },
    { method: 'delete', path: '/meta/leads', turn: () => (meta.clear(), empty()) },
    { method: 'get', path: '/meta/deliveries', turn: () => json(meta.deliveries.list()) },
    {
      ...{ method: 'post', path: '/meta/token' },
      turn: (_kommo, req) => (meta.setToken(read(tokenState, req)), json(meta.token())),
    },
    { method: 'get', path: '/meta/faults', turn: () => json(meta.faults.list()) },
    {
      ...{ method: 'post', path: '/meta/faults' },
      turn: (_kommo, req) => (
        meta.faults.add(read(faultSchema, req)),
        json(meta.faults.list(), 201)
      ),
    },
    { method: 'delete', path: '/meta/faults', turn: () => (meta.faults.clear(), empty()) },
  ];
}

async function send(meta: Meta, req: Request): Promise<Reply> {
  const given = read(sending, req);
  const people = Array.isArray(given.fields) ? given.fields : [given.fields];
  const manner: Manner = given.wrongSignature
    ? 'wrong-signature'
    : given.unsigned
      ? 'unsigned'
      : 'signed';
  const { test: isTest, consents, times, delaySeconds } = given;
  const leads = await meta.send({ people, isTest, consents, times, delaySeconds, manner });
  return json(
    {
      leadgenIds: leads.map(({ id }) => id),
      deliveries: meta.deliveries.list().slice(-times || 0),
    },
    201,
  );
}
