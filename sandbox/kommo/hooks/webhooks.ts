import { z } from 'zod';
import { checkOne } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { isHookCode } from './hook-codes.js';
import { wholeList } from '../http/page.js';
import { overLimit } from '../pipelines/pipelines.js';
import { Problem, refuse, validationProblem } from '../http/problem.js';
import { textAt } from '../http/query.js';
import type { Webhook } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

export const webhookRoutes: readonly Route[] = [
  { method: 'get', path: '/webhooks', adminOnly: true, handle: list },
  { method: 'post', path: '/webhooks', adminOnly: true, handle: subscribe },
  { method: 'delete', path: '/webhooks', adminOnly: true, handle: unsubscribe },
];

const mostWebhooks = 100;

const subscription = z.object({
  destination: z.url({ protocol: /^https?$/ }),
  settings: z.array(z.string()).min(1),
  sort: z.number().int().exactOptional(),
});

function list(call: Call): Reply {
  const destination = textAt(call.query, 'filter', 'destination');
  const items = [...call.account.state.webhooks.values()].filter(
    (hook) => destination === undefined || hook.destination === destination,
  );
  if (items.length === 0) return empty();
  return wholeList(call, {
    key: 'webhooks',
    items,
    view: (hook) => webhookView(call, hook),
    totals: 'items',
  });
}

/** The same destination again replaces its settings; there is neither PATCH nor a path with an id. */
function subscribe(call: Call): Reply {
  const { account } = call;
  const input = checkOne(subscription, objectBody(call));
  const errors = input.settings.flatMap((code, position) =>
    isHookCode(account, code) ? [] : [refuse(`settings.${position}`, 'NotSupportedChoice')],
  );
  if (errors.length > 0) throw validationProblem([{ request_id: '0', errors }]);
  const before = hookAt(call, input.destination);
  if (!before && account.state.webhooks.size >= mostWebhooks)
    throw overLimit(call, `Limit ${mostWebhooks} webhooks`);
  const hook = hookFrom(call, input, before);
  account.state.webhooks.set(hook.id, hook);
  return hal(webhookView(call, hook), account.switches.isOn('webhook-created-201') ? 201 : 200);
}

/** Subscribing again also re-arms a hook that Kommo disabled. */
function hookFrom(
  { account, actor }: Call,
  { destination, settings, sort }: z.infer<typeof subscription>,
  before: Webhook | undefined,
): Webhook {
  const now = account.clock.seconds();
  return {
    ...(before ?? { id: account.nextId(), created_by: actor.userId, created_at: now }),
    ...{ destination, settings: [...new Set(settings)], updated_at: now },
    sort: sort ?? before?.sort ?? account.state.webhooks.size + 1,
    disabled: before?.disabled === true && account.switches.isOn('webhook-post-keeps-disabled'),
  };
}

function unsubscribe(call: Call): Reply {
  const { destination } = checkOne(z.object({ destination: z.string() }), objectBody(call));
  const hook = hookAt(call, destination);
  if (!hook) throw new Problem(404, notFound(call).message.replace('GET', 'DELETE'));
  call.account.state.webhooks.delete(hook.id);
  return empty();
}

function hookAt(call: Call, destination: string): Webhook | undefined {
  return [...call.account.state.webhooks.values()].find((hook) => hook.destination === destination);
}

function webhookView(call: Call, hook: Webhook): Record<string, unknown> {
  return { ...hook, account_id: call.account.id };
}
