import { z } from 'zod';
import { AppError, backoff, never } from '../../../errors.js';
import { NoAnswer, parseJson } from '../../http-client.js';
import type { HttpRequest, HttpResponse } from '../../http-client.js';
import { noAnswer, translateFault } from '../errors.js';

export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** One exchange whose answer is certainly JSON of Odoo's application, whatever its status. */
export async function exchange(
  send: Send,
  request: HttpRequest,
  where: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await sendOrFail(send, request, where);
  if (response.status >= 300 && response.status < 400) throw redirected(request, response, where);
  const body = response.mediaType === 'application/json' ? parseJson(response.text) : undefined;
  if (body === undefined) throw notJson(response, where);
  return { status: response.status, body };
}

async function sendOrFail(send: Send, request: HttpRequest, where: string): Promise<HttpResponse> {
  try {
    return await send(request);
  } catch (error) {
    if (error instanceof NoAnswer) throw noAnswer(where, error);
    throw error;
  }
}

/** 303 to /web/login is how 18 says "no such API"; a proxy says http→https so. Following would turn POST into GET. */
function redirected(request: HttpRequest, response: HttpResponse, where: string): AppError {
  const target = response.headers.get('location') ?? '';
  const shown = URL.canParse(target, request.url)
    ? withoutQuery(new URL(target, request.url))
    : null;
  return new AppError('odoo_unreachable', `Odoo answered ${where} with a redirect`, {
    retry: backoff,
    reason: { code: 'odoo.redirected', params: { where: shown ?? { code: 'odoo.another_page' } } },
    facts: { where, status: response.status, redirect: shown ?? '' },
  });
}

const withoutQuery = (url: URL): string => `${url.origin}${url.pathname}`;

/** HTML or nothing: a proxy's page heals by itself, "no such address" and "no such database" do not. */
function notJson(response: HttpResponse, where: string): AppError {
  const facts = { where, status: response.status, mediaType: response.mediaType };
  if (response.status === 401 || response.status === 403) {
    return translateFault({ name: '', message: '', status: response.status }, where);
  }
  if ([400, 404, 405, 415].includes(response.status)) {
    return new AppError('odoo_not_configured', `No Odoo API answers ${where}`, {
      retry: never,
      reason: { code: 'odoo.not_odoo' },
      facts,
    });
  }
  return new AppError('odoo_unreachable', `Odoo answered ${where} with no JSON`, {
    retry: backoff,
    reason: { code: response.status === 200 ? 'odoo.odd_answer' : 'odoo.unreachable' },
    facts,
  });
}

/** What both APIs call an error; `debug` (a traceback with paths and values) is dropped here and goes nowhere. */
export const faultSchema = z.object({
  name: z.string(),
  message: z.string().catch(''),
});
