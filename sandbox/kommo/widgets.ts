import { z } from 'zod';
import { checkOne, readItems, requestIdOf } from './http/check.js';
import { objectBody } from './entities/entity-routes.js';
import { wholeList } from './http/page.js';
import { empty, hal } from './http/reply.js';
import type { Reply } from './http/reply.js';
import { link, notFound } from './http/route.js';
import type { Call, Route } from './http/route.js';

/** Widgets and short links: what of them a private integration touches. */
export const widgetRoutes: readonly Route[] = [
  { method: 'get', path: '/widgets', handle: list },
  {
    method: 'get',
    path: '/widgets/:code',
    handle: (call) => hal(widgetView(call, installed(call))),
  },
  { method: 'post', path: '/widgets/:code', adminOnly: true, handle: install },
  { method: 'delete', path: '/widgets/:code', adminOnly: true, handle: uninstall },
  { method: 'post', path: '/short_links', handle: shorten },
];

function list(call: Call): Reply {
  const items = [...call.account.state.widgetSettings.keys()];
  if (items.length === 0) return empty();
  return wholeList(call, {
    key: 'widgets',
    items,
    view: (code) => widgetView(call, code),
    totals: 'items',
  });
}

/** Settings given install the widget, or configure one that is there. */
function install(call: Call): Reply {
  const code = call.params['code'] ?? '';
  const settings = checkOne(z.record(z.string(), z.unknown()), objectBody(call));
  call.account.state.widgetSettings.set(code, settings);
  return hal(widgetView(call, code));
}

function uninstall(call: Call): Reply {
  call.account.state.widgetSettings.delete(installed(call));
  return empty();
}

function installed(call: Call): string {
  const code = call.params['code'] ?? '';
  if (!call.account.state.widgetSettings.has(code)) throw notFound(call);
  return code;
}

function widgetView(call: Call, code: string): Record<string, unknown> {
  return {
    ...{ id: 1, code, version: '1.0.0', rating: '0', settings_template: [], is_lead_source: false },
    ...{
      is_work_with_dp: true,
      is_crm_template: false,
      is_active_in_account: true,
      pipeline_id: null,
    },
    client_uuid: call.account.integrationId,
    settings: call.account.state.widgetSettings.get(code) ?? {},
    _links: link(call, `/widgets/${code}`),
  };
}

const linkInput = z.object({
  url: z.url(),
  metadata: z.object({ entity_type: z.literal('contacts'), entity_id: z.number().int() }),
});

function shorten(call: Call): Reply {
  const made = readItems(call.body).map((item, index) => {
    const { url, metadata } = checkOne(linkInput, item);
    const short = `https://kommo.example/${call.account.nextId().toString(36)}`;
    return {
      url: short,
      long_url: url,
      ...metadata,
      account_id: call.account.id,
      request_id: requestIdOf(item, index),
    };
  });
  return hal({ _total_items: made.length, _embedded: { short_links: made } });
}
