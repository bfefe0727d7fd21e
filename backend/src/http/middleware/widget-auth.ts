import type { Request, RequestHandler } from 'express';
import { AppError } from '../../errors.js';

export interface WidgetUser {
  readonly userId: number;
  /** Null where the token does not say. */
  readonly isAdmin: boolean | null;
}

export type VerifyToken = (token: string, origin: string | null) => Promise<WidgetUser>;

const userByRequest = new WeakMap<Request, WidgetUser>();

/** Lets in who brings Kommo's one-time token (`X-Auth-Token`); the verifier decides. */
export const widgetAuth =
  (verify: VerifyToken): RequestHandler =>
  async (request, _response, next) => {
    const token = request.get('x-auth-token');
    if (token === undefined) {
      throw new AppError('unauthorized', 'The request has no one-time token of Kommo.', {
        reason: { code: 'http.open_from_card' },
      });
    }
    userByRequest.set(request, await verify(token, request.get('origin') ?? null));
    next();
  };

export function widgetUserOf(request: Request): WidgetUser {
  const user = userByRequest.get(request);
  if (user === undefined) throw new AppError('unauthorized', 'The route is not behind widgetAuth.');
  return user;
}

/** CORS for Kommo's pages: only the account's own origin, no cookies, preflights kept for ten minutes. */
export const widgetCors =
  (origins: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const origin = request.get('origin');
    response.vary('Origin');
    if (origin !== undefined && origins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader(
        'access-control-allow-headers',
        'X-Auth-Token, Content-Type, X-Requested-With',
      );
      response.setHeader('access-control-allow-methods', 'GET, POST, PATCH');
      response.setHeader('access-control-expose-headers', 'X-Request-Id');
      response.setHeader('access-control-max-age', '600');
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };
