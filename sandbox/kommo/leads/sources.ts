import { z } from 'zod';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { mainPipeline } from './lead-place.js';
import { wholeList } from '../http/page.js';
import { Problem, refuse, validationProblem } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import { listAt } from '../http/query.js';
import type { Source } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

export const sourceRoutes: readonly Route[] = [
  { method: 'get', path: '/sources', handle: list },
  { method: 'post', path: '/sources', handle: createMany },
  { method: 'patch', path: '/sources', handle: updateMany },
  { method: 'get', path: '/sources/:id', handle: read },
  { method: 'patch', path: '/sources/:id', handle: update },
  { method: 'delete', path: '/sources/:id', handle: remove },
];

const mostSources = 100;

const changeInput = z.object({
  name: z.string().min(1).exactOptional(),
  external_id: z.string().min(1).exactOptional(),
  pipeline_id: z.number().int().exactOptional(),
  default: z.boolean().exactOptional(),
  origin_code: z.string().max(20).nullable().exactOptional(),
  services: z.array(z.unknown()).exactOptional(),
});
const createInput = changeInput.extend({ name: z.string().min(1), external_id: z.string().min(1) });

function list(call: Call): Reply {
  const wanted = listAt(call.query, 'filter', 'external_id');
  const items = [...call.account.state.sources.values()].filter(
    (source) => wanted.length === 0 || wanted.includes(source.external_id),
  );
  if (items.length === 0) return empty();
  return wholeList(call, {
    key: 'sources',
    items,
    view: (s) => sourceView(call, s),
    totals: 'items',
  });
}

function read(call: Call): Reply {
  const source = call.account.state.sources.get(idOf(call));
  return source ? hal(sourceView(call, source)) : empty();
}

function createMany(call: Call): Reply {
  const { account } = call;
  const items = readItems(call.body);
  if (account.state.sources.size + items.length > mostSources)
    throw new Problem(400, `Limit ${mostSources} sources`);
  const created = writeBatch<unknown>({
    items,
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(createInput, item);
      if (!checked.ok) return checked;
      const errors = errorsIn(call, checked.value, null);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => {
          const pipeline_id = mainPipeline(account).id;
          const empty = { pipeline_id, default: false, origin_code: null, services: [] };
          const source: Source = { id: account.nextId(), ...empty, ...checked.value };
          account.state.sources.set(source.id, source);
          return { ...sourceView(call, source), request_id };
        },
      };
    },
  });
  return hal({ _total_items: created.length, _embedded: { sources: created } });
}

function update(call: Call): Reply {
  const before = sourceNamed(call);
  const checked = check(changeInput, objectBody(call));
  const errors = checked.ok ? errorsIn(call, checked.value, before) : checked.errors;
  if (!checked.ok || errors.length > 0) throw validationProblem([{ request_id: '0', errors }]);
  const after = { ...before, ...checked.value };
  call.account.state.sources.set(after.id, after);
  return hal(sourceView(call, after));
}

function updateMany(call: Call): Reply {
  const { sources } = call.account.state;
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(changeInput.extend({ id: z.number().int() }), item);
      if (!checked.ok) return checked;
      const before = sources.get(checked.value.id);
      if (!before) return { errors: [refuse('id', 'NotSupportedChoice')] };
      const errors = errorsIn(call, checked.value, before);
      if (errors.length > 0) return { errors };
      return {
        commit: () => {
          const after = { ...before, ...checked.value };
          sources.set(after.id, after);
          return sourceView(call, after);
        },
      };
    },
  });
  return hal({ _total_items: updated.length, _embedded: { sources: updated } });
}

function remove(call: Call): Reply {
  call.account.state.sources.delete(sourceNamed(call).id);
  return empty();
}

function errorsIn(
  call: Call,
  input: z.infer<typeof changeInput>,
  before: Source | null,
): readonly FieldError[] {
  const { sources, pipelines } = call.account.state;
  const taken = [...sources.values()].some(
    (source) => source.external_id === input.external_id && source.id !== before?.id,
  );
  const lost = input.pipeline_id !== undefined && !pipelines.has(input.pipeline_id);
  return [
    ...(taken ? [refuse('external_id', 'NotUnique')] : []),
    ...(lost ? [refuse('pipeline_id', 'NotSupportedChoice')] : []),
  ];
}

function sourceNamed(call: Call): Source {
  const source = call.account.state.sources.get(idOf(call));
  if (!source) throw notFound(call);
  return source;
}

function sourceView(call: Call, source: Source): Record<string, unknown> {
  return { ...source, _links: link(call, `/sources/${source.id}`) };
}
