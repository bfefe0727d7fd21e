import type { Request, RequestHandler } from 'express';
import type { Services } from '../../services.js';
import { requestIdOf } from './request-id.js';
import { widgetUserOf } from './widget-auth.js';

/**
 * Every act by the widget leaves a row: who, what, when, with which lead, and how it ended, refusals included. It is written before
 * the act, which does not happen without it. Behind `widgetAuth`.
 */
export const audit =
  ({ store, clock, log }: Pick<Services, 'store' | 'clock' | 'log'>): RequestHandler =>
  async (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    const requestId = requestIdOf(response);
    await store.audit.begin({
      requestId,
      at: clock(),
      by: `user:${widgetUserOf(request).userId}`,
      ...actOf(request),
    });
    response.on('close', () => {
      const status = response.statusCode;
      const ending = { status, asked: status < 400 ? withoutTexts(request.body) : null };
      store.audit.end(requestId, ending).catch((error: unknown) => {
        log.error({ err: error, requestId }, 'the end of an act could not be recorded');
      });
    });
    next();
  };

/** "PATCH leads/:id/answers" of lead 12: the address without what is one lead's. */
function actOf({ method, path }: Request): {
  readonly action: string;
  readonly kommoLeadId: number | null;
} {
  const below = path.replace(/^\/(?:widget\/v1\/)?/u, '').slice(0, 100);
  const leadId = /^leads\/(\d{1,15})(?=\/|$)/u.exec(below)?.[1];
  return {
    action: `${method} ${below.replace(/^leads\/\d+/u, 'leads/:id')}`,
    kommoLeadId: leadId === undefined ? null : Number(leadId),
  };
}

/** What is chosen is kept as it is; what somebody typed may name a person, and is kept where it was typed for. */
const chosen = new Set([
  'ids',
  'leadIds',
  'dryRun',
  'expected',
  'model',
  'total',
  'dueAt',
  'reason',
  'key',
  'keys',
  'to',
  'validDays',
]);

function withoutTexts(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, chosen.has(key) ? value : namesOf(value)]),
  );
}

/** Of corrections, which fields of which work; of all else, that it was given. */
const namesOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, namesOf(one)]))
    : '•••';
