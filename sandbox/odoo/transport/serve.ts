import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { OdooError } from '../errors.js';
import { faultError } from '../faults.js';
import type { Fault } from '../faults.js';
import type { Json, JsonObject } from '../json.js';
import type { Env } from '../orm/model.js';
import type { LoggedRequest } from '../request-log.js';
import type { StandIn } from '../stand-in.js';
import { htmlAnswer, sendAnswer } from './answer.js';
import type { Answer } from './answer.js';

/** One call, whatever the transport: `run` does it in one transaction, `fail` words an exception. */
export interface Work {
  readonly transport: LoggedRequest['transport'];
  readonly call: string;
  readonly args: Json;
  readonly context: JsonObject;
  readonly run: (env: Env) => Answer;
  readonly fail: (error: OdooError) => Answer;
}

export async function serve(
  standIn: StandIn,
  work: Work,
  exchange: { request: Request; response: Response },
): Promise<void> {
  const { response } = exchange;
  const startedAt = Date.now();
  const seenCommits = standIn.db().commits();
  const fault = standIn.faults.take(work.call);
  const latencyMs =
    standIn.switches().latencyMs + (fault?.kind === 'slow' ? (fault.delayMs ?? 1000) : 0);
  if (latencyMs > 0) await wait(latencyMs);

  const answer = fault && proxyAnswers[fault.kind] ? proxyAnswers[fault.kind] : undefined;
  const outcome =
    answer ??
    (fault?.kind === 'drop-before' ? undefined : attempt(standIn, work, seenCommits, fault));
  standIn.log.add({
    at: standIn.clock().toISOString(),
    transport: work.transport,
    call: work.call,
    args: work.args,
    context: work.context,
    status: outcome?.status ?? 0,
    error: outcome?.error ?? null,
    fault: fault?.kind ?? null,
    ms: Date.now() - startedAt,
  });

  if (!outcome || fault?.kind === 'drop-after-commit') response.destroy();
  else sendAnswer(response, outcome);
}

function attempt(
  standIn: StandIn,
  work: Work,
  seenCommits: number,
  fault: Fault | undefined,
): Answer {
  try {
    const planned = fault && faultError(fault);
    if (planned) throw planned;
    return standIn.db().transaction(() => work.run(standIn.env(work.context, seenCommits)));
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return { ...work.fail(error), error: error.exception };
  }
}

/** What stands between us and Odoo answers in its place. */
const proxyAnswers: Readonly<Partial<Record<string, Answer>>> = {
  '502': htmlAnswer(502, 'Bad Gateway', 'nginx'),
  '504': htmlAnswer(504, 'Gateway Time-out', 'nginx'),
  '429': { ...htmlAnswer(429, 'Too Many Requests', 'nginx'), headers: { 'Retry-After': '1' } },
  'html-200': htmlAnswer(200, 'Mantenimiento', 'Volvemos en unos minutos.'),
  redirect: {
    ...htmlAnswer(303, 'Redirecting...', 'See /web/login'),
    headers: { Location: '/web/login' },
  },
};
