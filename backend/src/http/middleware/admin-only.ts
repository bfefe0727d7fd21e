import type { RequestHandler } from 'express';
import { AppError } from '../../errors.js';
import { widgetUserOf } from './widget-auth.js';

/** Whether this user of Kommo is an administrator, asked of Kommo itself. */
export type IsAdministrator = (userId: number) => Promise<boolean>;

/** Behind `widgetAuth`. Tokens of some accounts do not say whether their user is an administrator: then Kommo is asked. */
export const adminOnly =
  (isAdministrator: IsAdministrator): RequestHandler =>
  async (request, _response, next) => {
    const { userId, isAdmin } = widgetUserOf(request);
    if (!(isAdmin ?? (await isAdministrator(userId)))) {
      throw new AppError('admin_only', `User ${userId} is no administrator of the Kommo account.`, {
        reason: { code: 'http.ask_an_administrator' },
      });
    }
    next();
  };
