import { z } from 'zod';
import { AppError, backoff, never, untilMended, waits } from '../../errors.js';
import { NoAnswer, parseJson } from '../http-client.js';
import type { HttpResponse } from '../http-client.js';
import { asList, listOf } from './http/list-of.js';
import { refusedValue } from './refused-value.js';

/** What Kommo refused of one item of a request; `requestId` is null when the answer named none. */
export interface RefusedItem {
  readonly requestId: string | null;
  readonly errors: readonly RefusedValue[];
}

export interface RefusedValue {
  /** "NotSupportedChoice", "InvalidType" … */
  readonly code: string;
  /** "custom_fields_values.0.field_id", "status_id". */
  readonly path: string;
}

/** Cause of an AppError: what Kommo's answer said, kept so that a batch can be mended. Carries no value of a lead. */
export class KommoRefusal extends Error {
  override readonly name = 'KommoRefusal';
  readonly status: number;
  readonly items: readonly RefusedItem[];

  constructor(status: number, items: readonly RefusedItem[]) {
    super(`Kommo answered ${status}`);
    this.status = status;
    this.items = items;
  }
}

interface Call {
  readonly method: string;
  /** Without the query: it may hold a phone number. */
  readonly pathname: string;
}

/** How long the shared limiter rests after a 429 that names no time (some are not JSON). */
const restMs = 60_000;
/** A nonsensical `retry_after` must not stop everything for days. */
const longestRestMs = 60 * 60_000;
/** When the work of a closed account is looked at again: nothing changes before a person acts. */
export const probeAfterMs = { refused: 60_000, unpaid: 10 * 60_000, blocked: 5 * 60_000 } as const;

/** Translates an answer that is no success. Meanings: Kommo's documentation, pages "http-codes" and "limitations". */
export function translateAnswer(call: Call, response: HttpResponse): AppError {
  const refusal = new KommoRefusal(response.status, refusedItems(response.text));
  const make = failureByStatus[response.status] ?? otherFailure;
  return make({ call, response, refusal });
}

/** Translates a connection that failed or timed out: the request may have been carried out. */
export function translateNoAnswer(call: Call, error: unknown): unknown {
  if (!(error instanceof NoAnswer)) return error;
  const how = error.timedOut ? 'did not answer in time' : 'could not be reached';
  return new AppError('kommo_unreachable', `Kommo ${how}: ${name(call)} is tried again`, {
    retry: backoff,
    cause: error,
    facts: facts(call, 0),
  });
}

/** A success whose body is not what the documentation says. */
export function unexpectedBody(call: Call, status: number, cause?: unknown): AppError {
  return new AppError(
    'kommo_unreachable',
    `Kommo answered ${name(call)} with a body that is not understood: check the account's address`,
    { retry: backoff, cause, facts: facts(call, status) },
  );
}

/** The HTTP status behind an error; 0 for no answer, null when the error is not Kommo's. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof AppError)) return null;
  const { status } = error.facts;
  return typeof status === 'number' ? status : null;
}

/** The account, or its rights, does not have this: nothing to wait for. */
export const isRefusedHere = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code !== 'kommo_blocked' &&
  [402, 403, 404, 405].includes(statusOf(error) ?? 0);

export const refusedBy = (error: unknown): readonly RefusedItem[] =>
  error instanceof AppError && error.cause instanceof KommoRefusal ? error.cause.items : [];

interface Failure {
  readonly call: Call;
  readonly response: HttpResponse;
  readonly refusal: KommoRefusal;
}

const failureByStatus: Readonly<Record<number, (failure: Failure) => AppError>> = {
  400: refused,
  401: (failure) =>
    fail(failure, 'kommo_not_connected', untilMended(probeAfterMs.refused), {
      what: 'refused the token',
      remedy: 'open /oauth/start to reconnect, or replace the long-lived token',
    }),
  // 402 is billing, not a token problem: a new token would be refused the same way.
  402: (failure) =>
    fail(failure, 'kommo_payment_required', untilMended(probeAfterMs.unpaid), {
      what: 'says that the trial or the plan has ended',
      remedy: 'renew the plan in Kommo',
    }),
  403: forbidden,
  404: (failure) =>
    fail(failure, 'kommo_rejected', never, {
      what: 'does not know this address',
      remedy: 'check the id',
    }),
  405: refused,
  // More items in one request than allowed: "Limit 250 per page".
  422: refused,
  429: (failure) =>
    fail(failure, 'kommo_unreachable', waits(restAfter(failure.response)), {
      what: 'asks to slow down',
      remedy: 'the work waits as long as Kommo asks',
    }),
};

function otherFailure(failure: Failure): AppError {
  return failure.response.status >= 500
    ? fail(failure, 'kommo_unreachable', backoff, { what: 'failed', remedy: 'it is tried again' })
    : refused(failure);
}

function refused(failure: Failure): AppError {
  const values = failure.refusal.items.flatMap((item) => item.errors);
  const named = values.map(({ code, path }) => `${path} ${code}`).join(', ');
  return fail(failure, 'kommo_rejected', never, {
    what: named === '' ? 'refused the request' : `refused ${named.slice(0, 300)}`,
    remedy: 'compare the account with the blueprint: npm run provision -- plan',
  });
}

/**
 * 403 is two things: missing rights or scope as problem+json, or the block page of a web server in HTML for an address
 * or account that called too often (official PHP client, threads 434 and 563: also on the token's address).
 */
function forbidden(failure: Failure): AppError {
  if (!isJson(failure.response)) {
    return fail(failure, 'kommo_blocked', untilMended(probeAfterMs.blocked), {
      what: 'has blocked this address or account',
      remedy: 'write to Kommo support to have it lifted',
    });
  }
  return fail(failure, 'kommo_rejected', never, {
    what: 'does not allow it',
    remedy: 'give the integration its scopes and use the token of an administrator',
  });
}

interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

function fail(
  { call, response, refusal }: Failure,
  code: 'kommo_unreachable' | 'kommo_rejected' | AccountFailure,
  retry: AppError['retry'],
  { what, remedy }: Sentence,
): AppError {
  return new AppError(code, `Kommo ${what} (${name(call)}, ${response.status}): ${remedy}`, {
    retry,
    cause: refusal,
    facts: facts(call, response.status),
    fields: refusal.items.flatMap(({ errors }) => errors.map((error) => refusedValue(error, []))),
  });
}

/** Failures of the account as a whole: no call succeeds before a person acts. */
export const accountFailures = [
  'kommo_not_connected',
  'kommo_payment_required',
  'kommo_blocked',
] as const;
export type AccountFailure = (typeof accountFailures)[number];

export const accountFailureOf = (error: AppError): AccountFailure | null =>
  accountFailures.find((code) => code === error.code) ?? null;

const name = ({ method, pathname }: Call): string => `${method} ${pathname}`;

const facts = ({ method, pathname }: Call, status: number) => ({ method, pathname, status });

const isJson = ({ text }: HttpResponse): boolean => {
  const body = parseJson(text);
  return typeof body === 'object' && body !== null;
};

/** `retry_after` stands in the JSON body, in seconds; no header is documented. */
const restSchema = z.object({ retry_after: z.coerce.number().positive() });

export function restAfter(response: HttpResponse): number {
  const body = restSchema.safeParse(parseJson(response.text));
  return body.success ? Math.min(body.data.retry_after * 1000, longestRestMs) : restMs;
}

const valueSchema = z.object({
  code: z.coerce.string().catch('Invalid'),
  path: z.coerce.string().catch(''),
});
const itemSchema = z.object({
  request_id: z
    .union([z.string(), z.number().transform(String)])
    .nullable()
    .catch(null),
  errors: listOf(valueSchema).catch([]),
});
const refusalSchema = z.object({ 'validation-errors': z.unknown() });

/** `validation-errors` is an array in the documentation; a client models it as one object: both are read. */
function refusedItems(text: string): readonly RefusedItem[] {
  const body = refusalSchema.safeParse(parseJson(text));
  if (!body.success) return [];
  const found = body.data['validation-errors'];
  const single = itemSchema.safeParse(found);
  const isSingle =
    typeof found === 'object' && found !== null && 'errors' in found && single.success;
  if (isSingle) return [{ requestId: single.data.request_id, errors: single.data.errors }];
  const items = z.array(itemSchema).safeParse(asList(found));
  if (!items.success) return [];
  return items.data.map(({ request_id, errors }) => ({ requestId: request_id, errors }));
}
