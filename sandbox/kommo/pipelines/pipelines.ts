import { z } from 'zod';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { colourError, mostPipelines, mostStatuses, normaliseSort } from './pipeline-rules.js';
import { wholeList } from '../http/page.js';
import { Problem, refuse } from '../http/problem.js';
import type { Pipeline, Status } from '../account/records.js';
import { hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { closingStatuses, incomingStatus } from '../account/seed.js';
import { statusView } from './status-view.js';

export const pipelineRoutes: readonly Route[] = [
  { method: 'get', path: '/leads/pipelines', handle: list },
  { method: 'post', path: '/leads/pipelines', adminOnly: true, handle: createMany },
  { method: 'get', path: '/leads/pipelines/:id', handle: read },
  { method: 'patch', path: '/leads/pipelines/:id', adminOnly: true, handle: update },
  { method: 'delete', path: '/leads/pipelines/:id', adminOnly: true, handle: remove },
];

const whole = z.number().int();

const createInput = z.object({
  name: z.string().min(1).max(255),
  sort: whole,
  is_main: z.boolean(),
  is_unsorted_on: z.boolean(),
  _embedded: z
    .object({
      statuses: z
        .array(
          z.object({
            id: whole.exactOptional(),
            name: z.string(),
            sort: whole.exactOptional(),
            color: z.string().exactOptional(),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
});

const updateInput = z.object({
  name: z.string().min(1).max(255).exactOptional(),
  sort: whole.exactOptional(),
  is_main: z.boolean().exactOptional(),
  is_unsorted_on: z.boolean().exactOptional(),
});

type StatusInput = NonNullable<
  NonNullable<z.infer<typeof createInput>['_embedded']>['statuses']
>[number];

function list(call: Call): Reply {
  const items = [...call.account.state.pipelines.values()].sort((a, b) => a.sort - b.sort);
  return wholeList(call, {
    key: 'pipelines',
    items,
    view: (p) => pipelineView(call, p),
    totals: 'items',
  });
}

function read(call: Call): Reply {
  const pipeline = pipelineNamed(call);
  if (call.account.switches.isOn('pipeline-read-wrapped'))
    return wholeList(call, {
      key: 'pipelines',
      items: [pipeline],
      view: (p) => pipelineView(call, p),
      totals: 'items',
    });
  return hal(pipelineView(call, pipeline));
}

function createMany(call: Call): Reply {
  const { pipelines } = call.account.state;
  const items = readItems(call.body);
  if (pipelines.size + items.length > mostPipelines)
    throw overLimit(call, `Limit ${mostPipelines} pipelines`);
  const created = writeBatch<unknown>({
    items,
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(createInput, item);
      if (!checked.ok) return checked;
      const statuses = checked.value._embedded?.statuses ?? [];
      const errors = statuses.flatMap((status, position) => statusErrors(status, position));
      if (statuses.length + 3 > mostStatuses) errors.push(refuse('_embedded.statuses', 'TooLong'));
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => ({
          ...pipelineView(call, create(call, checked.value)),
          request_id,
        }),
      };
    },
  });
  return hal({ _total_items: created.length, _embedded: { pipelines: created } });
}

/** 142 and 143 may be renamed by id; any other stage is a new one and has a colour of the palette. */
function statusErrors(status: StatusInput, position: number) {
  const path = `_embedded.statuses.${position}`;
  if (status.id === 142 || status.id === 143) return [];
  if (status.id !== undefined) return [refuse(`${path}.id`, 'NotSupportedChoice')];
  return colourError(status.color, `${path}.color`);
}

function create(call: Call, input: z.infer<typeof createInput>): Pipeline {
  const { account } = call;
  const id = account.nextId();
  const given = input._embedded?.statuses ?? [];
  const nameOf = (statusId: number) => given.find((status) => status.id === statusId)?.name;
  const own = given
    .filter((status) => status.id === undefined)
    .map((status, position): Status => ({
      ...{ id: account.nextId(), name: status.name, sort: status.sort ?? (position + 2) * 10 },
      ...{
        is_editable: true,
        pipeline_id: id,
        color: status.color ?? '#fffeb2',
        type: 0,
        descriptions: [],
      },
    }));
  const pipeline: Pipeline = {
    ...{ id, name: input.name, sort: input.sort, is_main: input.is_main },
    ...{ is_unsorted_on: input.is_unsorted_on, is_archive: false },
    statuses: normaliseSort([
      incomingStatus(account.nextId(), id),
      ...own,
      ...closingStatuses(id, nameOf(142), nameOf(143)),
    ]),
  };
  store(call, pipeline);
  return pipeline;
}

/** One pipeline is the main one: making another main unmakes it. */
function store(call: Call, pipeline: Pipeline): void {
  const { pipelines } = call.account.state;
  if (pipeline.is_main) {
    for (const other of pipelines.values())
      if (other.is_main && other.id !== pipeline.id)
        pipelines.set(other.id, { ...other, is_main: false });
  }
  pipelines.set(pipeline.id, pipeline);
}

function update(call: Call): Reply {
  const before = pipelineNamed(call);
  const input = checkOne(updateInput, objectBody(call));
  const after = { ...before, ...input };
  store(call, after);
  return hal(pipelineView(call, after));
}

/** Refused for the last pipeline and for one with leads. */
function remove(call: Call): Reply {
  const pipeline = pipelineNamed(call);
  const { pipelines, leads } = call.account.state;
  if (pipelines.size === 1) throw new Problem(400, 'The last pipeline can not be deleted');
  const used = [...leads.values()].some(
    (lead) => lead.pipeline_id === pipeline.id && !lead.is_deleted,
  );
  if (used) throw new Problem(400, 'A pipeline with leads can not be deleted');
  pipelines.delete(pipeline.id);
  const next = [...pipelines.values()].sort((a, b) => a.sort - b.sort)[0];
  if (pipeline.is_main && next) pipelines.set(next.id, { ...next, is_main: true });
  return hal({});
}

export function overLimit(call: Call, detail: string): Problem {
  return new Problem(call.account.switches.isOn('limits-answer-422') ? 422 : 400, detail);
}

export function pipelineNamed(call: Call, name = 'id'): Pipeline {
  const pipeline = call.account.state.pipelines.get(idOf(call, name));
  if (!pipeline) throw notFound(call);
  return pipeline;
}

function pipelineView(call: Call, pipeline: Pipeline) {
  const { statuses, ...shown } = pipeline;
  return {
    ...shown,
    account_id: call.account.id,
    _links: link(call, `/leads/pipelines/${pipeline.id}`),
    _embedded: { statuses: statuses.map((status) => statusView(call, status)) },
  };
}
