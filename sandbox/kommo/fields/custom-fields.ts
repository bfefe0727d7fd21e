import { z } from 'zod';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { objectBody } from '../entities/entity-routes.js';
import {
  buildField,
  changeInput,
  createInput,
  emptyField,
  fieldErrors,
  fieldsOf,
} from './field-definition.js';
import { listPage } from '../http/page.js';
import { Problem, refuse, validationProblem } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import { listAt } from '../http/query.js';
import type { CustomField, EntityType } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, link, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

const entities: readonly EntityType[] = ['leads', 'contacts', 'companies'];

export const customFieldRoutes: readonly Route[] = entities.flatMap((entity): readonly Route[] => {
  const path = `/${entity}/custom_fields`;
  return [
    { method: 'get', path, handle: (call) => list(call, entity) },
    { method: 'post', path, adminOnly: true, handle: (call) => createMany(call, entity) },
    { method: 'patch', path, adminOnly: true, handle: (call) => updateMany(call, entity) },
    { method: 'get', path: `${path}/:id`, handle: (call) => read(call, entity) },
    {
      method: 'patch',
      path: `${path}/:id`,
      adminOnly: true,
      handle: (call) => updateOne(call, entity),
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      adminOnly: true,
      handle: (call) => remove(call, entity),
    },
  ];
});

function list(call: Call, entity: EntityType): Reply {
  const types = listAt(call.query, 'filter', 'type');
  const items = fieldsOf(call.account, entity)
    .filter((field) => types.length === 0 || types.includes(field.type))
    .sort((a, b) => a.sort - b.sort || a.id - b.id);
  return listPage(call, {
    key: 'custom_fields',
    items,
    view: (field) => fieldView(call, field),
    totals: 'items-and-pages',
  });
}

function read(call: Call, entity: EntityType): Reply {
  return hal(fieldView(call, fieldNamed(call, entity)));
}

function createMany(call: Call, entity: EntityType): Reply {
  const created = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const checked = check(createInput, item);
      if (!checked.ok) return checked;
      const errors = fieldErrors(call.account, entity, checked.value, null);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => {
          const field = buildField(
            call.account,
            emptyField(call.account, entity, checked.value),
            checked.value,
          );
          call.account.state.customFields.set(field.id, field);
          return { ...fieldView(call, field), request_id };
        },
      };
    },
  });
  const body = { _total_items: created.length, _embedded: { custom_fields: created } };
  return hal(body, 201);
}

function updateMany(call: Call, entity: EntityType): Reply {
  const updated = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item): Prepared<unknown> => {
      const named = check(z.object({ id: z.number().int() }), item);
      if (!named.ok) return named;
      const before = call.account.state.customFields.get(named.value.id);
      if (before?.entity_type !== entity) return { errors: [refuse('id', 'NotSupportedChoice')] };
      const drafted = draftChange(call, before, item);
      return 'errors' in drafted ? drafted : { commit: () => manyView(call, drafted.save()) };
    },
  });
  return hal({ _total_items: updated.length, _embedded: { custom_fields: updated } });
}

function updateOne(call: Call, entity: EntityType): Reply {
  const drafted = draftChange(call, fieldNamed(call, entity), objectBody(call));
  if ('errors' in drafted) throw validationProblem([{ request_id: '0', errors: drafted.errors }]);
  return hal(fieldView(call, drafted.save()));
}

function remove(call: Call, entity: EntityType): Reply {
  if (call.account.switches.isOn('field-delete-refused'))
    throw new Problem(405, 'Method Not Allowed');
  const field = fieldNamed(call, entity);
  if (field.is_predefined) throw new Problem(400, 'Predefined fields can not be deleted');
  call.account.state.customFields.delete(field.id);
  return empty();
}

function draftChange(
  call: Call,
  before: CustomField,
  item: unknown,
): { readonly errors: readonly FieldError[] } | { readonly save: () => CustomField } {
  const checked = check(changeInput, item);
  if (!checked.ok) return checked;
  const errors = fieldErrors(call.account, before.entity_type, checked.value, before);
  if (errors.length > 0) return { errors };
  return {
    save: () => {
      const field = buildField(call.account, before, checked.value);
      call.account.state.customFields.set(field.id, field);
      return field;
    },
  };
}

function fieldNamed(call: Call, entity: EntityType): CustomField {
  const field = call.account.state.customFields.get(idOf(call));
  if (field?.entity_type !== entity) throw notFound(call);
  return field;
}

function fieldView(call: Call, field: CustomField) {
  return {
    ...field,
    account_id: call.account.id,
    is_deletable: !field.is_predefined,
    is_visible: true,
    chained_lists: null,
    tracking_callback: '',
    search_in: null,
    triggers: [],
    settings: null,
    _links: link(call, `/${field.entity_type}/custom_fields/${field.id}`),
  };
}

/** A PATCH of several fields answers the options as an object keyed by index. */
function manyView(call: Call, field: CustomField): unknown {
  const view = fieldView(call, field);
  if (field.enums === null || call.account.switches.isOn('enums-always-array')) return view;
  return { ...view, enums: Object.fromEntries(field.enums.map((o, index) => [String(index), o])) };
}
