import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const header = 'x-request-id';

/** Every answer names its request; the caller's own id is not trusted, so that nobody can forge a log line. */
export const requestId: RequestHandler = (_request, response, next) => {
  response.setHeader(header, randomUUID());
  next();
};

export const requestIdOf = (response: Response): string => String(response.getHeader(header) ?? '');
