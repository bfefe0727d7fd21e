import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
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

export async function serve(standIn: StandIn, work: Work, response: Response): Promise<void> {
  const startedAt = performance.now();
  const seenCommits = standIn.db().commits();
  const fault = standIn.faults.take(work.call);
  await wait(delayOf(standIn, fault));

  const answer = answerTo(standIn, work, seenCommits, fault);
  standIn.log.add({
    at: standIn.clock().toISOString(),
    transport: work.transport,
    call: work.call,
    args: work.args,
    context: work.context,
    status: answer?.status ?? 0,
    error: answer?.error ?? null,
    fault: fault?.kind ?? null,
    ms: Math.round(performance.now() - startedAt),
  });

  if (!answer || fault?.kind === 'drop-after-commit') response.destroy();
  else sendAnswer(response, answer);
}

function delayOf(standIn: StandIn, fault: Fault | undefined): number {
  const slow = fault?.kind === 'slow' ? (fault.delayMs ?? 1000) : 0;
  return standIn.switches().latencyMs + slow;
}

/** Undefined: the connection ends without an answer. */
function answerTo(
  standIn: StandIn,
  work: Work,
  seenCommits: number,
  fault: Fault | undefined,
): Answer | undefined {
  if (fault?.kind === 'drop-before') return undefined;
  return (fault && proxyAnswers[fault.kind]) ?? attempt(standIn, work, seenCommits, fault);
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
