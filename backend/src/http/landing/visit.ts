import type { Request, Response } from 'express';
import { mergeTouches, readTouch } from '../../../../domain/attribution/touches.js';
import type { Touches } from '../../../../domain/attribution/touches.js';
import { cookiesOf, keepCookie } from './cookies.js';
import { touchesSchema } from './form-state.js';
import type { Seal } from './seal.js';

const cookieName = 'visita';
const keptMs = 90 * 24 * 3_600_000;

interface Tools {
  readonly seal: Seal;
  readonly publicUrl: string;
}

/** How the visitor came, now and at first, kept in a cookie that only we can read and make (R1.1, R6.4). */
export function noteVisit(request: Request, response: Response, tools: Tools): Touches | null {
  const cookies = cookiesOf(request);
  const known = touchesOf(cookies, tools.seal);
  const touches = mergeTouches(known, readTouch(arrivalOf(request, cookies, tools.publicUrl)));
  if (touches === null) return null;
  const value = [touches, { first: touches.first, last: touches.first }]
    .map((one) => tools.seal.close(one))
    .find((sealed) => sealed.length <= longestCookie);
  if (value !== undefined && touches !== known) {
    keepCookie(response, { name: cookieName, value, forMs: keptMs }, tools.publicUrl);
  }
  return touches;
}

const longestCookie = 3_800;

export function touchesOf(cookies: ReadonlyMap<string, string>, seal: Seal): Touches | null {
  const read = touchesSchema.safeParse(seal.open(cookies.get(cookieName) ?? ''));
  return read.success ? read.data : null;
}

function arrivalOf(request: Request, cookies: ReadonlyMap<string, string>, publicUrl: string) {
  const url = new URL(request.originalUrl.slice(0, 8_192), publicUrl);
  const referrer = (request.get('referer') ?? '').split('?')[0] ?? '';
  return {
    query: new Map(url.searchParams),
    cookies,
    url: `${url.origin}${url.pathname}`,
    referrer,
    ownHost: new URL(publicUrl).host,
  };
}
