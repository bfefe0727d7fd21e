import type { RequestHandler } from 'express';
import type { LeadAction } from '../../../../domain/rights/lead-rights.js';
import type { Services } from '../../services.js';
import { leadIdOf } from '../routes/widget-input.js';
import { widgetUserOf } from './widget-auth.js';

/** What says something of a score changes no lead. */
const onlyViews = /^\/feedback\/?$/u;
/** The list's request names its leads in the body: its route looks at each. */
const ofMany = 'recalculate';

/** At `/widget/v1/leads/:id`, behind `widgetAuth`: who reads must be able to see the lead in Kommo, who changes to edit it. */
export const leadRights =
  ({ leadRights: rights }: Pick<Services, 'leadRights'>): RequestHandler =>
  async (request, _response, next) => {
    if (request.params['id'] !== ofMany) {
      await rights.require(widgetUserOf(request), actionOf(request), leadIdOf(request));
    }
    next();
  };

const actionOf = ({
  method,
  path,
}: {
  readonly method: string;
  readonly path: string;
}): LeadAction => (method === 'GET' || method === 'HEAD' || onlyViews.test(path) ? 'view' : 'edit');
