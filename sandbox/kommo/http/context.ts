import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { Account } from '../account/account.js';
import { faultReply } from './faults.js';
import type { Fault, Faults } from './faults.js';
import { blockedPage } from './limits.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';
import { problemReply } from './reply.js';
import type { Reply } from './reply.js';
import type { RequestLog } from './request-log.js';

export interface HttpContext {
  readonly account: Account;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly log: RequestLog;
}

export const readText = express.text({ type: () => true, limit: '20mb' });

/** What every call goes through: faults, blocks, limits, the answer in Kommo's words, the log. */
export function through(
  httpContext: HttpContext,
  handle: (req: Request) => Reply | Promise<Reply>,
): RequestHandler {
  return async (req, res) => {
    const startedAt = performance.now();
    const fault = httpContext.faults.take({
      method: req.method,
      path: req.originalUrl,
      body: bodyText(req),
    });
    const reply = await replyTo(httpContext, fault, req, handle);
    httpContext.log.add({
      at: httpContext.account.clock.now().toISOString(),
      method: req.method,
      path: req.originalUrl,
      headers: headersOf(req),
      body: bodyText(req),
      status: reply?.status ?? 0,
      response: reply?.body ?? '',
      ms: Math.round(performance.now() - startedAt),
    });
    if (reply) send(res, reply);
    else req.socket.destroy();
  };
}

/** Null drops the connection without an answer. */
async function replyTo(
  httpContext: HttpContext,
  fault: Fault | undefined,
  req: Request,
  handle: (req: Request) => Reply | Promise<Reply>,
): Promise<Reply | null> {
  const struck = fault && (await strike(httpContext, fault));
  if (struck !== undefined) return struck;
  const reply = refuseCaller(httpContext, req) ?? (await answer(httpContext, req, handle));
  return fault?.kind === 'drop-after-commit' ? null : reply;
}

/** What the fault does before Kommo sees the call; undefined lets it go on. */
async function strike({ limits }: HttpContext, fault: Fault): Promise<Reply | null | undefined> {
  if (fault.kind === 'drop-before') return null;
  if (fault.kind === 'slow') await wait(fault.ms ?? 3000, undefined, { ref: false });
  return faultReply(fault, limits.settings().retryAfterSeconds);
}

/** Kommo's own page is not counted; a caller counts for the integration and for the address. */
function refuseCaller({ account, limits }: HttpContext, req: Request): Reply | null {
  if (isPage(req)) return null;
  if (limits.isBlocked()) return blockedPage;
  const address = account.switches.isOn('limit-counts-account-only') ? [] : [`ip ${req.ip ?? ''}`];
  return limits.refuse([`integration ${account.integrationId}`, ...address]);
}

function isPage(req: Request): boolean {
  return req.headers.authorization === undefined && req.path !== '/oauth2/access_token';
}

async function answer(
  { account }: HttpContext,
  req: Request,
  handle: (req: Request) => Reply | Promise<Reply>,
): Promise<Reply> {
  try {
    return await handle(req);
  } catch (error) {
    return problemReplyOf(account, error);
  }
}

function problemReplyOf(account: Account, error: unknown): Reply {
  const problem =
    error instanceof Problem ? error : new Problem(500, String(error), { trace_id: randomUUID() });
  const body = problem.toBody();
  const errors = body['validation-errors'];
  const asObject = Array.isArray(errors) && account.switches.isOn('validation-errors-as-object');
  const shown = asObject
    ? { ...body, 'validation-errors': Object.fromEntries(errors.map((one, index) => [index, one])) }
    : body;
  return problemReply(shown, problem.status);
}

/** Written by hand: Express would add a charset that Kommo does not send. */
export function send(res: Response, reply: Reply): void {
  const body = Buffer.from(reply.body);
  const sized = { 'content-type': reply.type ?? '', 'content-length': String(body.length) };
  res.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.type === null ? {} : sized),
    'x-request-id': randomUUID(),
  });
  res.end(body);
}

export function bodyText(req: Request): string {
  const text: unknown = req.body;
  return typeof text === 'string' ? text : '';
}

export function baseOf(req: Request): string {
  return `${req.protocol}://${req.headers.host ?? 'localhost'}`;
}

export function headersOf(req: Request): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
}
