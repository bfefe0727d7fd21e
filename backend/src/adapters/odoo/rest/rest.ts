import pLimit from 'p-limit';
import { z } from 'zod';
import { AppError, after, never } from '../../../errors.js';
import { translateFault } from '../errors.js';
import { requireTaxId } from '../customer/find-customer.js';
import type { KeyRing } from '../transport/keys.js';
import { requirePrice } from '../contract/contract-lines.js';
import { rateMissing } from '../contract/currency.js';
import { knock, preflightRest } from './preflight-rest.js';
import { notCarried } from './not-carried.js';
import type { HandOver, HistoryEntry, Odoo, OdooRecord, PlannedCall } from '../odoo.js';
import { exchange, faultSchema } from '../transport/read-answer.js';
import type { Send } from '../transport/read-answer.js';
import { checked } from '../records/records.js';
import { restBody } from './rest-body.js';
import type { OdooSettings } from '../transport/settings.js';
import { recordUrl, servicesOf } from '../records/step-tools.js';

const answerSchema = z.object({
  customer_id: z.int().positive(),
  lead_id: z.int().positive(),
  project_id: z.int().positive().nullable().optional(),
  contract_id: z.int().positive().nullable().optional(),
  created: z.boolean(),
});
type Answer = z.output<typeof answerSchema>;

export interface RestTools {
  readonly settings: OdooSettings;
  readonly send: Send;
  readonly keys: KeyRing;
}

/**
 * The customer's own `POST /api/crm/leads`: the whole hand-over in one transaction of Odoo, repeatable by its key
 * `kommo_ref`. Every step posts the same body and takes its own id from the answer.
 */
export function createRestOdoo(tools: RestTools): Odoo {
  const { settings } = tools;
  const limited = pLimit(settings.concurrency);
  const post = (handOver: HandOver, entries: readonly HistoryEntry[] = []) =>
    limited(() => {
      requireTaxId(tools, handOver);
      requirePrice(handOver, servicesOf(settings, handOver)[0]?.contract ?? 'none');
      return deliver(tools, restBody(settings, handOver, entries));
    });
  const record = (model: string, id: number, created: boolean): OdooRecord => ({
    id,
    created,
    url: recordUrl(settings, model, id),
  });
  const optional = (model: string, id: number | null | undefined, created: boolean) =>
    id === null || id === undefined ? null : record(model, id, created);

  return {
    async ensureCustomer(handOver) {
      const answer = await post(handOver);
      return record('res.partner', answer.customer_id, answer.created);
    },
    async ensureOpportunity(handOver) {
      const answer = await post(handOver);
      return record('crm.lead', answer.lead_id, answer.created);
    },
    async ensureProject(handOver) {
      const answer = await post(handOver);
      return optional('project.project', answer.project_id, answer.created);
    },
    async ensureContract(handOver) {
      const answer = await post(handOver);
      return optional('sale.order', answer.contract_id, answer.created);
    },
    async writeHistory(handOver, _opportunityId, entries) {
      if (entries.length > 0) await post(handOver, entries);
      return { notes: entries.length > 0 ? 1 : 0, entries: entries.length, added: 0 };
    },
    ...looks(tools, (body) => limited(() => exchangeWith(tools, body))),
    plan: (handOver, entries) =>
      Promise.resolve([planned(settings, restBody(settings, handOver, entries))]),
    listOpportunities: () => Promise.reject(notSupported()),
    findLost: () => Promise.reject(notSupported()),
    privacy: null,
  };
}

const looks = (
  { settings, keys }: RestTools,
  send: (body: unknown) => Promise<unknown>,
): Pick<Odoo, 'readServer' | 'lacks' | 'wakeUp' | 'preflight'> => ({
  readServer: async () => {
    await knock(send);
    return { version: 'rest', transport: 'rest', userId: null };
  },
  lacks: notCarried,
  wakeUp: keys.wakeUp,
  preflight: () => {
    keys.wakeUp();
    return preflightRest(settings, send);
  },
});

const deliver = async (tools: RestTools, body: unknown): Promise<Answer> =>
  checked(answerSchema, await exchangeWith(tools, body), whereOf(tools.settings));

const whereOf = ({ restPath }: OdooSettings): string => `POST ${restPath}`;

const exchangeWith = ({ settings, send, keys }: RestTools, body: unknown): Promise<unknown> =>
  keys.withKey(async (key) => {
    const where = whereOf(settings);
    const answer = await exchange(
      send,
      {
        method: 'POST',
        url: `${settings.baseUrl}${settings.restPath}`,
        headers: headersOf(settings, key),
        body,
        timeoutMs: settings.writeTimeoutMs,
      },
      where,
    );
    if (answer.status !== 200 && answer.status !== 201) throw refusal(answer.status, answer.body);
    return answer.body;
  });

const headersOf = (settings: OdooSettings, key: string): Readonly<Record<string, string>> => ({
  ...(settings.restHeader === 'bearer' ? { authorization: `Bearer ${key}` } : { 'x-api-key': key }),
  ...(settings.database === '' ? {} : { 'x-odoo-database': settings.database }),
});

const errorSchema = z.object({
  error: z.string().catch(''),
  message: z.string().catch(''),
  retryable: z.boolean().catch(false),
  field: z.string().catch(''),
  from: z.string().catch(''),
  to: z.string().catch(''),
});

/** 409 is the loser of a race: the winner's record is there a moment later. */
function refusal(status: number, body: unknown): AppError {
  const where = 'POST lead';
  const problem = errorSchema.safeParse(body);
  if (status === 409 || (problem.success && problem.data.retryable)) {
    return new AppError('odoo_unreachable', 'Odoo is handling the same lead at this moment', {
      retry: after(2_000),
      reason: { code: 'odoo.busy_record' },
      facts: { where, status },
    });
  }
  if (problem.success && problem.data.error === 'ambiguous_customer') {
    return new AppError(
      'odoo_ambiguous',
      'More than one customer of Odoo matches: a person must choose',
      {
        retry: never,
        reason: {
          code: 'odoo.ambiguous',
          params: { by: { code: 'odoo.by_any' }, candidates: problem.data.message },
        },
        facts: { where, status },
      },
    );
  }
  const fault = faultSchema.safeParse(body);
  if (fault.success) return translateFault({ ...fault.data, status }, where);
  if (!problem.success) return translateFault({ name: '', message: '', status }, where);
  const { error, message, field, from, to } = problem.data;
  if (error === 'rate_missing') return rateMissing(from, to);
  return translateFault({ name: error, message: message || error, status, field }, where);
}

const planned = (settings: OdooSettings, args: unknown): PlannedCall => ({
  model: settings.restPath,
  method: 'POST',
  ids: [],
  args,
});

const notSupported = (): AppError =>
  new AppError('odoo_not_configured', 'The REST endpoint cannot be searched', {
    retry: never,
    reason: { code: 'odoo.rest_only' },
  });
