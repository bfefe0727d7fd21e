import { z } from 'zod';
import type { Account } from './account.js';
import { check, readItems, writeBatch } from './check.js';
import type { Prepared } from './check.js';
import { objectBody } from './entity-routes.js';
import { listPage } from './page.js';
import { Problem, refuse, validationProblem } from './problem.js';
import type { FieldError } from './problem.js';
import { listAt } from './query.js';
import type { CustomField, EntityType } from './records.js';
import { empty, hal } from './reply.js';
import type { Reply } from './reply.js';
import { idOf, link, notFound } from './route.js';
import type { Call, Route } from './route.js';

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

const types = [
  ...[
    'text',
    'numeric',
    'checkbox',
    'select',
    'multiselect',
    'date',
    'url',
    'textarea',
    'radiobutton',
  ],
  ...[
    'streetaddress',
    'smart_address',
    'birthday',
    'legal_entity',
    'date_time',
    'monetary',
    'file',
  ],
  ...['chained_list', 'tracking_data', 'multitext'],
] as const;
const typesWithOptions: ReadonlySet<string> = new Set(['select', 'multiselect', 'radiobutton']);

const place = z.object({ status_id: z.number().int(), pipeline_id: z.number().int() });
const option = z.object({
  id: z.number().int().exactOptional(),
  value: z.string().min(1),
  sort: z.number().int().exactOptional(),
  code: z.string().nullable().exactOptional(),
});

const changeInput = z.object({
  name: z.string().min(1).max(255).exactOptional(),
  code: z.string().nullable().exactOptional(),
  sort: z.number().int().exactOptional(),
  group_id: z.string().nullable().exactOptional(),
  is_api_only: z.boolean().exactOptional(),
  enums: z.array(option).nullable().exactOptional(),
  required_statuses: z.array(place).nullable().exactOptional(),
  hidden_statuses: z.array(place).nullable().exactOptional(),
  remind: z.enum(['never', 'day', 'week', 'month']).nullable().exactOptional(),
  currency: z.string().nullable().exactOptional(),
});
const createInput = changeInput.extend({ name: z.string().min(1).max(255), type: z.enum(types) });

type ChangeInput = z.infer<typeof changeInput>;

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
      const errors = errorsIn(call.account, entity, checked.value, null);
      if (errors.length > 0) return { errors };
      return {
        commit: (request_id) => {
          const field = build(
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
  const errors = errorsIn(call.account, before.entity_type, checked.value, before);
  if (errors.length > 0) return { errors };
  return {
    save: () => {
      const field = build(call.account, before, checked.value);
      call.account.state.customFields.set(field.id, field);
      return field;
    },
  };
}

function errorsIn(
  account: Account,
  entity: EntityType,
  input: ChangeInput & { readonly type?: string },
  before: CustomField | null,
): readonly FieldError[] {
  const { code, enums } = input;
  const taken = fieldsOf(account, entity).some(
    (field) => typeof code === 'string' && field.code === code && field.id !== before?.id,
  );
  const type = before?.type ?? input.type ?? '';
  const optionless = before === null && typesWithOptions.has(type) && (enums ?? []).length === 0;
  const groupUnknown =
    typeof input.group_id === 'string' && !groupExists(account, entity, input.group_id);
  const strangers = (enums ?? []).flatMap(({ id }, position) =>
    id === undefined || before?.enums?.some((known) => known.id === id)
      ? []
      : [refuse(`enums.${position}.id`, 'NotSupportedChoice')],
  );
  return [
    ...(taken && !account.switches.isOn('duplicate-field-code-accepted')
      ? [refuse('code', 'NotUnique')]
      : []),
    ...(optionless ? [refuse('enums', 'FieldMissing')] : []),
    ...(groupUnknown ? [refuse('group_id', 'NotSupportedChoice')] : []),
    ...strangers,
  ];
}

function groupExists(account: Account, entity: EntityType, id: string): boolean {
  return [id, `${entity}_${id}`].some(
    (key) => account.state.fieldGroups.get(key)?.entity_type === entity,
  );
}

function emptyField(
  account: Account,
  entity: EntityType,
  input: z.infer<typeof createInput>,
): CustomField {
  return {
    id: account.nextId(),
    entity_type: entity,
    name: input.name,
    code: null,
    type: input.type,
    sort: 500 + fieldsOf(account, entity).length,
    is_predefined: false,
    is_api_only: false,
    group_id: null,
    enums: null,
    required_statuses: [],
    hidden_statuses: [],
    remind: null,
    currency: null,
  };
}

/** Options sent without an id are new ones, even where the text is known; those left out are removed. */
function build(account: Account, before: CustomField, input: ChangeInput): CustomField {
  const { enums, required_statuses, hidden_statuses, ...given } = input;
  const sent = enums?.map(({ id, value, sort, code }, position) => ({
    id: id ?? account.nextId(),
    value,
    sort: sort ?? (position + 1) * 10,
    code: code ?? null,
  }));
  const keeps = account.switches.isOn('missing-enums-kept');
  const left =
    keeps && sent
      ? (before.enums ?? []).filter((known) => !sent.some(({ id }) => id === known.id))
      : [];
  return {
    ...before,
    ...given,
    enums: sent ? [...sent, ...left] : before.enums,
    required_statuses: required_statuses ?? before.required_statuses,
    hidden_statuses: hidden_statuses ?? before.hidden_statuses,
  };
}

function fieldsOf(account: Account, entity: EntityType): CustomField[] {
  return [...account.state.customFields.values()].filter((field) => field.entity_type === entity);
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
