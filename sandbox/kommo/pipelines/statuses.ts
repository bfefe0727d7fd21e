import { z } from 'zod';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { firstStatus } from '../leads/lead-place.js';
import { wholeList } from '../http/page.js';
import { colourError, mostStatuses, normaliseSort } from './pipeline-rules.js';
import { overLimit, pipelineNamed } from './pipelines.js';
import { Problem, validationProblem } from '../http/problem.js';
import type { Pipeline, Status } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { statusView } from './status-view.js';

const path = '/leads/pipelines/:pipelineId/statuses';

export const statusRoutes: readonly Route[] = [
  { method: 'get', path, handle: list },
  { method: 'post', path, adminOnly: true, handle: createMany },
  {
    method: 'get',
    path: `${path}/:id`,
    handle: (call) => hal(statusView(call, statusNamed(call))),
  },
  { method: 'patch', path: `${path}/:id`, adminOnly: true, handle: update },
  { method: 'delete', path: `${path}/:id`, adminOnly: true, handle: remove },
];

const description = z.object({
  level: z.enum(['newbie', 'candidate', 'master']),
  description: z.string().max(1000),
});
const changeInput = z.object({
  name: z.string().min(1).max(255).exactOptional(),
  sort: z.number().int().exactOptional(),
  color: z.string().exactOptional(),
  descriptions: z.array(description).exactOptional(),
});
const createInput = changeInput.extend({
  name: z.string().min(1).max(255),
  sort: z.number().int(),
});

function list(call: Call): Reply {
  const items = pipelineNamed(call, 'pipelineId').statuses;
  return wholeList(call, {
    key: 'statuses',
    items,
    view: (s) => statusView(call, s),
    totals: 'items',
  });
}

function createMany(call: Call): Reply {
  const pipeline = pipelineNamed(call, 'pipelineId');
  const items = readItems(call.body);
  if (pipeline.statuses.length + items.length > mostStatuses)
    throw overLimit(call, `Limit ${mostStatuses} statuses`);
  const ids = writeBatch<{ readonly id: number; readonly request_id: string }>({
    items,
    keepsValid: false,
    prepare: (item): Prepared<{ readonly id: number; readonly request_id: string }> => {
      const checked = check(createInput, item);
      if (!checked.ok) return checked;
      const errors = colourError(checked.value.color, 'color');
      if (errors.length > 0) return { errors };
      return { commit: (request_id) => ({ id: addStatus(call, checked.value), request_id }) };
    },
  });
  const after = pipelineNamed(call, 'pipelineId').statuses;
  const created = ids.flatMap(({ id, request_id }) =>
    after
      .filter((status) => status.id === id)
      .map((status) => ({ ...statusView(call, status), request_id })),
  );
  return hal({ _total_items: created.length, _embedded: { statuses: created } });
}

function addStatus(call: Call, input: z.infer<typeof createInput>): number {
  const pipeline = pipelineNamed(call, 'pipelineId');
  const status: Status = {
    ...{
      id: call.account.nextId(),
      name: input.name,
      sort: input.sort,
      color: input.color ?? '#fffeb2',
    },
    ...{
      is_editable: true,
      pipeline_id: pipeline.id,
      type: 0,
      descriptions: input.descriptions ?? [],
    },
  };
  storeStatuses(call, pipeline, [...pipeline.statuses, status]);
  return status.id;
}

/** Of the system's stages only the name can change. */
function update(call: Call): Reply {
  const pipeline = pipelineNamed(call, 'pipelineId');
  const before = statusNamed(call);
  const input = checkOne(changeInput, objectBody(call));
  const errors = colourError(input.color, 'color');
  if (errors.length > 0) throw validationProblem([{ request_id: '0', errors }]);
  if (!before.is_editable && (input.color !== undefined || input.sort !== undefined))
    throw new Problem(400, 'System statuses can only be renamed');
  const rest = pipeline.statuses.filter((status) => status.id !== before.id);
  storeStatuses(call, pipeline, [...rest, { ...before, ...input }]);
  return hal(statusView(call, statusNamed(call)));
}

/** The leads of a deleted stage go to the first one. */
function remove(call: Call): Reply {
  const pipeline = pipelineNamed(call, 'pipelineId');
  const status = statusNamed(call);
  if (!status.is_editable) throw new Problem(400, 'System statuses can not be deleted');
  const left = { ...pipeline, statuses: pipeline.statuses.filter(({ id }) => id !== status.id) };
  call.account.state.pipelines.set(pipeline.id, left);
  const target = firstStatus(left);
  for (const lead of call.account.state.leads.values()) {
    if (lead.status_id !== status.id || target === undefined) continue;
    const after = { ...lead, status_id: target };
    call.account.state.leads.set(lead.id, after);
    call.account.changed({ kind: 'lead', before: lead, after, userId: call.actor.userId });
  }
  return empty();
}

function storeStatuses(call: Call, pipeline: Pipeline, statuses: readonly Status[]): void {
  call.account.state.pipelines.set(pipeline.id, { ...pipeline, statuses: normaliseSort(statuses) });
}

function statusNamed(call: Call): Status {
  const status = pipelineNamed(call, 'pipelineId').statuses.find(({ id }) => id === idOf(call));
  if (!status) throw notFound(call);
  return status;
}
