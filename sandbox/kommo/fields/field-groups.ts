import { z } from 'zod';
import { check, checkOne, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import { wholeList } from '../http/page.js';
import { Problem } from '../http/problem.js';
import type { EntityType, FieldGroup } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

const entities: readonly EntityType[] = ['leads', 'contacts', 'companies'];

export const fieldGroupRoutes: readonly Route[] = entities.flatMap((entity): readonly Route[] => {
  const path = `/${entity}/custom_fields/groups`;
  return [
    { method: 'get', path, handle: (call) => list(call, entity) },
    { method: 'post', path, adminOnly: true, handle: (call) => createMany(call, entity) },
    {
      method: 'get',
      path: `${path}/:id`,
      handle: (call) => hal(groupView(call, groupNamed(call, entity))),
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      adminOnly: true,
      handle: (call) => update(call, entity),
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      adminOnly: true,
      handle: (call) => remove(call, entity),
    },
  ];
});

const groupInput = z.object({ name: z.string().min(1), sort: z.number().int().exactOptional() });

function list(call: Call, entity: EntityType): Reply {
  const items = groupsOf(call, entity);
  return wholeList(call, {
    key: 'custom_field_groups',
    items,
    view: (g) => groupView(call, g),
    totals: 'items',
  });
}

function createMany(call: Call, entity: EntityType): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(groupInput, item);
      if (!checked.ok) return checked;
      return {
        commit: (request_id) => {
          const group: FieldGroup = {
            ...{
              id: `${entity}_${call.account.nextId()}`,
              entity_type: entity,
              name: checked.value.name,
            },
            ...{
              sort: checked.value.sort ?? groupsOf(call, entity).length * 10,
              is_predefined: false,
            },
          };
          call.account.state.fieldGroups.set(group.id, group);
          return { ...groupView(call, group), request_id };
        },
      };
    },
  });
  return hal({ _total_items: created.length, _embedded: { custom_field_groups: created } });
}

function update(call: Call, entity: EntityType): Reply {
  const before = groupNamed(call, entity);
  const after = { ...before, ...checkOne(groupInput.partial(), objectBody(call)) };
  const group: FieldGroup = {
    ...after,
    name: after.name ?? before.name,
    sort: after.sort ?? before.sort,
  };
  call.account.state.fieldGroups.set(before.id, group);
  return hal(groupView(call, group));
}

/** The fields of a deleted group fall back to the first one. */
function remove(call: Call, entity: EntityType): Reply {
  const group = groupNamed(call, entity);
  if (group.is_predefined) throw new Problem(400, 'Predefined groups can not be deleted');
  call.account.state.fieldGroups.delete(group.id);
  for (const field of call.account.state.customFields.values())
    if (field.group_id === group.id)
      call.account.state.customFields.set(field.id, { ...field, group_id: null });
  return empty();
}

function groupsOf(call: Call, entity: EntityType): readonly FieldGroup[] {
  return [...call.account.state.fieldGroups.values()]
    .filter((group) => group.entity_type === entity)
    .sort((a, b) => a.sort - b.sort);
}

function groupNamed(call: Call, entity: EntityType): FieldGroup {
  const id = call.params['id'] ?? '';
  const group =
    call.account.state.fieldGroups.get(id) ?? call.account.state.fieldGroups.get(`${entity}_${id}`);
  if (group?.entity_type !== entity) throw notFound(call);
  return group;
}

/** Predefined groups go by their bare name (`default`), one's own by a longer one (`leads_634…`): strings both. */
function groupView(call: Call, { id, ...group }: FieldGroup): Record<string, unknown> {
  const shown = group.is_predefined ? id.replace(`${group.entity_type}_`, '') : id;
  return {
    ...{ id: shown, ...group, account_id: call.account.id, type: shown },
    fields: fieldsIn(call, group.entity_type, id, shown),
    _links: link(call, `/${group.entity_type}/custom_fields/groups/${shown}`),
  };
}

/** A field that names no group lies in the first one. */
function fieldsIn(call: Call, entity: EntityType, id: string, shown: string) {
  const isFirst = id === `${entity}_default`;
  return [...call.account.state.customFields.values()]
    .filter((field) => field.entity_type === entity)
    .filter(({ group_id: own }) => (own === null ? isFirst : own === id || own === shown))
    .map((field) => ({ id: field.id }));
}
