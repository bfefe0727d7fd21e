import { hash } from 'node:crypto';
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { isTooDeep } from '../../../../domain/capture/json-depth.js';
import { AppError } from '../../errors.js';

const hashByRequest = new WeakMap<object, string>();

/** Parses a JSON body of at most `limit` and keeps the SHA-256 of its bytes. */
export function jsonBody(limit: string): readonly RequestHandler[] {
  const parse = express.json({
    limit,
    strict: false,
    // `onlyJson` has looked already.
    type: () => true,
    verify: (request, _response, bytes) => {
      // Brackets and quotes are single bytes in UTF-8, so nothing is decoded for this.
      if (isTooDeep(bytes.toString('latin1'))) throw tooDeep();
      hashByRequest.set(request, hash('sha256', bytes, 'hex'));
    },
  });
  return [onlyJson, parse];
}

/** SHA-256 of the body's bytes, hex; "" for an empty body. */
export const bodyHashOf = (request: Request): string => hashByRequest.get(request) ?? '';

const tooDeep = (): AppError =>
  new AppError('invalid_json', 'The body is nested too deep.', {
    reason: { code: 'http.too_deep' },
  });

const onlyJson: RequestHandler = (request, _response, next) => {
  if (request.is('json') === false || request.headers['content-type'] === undefined) {
    throw new AppError('unsupported_media_type', 'The body is not declared as JSON.', {
      reason: { code: 'http.send_json' },
    });
  }
  next();
};
