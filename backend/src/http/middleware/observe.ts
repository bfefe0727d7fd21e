import type { RequestHandler } from 'express';
import type { ObservedRequest } from '../../account/observe/observe.js';

/** Lets the observer see what arrived once it is answered; see provision/observe.ts. */
export const observe =
  (note: (request: ObservedRequest) => void): RequestHandler =>
  (request, response, next) => {
    const { path } = request;
    response.on('finish', () => {
      const body: unknown = request.body;
      note({
        path,
        token: request.get('x-auth-token') ?? null,
        contentType: request.get('content-type') ?? '',
        deliveryId: request.get('x-amocrm-requestid') ?? null,
        body: Buffer.isBuffer(body) ? body : null,
        status: response.statusCode,
      });
    });
    next();
  };
