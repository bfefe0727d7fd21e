import type { Card } from '../../contract/card.js';
import type { OdooState } from '../../contract/odoo.js';
import type { CardAnswers } from '../../contract/answers.js';
import { languageParameter } from '../../contract/language.js';
import { widgetPaths } from '../../contract/paths.js';
import type { Reply, Request, Send } from '../host/ajax.js';
import type { FieldFailure, Outcome } from '../outcome.js';
import { createGuards, guard } from './guard.js';
import type { Check } from './guard.js';
import guards from './guards/card.json';

/** Asks the companion and reads its answer; the address is below its origin. */
export type Ask = <T>(request: Request, check: Check<T>) => Promise<Outcome<T>>;

/** What the card needs to be shown; what is done on it is asked for through `ask` (`card-calls.ts`). */
export interface Companion {
  readonly ask: Ask;
  readCard(leadId: number): Promise<Outcome<Card>>;
  /** `reason`: why a lead that is not won is sent all the same. */
  sendToOdoo(leadId: number, reason: string | null): Promise<Outcome<OdooState>>;
}

const { check } = createGuards<CardAnswers>(guards);

export const isCard = check('card');
const isOdooState = check('odooState');

/** The companion, and the language it is to answer in. */
export interface Server {
  readonly origin: string;
  readonly language: string;
}

export const createAsk =
  (send: Send, { origin, language }: Server): Ask =>
  async (request, check) => {
    const { url } = request;
    const address = `${origin}${url}${url.includes('?') ? '&' : '?'}${languageParameter}=${encodeURIComponent(language)}`;
    return readReply(await send({ ...request, url: address }), check);
  };

export function createCompanion(ask: Ask): Companion {
  return {
    ask,
    readCard: (leadId) => ask({ method: 'GET', url: widgetPaths.card(leadId) }, isCard),
    sendToOdoo: (leadId, reason) =>
      ask({ method: 'POST', url: widgetPaths.odoo(leadId), body: { reason } }, isOdooState),
  };
}

/**
 * The companion's origin as an admin typed it, or null when it cannot be one. Only https, because a page of Kommo may
 * not call http; except on this machine, where the browser makes an exception too.
 */
export function readOrigin(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.trim() === '') return null;
  try {
    const url = new URL(typed.trim());
    const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return null;
    return url.origin + url.pathname.replace(/\/+$/, '');
  } catch {
    return null;
  }
}

const isProblem = guard<{ code: string; requestId: string }>({ code: 's', requestId: 's' });

function readReply<T>(reply: Reply, check: Check<T>): Outcome<T> {
  if (reply.kind === 'unreachable') {
    return failed(reply.timedOut ? 'timed_out' : 'companion_unreachable', null);
  }
  if (reply.status >= 200 && reply.status < 300) {
    return check(reply.body) ? { kind: 'ok', value: reply.body } : failed('unreadable', null);
  }
  if (isProblem(reply.body)) {
    const { code, requestId } = reply.body;
    return failed(code, requestId, fieldsOf(reply.body));
  }
  return failed(codeOfStatus(reply.status), null);
}

const hasFields = guard<{
  errors: readonly { field: string; reason: string; remedy: string }[];
}>({ errors: ['*', { field: 's', reason: 's', remedy: 's' }] });

const fieldsOf = (body: unknown): readonly FieldFailure[] =>
  hasFields(body)
    ? body.errors.map(({ field, reason, remedy }) => ({ field, text: `${reason} ${remedy}` }))
    : [];

/** A proxy or Kommo's own token address answered, not the companion. */
function codeOfStatus(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'companion_unreachable' : 'unreadable';
}

function failed(
  code: string,
  requestId: string | null,
  fields: readonly FieldFailure[] = [],
): Outcome<never> {
  const failure = fields.length === 0 ? { code, requestId } : { code, requestId, fields };
  return { kind: 'failed', failure };
}
