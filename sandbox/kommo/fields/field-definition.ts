import { z } from 'zod';
import type { Account } from '../account/account.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { CustomField, EntityType } from '../account/records.js';

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

export const changeInput = z.object({
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
export const createInput = changeInput.extend({
  name: z.string().min(1).max(255),
  type: z.enum(types),
});

type ChangeInput = z.infer<typeof changeInput>;

/** What is wrong with a definition, beyond its shape. */
export function fieldErrors(
  account: Account,
  entity: EntityType,
  input: ChangeInput & { readonly type?: string },
  before: CustomField | null,
): readonly FieldError[] {
  return [
    ...codeErrors(account, entity, input.code, before),
    ...(before === null && lacksOptions(input) ? [refuse('enums', 'FieldMissing')] : []),
    ...groupErrors(account, entity, input.group_id),
    ...strangers(input.enums ?? [], before),
  ];
}

function lacksOptions({ type = '', enums }: ChangeInput & { readonly type?: string }): boolean {
  return typesWithOptions.has(type) && !enums?.length;
}

function codeErrors(
  account: Account,
  entity: EntityType,
  code: string | null | undefined,
  before: CustomField | null,
): readonly FieldError[] {
  if (typeof code !== 'string' || account.switches.isOn('duplicate-field-code-accepted')) return [];
  const taken = fieldsOf(account, entity).some(
    (field) => field.code === code && field.id !== before?.id,
  );
  return taken ? [refuse('code', 'NotUnique')] : [];
}

function groupErrors(
  account: Account,
  entity: EntityType,
  group: string | null | undefined,
): readonly FieldError[] {
  const unknown = typeof group === 'string' && !groupExists(account, entity, group);
  return unknown ? [refuse('group_id', 'NotSupportedChoice')] : [];
}

/** Options named by an id that the field does not have. */
function strangers(
  enums: readonly { readonly id?: number }[],
  before: CustomField | null,
): readonly FieldError[] {
  return enums.flatMap(({ id }, position) =>
    id === undefined || before?.enums?.some((known) => known.id === id)
      ? []
      : [refuse(`enums.${position}.id`, 'NotSupportedChoice')],
  );
}

function groupExists(account: Account, entity: EntityType, id: string): boolean {
  return [id, `${entity}_${id}`].some(
    (key) => account.state.fieldGroups.get(key)?.entity_type === entity,
  );
}

export function emptyField(
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
export function buildField(account: Account, before: CustomField, input: ChangeInput): CustomField {
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

export function fieldsOf(account: Account, entity: EntityType): CustomField[] {
  return [...account.state.customFields.values()].filter((field) => field.entity_type === entity);
}
