import { z } from 'zod';
import { checkOne, readItems, requestIdOf } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { wholeList } from '../http/page.js';
import type { LossReason } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

const path = '/leads/loss_reasons';

export const lossReasonRoutes: readonly Route[] = [
  { method: 'get', path, handle: list },
  { method: 'post', path, adminOnly: true, handle: createMany },
  {
    method: 'get',
    path: `${path}/:id`,
    handle: (call) => hal(reasonView(call, reasonNamed(call))),
  },
  { method: 'patch', path: `${path}/:id`, adminOnly: true, handle: update },
  { method: 'delete', path: `${path}/:id`, adminOnly: true, handle: remove },
];

const reasonInput = z.object({ name: z.string().min(1), sort: z.number().int().exactOptional() });

function list(call: Call): Reply {
  const items = [...call.account.state.lossReasons.values()].sort((a, b) => a.sort - b.sort);
  if (items.length === 0) return empty();
  return wholeList(call, {
    key: 'loss_reasons',
    items,
    view: (r) => reasonView(call, r),
    totals: 'items',
  });
}

function createMany(call: Call): Reply {
  const inputs = readItems(call.body).map((item) => ({ item, input: checkOne(reasonInput, item) }));
  const created = inputs.map(({ item, input }, index) => {
    const now = call.account.clock.seconds();
    const sort = input.sort ?? (call.account.state.lossReasons.size + 1) * 10;
    const reason: LossReason = {
      id: call.account.nextId(),
      name: input.name,
      sort,
      created_at: now,
      updated_at: now,
    };
    call.account.state.lossReasons.set(reason.id, reason);
    return { ...reasonView(call, reason), request_id: requestIdOf(item, index) };
  });
  return hal({ _total_items: created.length, _embedded: { loss_reasons: created } });
}

function update(call: Call): Reply {
  const before = reasonNamed(call);
  const { name, sort } = checkOne(reasonInput.partial(), objectBody(call));
  const after = {
    ...before,
    name: name ?? before.name,
    sort: sort ?? before.sort,
    updated_at: call.account.clock.seconds(),
  };
  call.account.state.lossReasons.set(after.id, after);
  return hal(reasonView(call, after));
}

function remove(call: Call): Reply {
  call.account.state.lossReasons.delete(reasonNamed(call).id);
  return empty();
}

function reasonNamed(call: Call): LossReason {
  const reason = call.account.state.lossReasons.get(idOf(call));
  if (!reason) throw notFound(call);
  return reason;
}

function reasonView(call: Call, reason: LossReason): Record<string, unknown> {
  return { ...reason, _links: link(call, `${path}/${reason.id}`) };
}
