import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { arms } from '../../../../domain/experiment/arm.js';
import type { Arm } from '../../../../domain/experiment/arm.js';
import { isPerson } from '../../../../domain/experiment/is-person.js';
import { takeVisit } from '../../operations/experiments/take-visit.js';
import { cookiesOf, keepCookie } from './cookies.js';
import type { FormTools } from './form-tools.js';
import { noteVisit } from './visit.js';

const cookieName = 'piloto';
const keptMs = 90 * 24 * 3_600_000;
const longestQuery = 6_000;
const mostParameters = 100;

const visitorSchema = z.object({ visitor: z.string().regex(/^[\w-]{22}$/u), arm: z.enum(arms) });
type Visitor = z.infer<typeof visitorSchema>;

/**
 * R3.4: each visitor is sent once to one of two pages, and there again whenever they come back; parameters ride along. In an app's
 * own browser cookies get lost, so the page carries the same, signed.
 */
export async function sendOn(
  tools: FormTools,
  request: Request,
  response: Response,
): Promise<void> {
  const { services, seals, publicUrl } = tools;
  const { inleadUrl } = services.config.landing;
  const query = queryOf(request);
  if (inleadUrl === null || !isCounted(request)) {
    response.redirect(302, `/form${query === '' ? '' : `?${query}`}`);
    return;
  }
  noteVisit(request, response, { seal: seals.visit, publicUrl });
  const visitor = await drawn(tools, visitorOf(tools, request));
  const value = seals.visit.close(visitor);
  keepCookie(response, { name: cookieName, value, forMs: keptMs }, publicUrl);
  response.redirect(302, addressOf(visitor, { query, value, inleadUrl }));
}

/** The arm of whoever opens our own page; a visit that `/go` did not send has none. */
export const armOf = (tools: FormTools, request: Request): Arm | null =>
  visitorOf(tools, request)?.arm ?? null;

export const isCounted = (request: Request): boolean =>
  isPerson({
    method: request.method,
    userAgent: request.get('user-agent') ?? '',
    purpose: ['sec-purpose', 'purpose', 'x-moz'].map((name) => request.get(name) ?? '').join(' '),
  });

/** The parameters as they came, whole ones only, as many as the header that sends them on may hold once express has encoded it. */
function queryOf({ originalUrl }: Request): string {
  const at = originalUrl.indexOf('?');
  if (at === -1) return '';
  let left = longestQuery;
  const kept = originalUrl
    .slice(at + 1)
    .split('&', mostParameters)
    .filter((parameter) => {
      left -= encodedLength(parameter) + 1;
      return left >= 0;
    });
  return kept.join('&');
}

/** At most: each sign that is no letter or digit may become three. */
const encodedLength = (text: string): number =>
  text.length + 2 * text.replace(/[\w.~-]/gu, '').length;

function visitorOf({ seals }: FormTools, request: Request): Visitor | null {
  const { v } = request.query;
  const given = [typeof v === 'string' ? v : '', cookiesOf(request).get(cookieName) ?? ''];
  for (const text of given) {
    const read = visitorSchema.safeParse(seals.visit.open(text));
    if (read.success) return read.data;
  }
  return null;
}

/** While the database does not answer, a new visitor gets our own page. */
async function drawn({ services }: FormTools, known: Visitor | null): Promise<Visitor> {
  const visitor = known?.visitor ?? randomBytes(16).toString('base64url');
  const kept = known?.arm ?? null;
  try {
    return { visitor, arm: await takeVisit(services, { visitor, kept, isPerson: true }) };
  } catch (error) {
    services.log.warn({ err: error }, 'a visit of the pilot was not counted');
    return { visitor, arm: kept ?? 'a' };
  }
}

interface Target {
  readonly query: string;
  readonly value: string;
  readonly inleadUrl: string;
}

/** InLead gets the arm and the visitor as parameters of its page, and sends them back with the lead. */
function addressOf({ arm, visitor }: Visitor, { query, value, inleadUrl }: Target): string {
  if (arm === 'a') return `/form?${query === '' ? '' : `${query}&`}v=${value}`;
  const mark = inleadUrl.includes('?') ? '&' : '?';
  return `${inleadUrl}${mark}${query === '' ? '' : `${query}&`}piloto=${arm}&visita=${visitor}`;
}
