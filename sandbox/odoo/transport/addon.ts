import type { Request, Response } from 'express';
import type { OdooError } from '../errors.js';
import { asIds, asNumber, parseJson } from '../json.js';
import type { Json } from '../json.js';
import type { Env } from '../orm/model.js';
import type { StandIn } from '../stand-in.js';
import { addonBodySchema } from './addon-body.js';
import type { AddonBody, GivenBody } from './addon-body.js';
import { createOrder, findOrder } from './addon-order.js';
import {
  createOpportunity,
  createProject,
  ensureCustomer,
  findByReference,
  postHistory,
} from './addon-records.js';
import { bodyText, htmlAnswer, jsonAnswer, sendAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { serve } from './serve.js';

const mostBytes = 1_000_000;

/** `POST /api/crm/leads`: 404 HTML in stock Odoo; with the switch `addon`, what `odoo-addon/` answers. */
export function createAddonHandler(standIn: StandIn) {
  return async (request: Request, response: Response): Promise<void> => {
    if (!standIn.switches().addon) {
      sendAnswer(
        response,
        htmlAnswer(404, 'Not Found', 'The requested URL was not found on the server.'),
      );
      return;
    }
    const text = bodyText(request);
    const body = parseJson(text);
    const work = {
      transport: 'rest' as const,
      call: 'addon.leads',
      args: body ?? null,
      context: {},
      run: (env: Env) => answer(env, keyOf(request), text, body),
      fail,
    };
    await serve(standIn, work, response);
  };
}

function answer(env: Env, key: string, text: string, body: Json | undefined): Answer {
  if (!env.switches.keys.includes(key))
    return problem(401, 'invalid_key', 'The API key was not accepted');
  if (Buffer.byteLength(text) > mostBytes)
    return problem(413, 'too_large', `At most ${mostBytes} bytes`);
  if (body === undefined) return problem(400, 'invalid_json', 'The body is not JSON');

  const parsed = addonBodySchema.safeParse(body);
  if (parsed.success) return carryOut(env, parsed.data);
  const [issue] = parsed.error.issues;
  return problem(422, 'invalid_request', issue?.message ?? '', {
    field: issue?.path.join('.') ?? '',
  });
}

function carryOut(
  env: Env,
  { dry_run: dryRun, kommo_ref: reference = 'rehearsal', ...rest }: GivenBody,
): Answer {
  const body = { ...rest, kommo_ref: reference };
  return dryRun === true ? rehearse(env, body) : upsert(env, body);
}

/** Everything is made, and undone. */
function rehearse(env: Env, body: AddonBody): Answer {
  const undone = new Error('undone');
  try {
    env.db.transaction(() => {
      upsert(env, body);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return jsonAnswer(200, { dry_run: true });
}

function upsert(env: Env, body: AddonBody): Answer {
  const known = findByReference(env, body.kommo_ref);
  if (known && env.db.changedAfter('crm.lead', asNumber(known['id']), env.seenCommits)) {
    return problem(409, 'concurrent_request', 'Another request is creating this lead', {
      retryable: true,
    });
  }
  if (known) {
    const leadId = asNumber(known['id']);
    postHistory(env, body, leadId);
    const [contactId = 0] = asIds(known['partner_id']);
    const [customerId = contactId] = asIds(env.db.get('res.partner', contactId)?.['parent_id']);
    const [projectId] = asIds(known['kommo_project_id']);
    return reply(200, body.kommo_ref, {
      customerId,
      contactId,
      leadId,
      projectId: projectId ?? null,
      orderId: findOrder(env, body),
    });
  }

  const { customerId, contactId } = ensureCustomer(env, body.customer);
  const leadId = createOpportunity(env, body, contactId);
  const projectId = createProject(env, body, customerId);
  const orderId = createOrder(env, body, customerId, leadId);
  env.db.update('crm.lead', leadId, { kommo_project_id: projectId ?? 0 });
  postHistory(env, body, leadId);
  return reply(201, body.kommo_ref, { customerId, contactId, leadId, projectId, orderId });
}

interface Ids {
  readonly customerId: number;
  readonly contactId: number;
  readonly leadId: number;
  readonly projectId: number | null;
  readonly orderId: number | null;
}

function reply(
  status: 200 | 201,
  reference: string,
  { customerId, contactId, leadId, projectId, orderId }: Ids,
): Answer {
  return jsonAnswer(status, {
    customer_id: customerId,
    contact_id: contactId,
    lead_id: leadId,
    project_id: projectId,
    contract_id: orderId,
    kommo_ref: reference,
    created: status === 201,
  });
}

const problemByException: Readonly<Record<string, readonly [number, string]>> = {
  'odoo.exceptions.AccessDenied': [401, 'invalid_key'],
  'odoo.exceptions.AccessError': [403, 'access_denied'],
  'odoo.exceptions.MissingError': [422, 'missing_record'],
  'odoo.exceptions.ValidationError': [422, 'rejected'],
  'odoo.exceptions.UserError': [422, 'rejected'],
  'builtins.ValueError': [422, 'rejected'],
  'addon.Ambiguous': [422, 'ambiguous_customer'],
  'addon.RateMissing': [422, 'rate_missing'],
  'psycopg2.errors.SerializationFailure': [409, 'concurrent_request'],
};

function fail(error: OdooError): Answer {
  const [status, code] = problemByException[error.exception] ?? [500, 'server_error'];
  const [from = '', to = ''] = code === 'rate_missing' ? error.message.split('>') : [];
  const more = code === 'rate_missing' ? { from, to } : {};
  return problem(status, code, error.message, status === 409 ? { retryable: true } : more);
}

function problem(
  status: number,
  error: string,
  message: string,
  more: Record<string, Json> = {},
): Answer {
  return { ...jsonAnswer(status, { error, message, retryable: false, ...more }), error };
}

function keyOf(request: Request): string {
  const bearer = /^bearer\s+(\S+)$/i.exec(request.get('Authorization') ?? '')?.[1];
  return bearer ?? request.get('X-API-Key') ?? '';
}
