import { listAt } from '../http/query.js';
import type { Status } from '../account/records.js';
import { link } from '../http/route.js';
import type { Call } from '../http/route.js';

export function statusView(call: Call, { descriptions, ...status }: Status) {
  const described = listAt(call.query, 'with').includes('descriptions');
  return {
    ...status,
    account_id: call.account.id,
    ...(described && { descriptions }),
    _links: link(call, `/leads/pipelines/${status.pipeline_id}/statuses/${status.id}`),
  };
}
