import type { Card } from '../../contract/card.js';
import type { OdooState } from '../../contract/odoo.js';
import { widgetPaths } from '../../contract/paths.js';
import type { Reply, Request, Send } from '../host/ajax.js';
import type { Outcome } from '../outcome.js';
import { isCard, isOdooState } from './card-shape.js';
import { anyText, shape, type Check } from './shape.js';

export interface Companion {
  readCard(leadId: number): Promise<Outcome<Card>>;
  sendToOdoo(leadId: number, confirmed: boolean): Promise<Outcome<OdooState>>;
  /** Asks whether the companion answers and accepts this account's token. */
  ping(): Promise<Outcome<object>>;
}

export function createCompanion(send: Send, origin: string): Companion {
  const call = async <T>(request: Request, check: Check<T>): Promise<Outcome<T>> =>
    readReply(await send({ ...request, url: origin + request.url }), check);
  return {
    readCard: (leadId) => call({ method: 'GET', url: widgetPaths.card(leadId) }, isCard),
    sendToOdoo: (leadId, confirmed) =>
      call({ method: 'POST', url: widgetPaths.odoo(leadId), body: { confirmed } }, isOdooState),
    ping: () => call({ method: 'GET', url: widgetPaths.ping() }, isObject),
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

/** Enough to tell the companion from a web server that answers every address with a page. */
const isObject = shape<object>({});

const isProblem = shape<{ code: string; requestId: string }>({ code: anyText, requestId: anyText });

function readReply<T>(reply: Reply, check: Check<T>): Outcome<T> {
  if (reply.kind === 'unreachable') {
    return failed(reply.timedOut ? 'timed_out' : 'companion_unreachable', null);
  }
  if (reply.status >= 200 && reply.status < 300) {
    return check(reply.body) ? { kind: 'ok', value: reply.body } : failed('unreadable', null);
  }
  if (isProblem(reply.body)) return failed(reply.body.code, reply.body.requestId);
  return failed(codeOfStatus(reply.status), null);
}

/** A proxy or Kommo's own token address answered, not the companion. */
function codeOfStatus(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'companion_unreachable' : 'unreadable';
}

function failed(code: string, requestId: string | null): Outcome<never> {
  return { kind: 'failed', failure: { code, requestId } };
}
