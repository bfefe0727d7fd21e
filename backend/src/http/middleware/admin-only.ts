import type { RequestHandler } from 'express';
import type { LeadRights } from '../../account/lead-rights/lead-rights.js';
import { widgetUserOf } from './widget-auth.js';

/** Behind `widgetAuth`. A token says what its user was when the page was opened; Kommo says what they are now. */
export const adminOnly =
  ({ requireAdministrator }: Pick<LeadRights, 'requireAdministrator'>): RequestHandler =>
  async (request, _response, next) => {
    await requireAdministrator(widgetUserOf(request));
    next();
  };
