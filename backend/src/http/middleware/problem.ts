import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ErrorCode, Problem } from '../../../../contract/errors.js';
import type { Language } from '../../../../contract/language.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { worded } from '../../../../wording/say.js';
import { statusByCode } from '../problems.js';
import { maskAddress } from './address.js';
import type { RefusalLimit } from './rate-limit.js';
import { languageOf } from './reader-language.js';
import { requestIdOf } from './request-id.js';

/** What express and its body parsers throw (http-errors). */
const httpError = z.object({ type: z.string().optional(), status: z.number() });

const codeByParserError: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'invalid_json',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'parameters.too.many': 'body_too_large',
};

/** Answers every failure as problem details (RFC 9457): a code and a request id, never a stack or a vendor's text. */
export function problemHandler(
  log: Logger,
  limitRefusals: RefusalLimit = unlimited,
): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const failure = toAppError(error);
    const ip = request.ip ?? '';
    const limited = await limitRefusals(failure, ip);
    const facts = {
      ...failure.facts,
      code: failure.code,
      requestId: requestIdOf(response),
      method: request.method,
      path: shownPath(request.path),
      from: maskAddress(ip),
    };
    if (statusByCode[failure.code] >= 500)
      log.error({ ...facts, err: failure.cause ?? failure }, 'request failed');
    // A flood of them is no flood of lines.
    else if (limited !== null) log.debug(facts, 'request refused, once too often');
    else log.info(facts, 'request refused');
    sendProblem(response, limited ?? failure, languageOf(request));
  };
}

const unlimited: RefusalLimit = () => Promise.resolve(null);

/** Secrets and tokens stand in the address itself. */
const shownPath = (path: string): string =>
  path
    .slice(0, 200)
    .replace(
      /^(\/(?:webhooks\/kommo|webhooks\/leads\/inlead|proposals|privacy\/withdraw|form\/thanks)\/)[^/]+/u,
      '$1•••',
    );

export const unknownAddress: RequestHandler = (request) => {
  throw new AppError('not_found', 'No route has this address.', {
    reason: { code: 'http.no_such_address', params: { path: request.path } },
  });
};

/** Mounted behind the methods an address has. */
export const methodNotAllowed =
  (...allowed: readonly string[]): RequestHandler =>
  (request, response) => {
    response.setHeader('allow', allowed.join(', '));
    throw new AppError('method_not_allowed', 'The address does not take this method.', {
      reason: {
        code: 'http.use_method',
        params: { method: request.method, allowed: allowed.join(' / ') },
      },
    });
  };

function sendProblem(response: Response, failure: AppError, language: Language): void {
  const status = statusByCode[failure.code];
  const title: Sentence = { code: `problem.${failure.code}` };
  const unworded = {
    type: `urn:account-kommo:problem:${failure.code}`,
    title,
    status,
    code: failure.code,
    detail: failure.reason ?? title,
    requestId: requestIdOf(response),
    ...(failure.fields.length > 0 ? { errors: failure.fields } : {}),
  };
  const problem: Problem = worded<Problem>(unworded, language);
  if (failure.retry.kind === 'after')
    response.setHeader('retry-after', Math.ceil(failure.retry.ms / 1000));
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  response.status(status).type('application/problem+json').json(problem);
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = httpError.safeParse(error);
  const code = known.success ? codeByParserError[known.data.type ?? ''] : undefined;
  if (code !== undefined)
    return new AppError(code, 'The body could not be read.', { cause: error });
  if (known.success && known.data.status < 500) {
    return new AppError('invalid_body', 'The request could not be read.', { cause: error });
  }
  return new AppError('internal', 'Nobody foresaw this failure: see the cause.', { cause: error });
}
