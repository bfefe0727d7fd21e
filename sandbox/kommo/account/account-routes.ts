import { z } from 'zod';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { listPage } from '../http/page.js';
import { listAt } from '../http/query.js';
import type { User } from './records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

export const accountRoutes: readonly Route[] = [
  { method: 'get', path: '/account', handle: readAccount },
  { method: 'get', path: '/users', adminOnly: true, handle: listUsers },
  { method: 'post', path: '/users', adminOnly: true, handle: createUsers },
  { method: 'get', path: '/users/:id', adminOnly: true, handle: readUser },
  { method: 'get', path: '/roles', adminOnly: true, handle: () => empty() },
];

/** Never changes: the account is older than anything in it. */
const accountBorn = 1_700_000_000;

function readAccount(call: Call): Reply {
  const { account, actor } = call;
  const asked = new Set(listAt(call.query, 'with'));
  return hal({
    id: account.id,
    name: 'Sandbox',
    subdomain: account.subdomain,
    created_at: accountBorn,
    created_by: 0,
    updated_at: accountBorn,
    updated_by: 0,
    current_user_id: actor.userId,
    country: 'DO',
    currency: 'DOP',
    currency_symbol: 'RD$',
    customers_mode: 'unavailable',
    is_unsorted_on: true,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(asked.has('amojo_id') && { amojo_id: '00000000-0000-4000-8000-0000000000aa' }),
    ...(asked.has('uuid') && { uuid: '00000000-0000-4000-8000-0000000000ab' }),
    ...(asked.has('version') && { version: 12 }),
    ...(asked.has('drive_url') && { drive_url: 'https://drive-c.kommo.com' }),
    ...(asked.has('is_api_filter_enabled') && {
      is_api_filter_enabled: account.switches.isOn('field-filter-enabled'),
    }),
    _links: { self: { href: call.url.href } },
    _embedded: embedded(asked),
  });
}

function embedded(asked: ReadonlySet<string>): Record<string, unknown> {
  const type = (id: number, name: string, code: string) => ({
    id,
    name,
    color: null,
    icon_id: null,
    code,
  });
  return {
    ...(asked.has('amojo_rights') && {
      amojo_rights: { can_direct: true, can_create_groups: true },
    }),
    ...(asked.has('users_groups') && { users_groups: [{ id: 0, name: 'Equipo', uuid: null }] }),
    ...(asked.has('task_types') && {
      task_types: [type(1, 'Seguimiento', 'FOLLOW_UP'), type(2, 'Reunión', 'MEETING')],
    }),
    ...(asked.has('entity_names') && {
      entity_names: {
        leads: {
          es: {
            gender: 'm',
            plural_form: { default: 'leads' },
            singular_form: { default: 'lead' },
          },
        },
      },
    }),
    ...(asked.has('datetime_settings') && {
      datetime_settings: {
        ...{ date_pattern: 'd.m.Y H:i', short_date_pattern: 'd.m.Y', short_time_pattern: 'H:i' },
        ...{ date_format: 'd.m.Y', time_format: 'H:i:s' },
        ...{ timezone: 'America/Santo_Domingo', timezone_offset: '-04:00' },
      },
    }),
  };
}

function listUsers(call: Call): Reply {
  const items = [...call.account.state.users.values()];
  return listPage(call, {
    key: 'users',
    items,
    view: (user) => userView(call, user),
    totals: 'items-and-pages',
  });
}

function readUser(call: Call): Reply {
  const user = call.account.state.users.get(idOf(call));
  return user ? hal(userView(call, user)) : empty();
}

const userInput = z.object({
  name: z.string().min(1),
  email: z.email(),
  lang: z.string().exactOptional(),
});

/** At most ten in a call. */
function createUsers(call: Call): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body, 10),
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(userInput, item);
      if (!checked.ok) return checked;
      return {
        commit: (request_id) => {
          const rights = { is_admin: false, is_free: false, is_active: true };
          const place = { group_id: 0, status_rights: [] };
          const user: User = {
            id: call.account.nextId(),
            lang: 'es',
            ...checked.value,
            ...rights,
            ...place,
          };
          call.account.state.users.set(user.id, user);
          return { ...userView(call, user), request_id };
        },
      };
    },
  });
  return hal({ _total_items: created.length, _embedded: { users: created } }, 201);
}

function userView(call: Call, user: User): Record<string, unknown> {
  const { is_admin, is_free, is_active, group_id, lead_rights, status_rights, ...shown } = user;
  const all = {
    view: 'A',
    edit: 'A',
    add: 'A',
    delete: is_admin ? 'A' : 'D',
    export: is_admin ? 'A' : 'D',
  };
  return {
    ...shown,
    rights: {
      ...{ leads: lead_rights ?? all, contacts: all, companies: all },
      ...{ tasks: { edit: 'A', delete: 'A' }, mail_access: is_admin, catalog_access: is_admin },
      ...{ status_rights, is_admin, is_free, is_active, group_id, role_id: null },
    },
    _links: link(call, `/users/${user.id}`),
    _embedded: { roles: [], groups: [{ id: group_id, name: 'Equipo' }] },
  };
}
