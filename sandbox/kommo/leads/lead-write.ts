import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import type { Account } from '../account/account.js';
import { check } from '../http/check.js';
import { mergeFields, readFieldValues } from '../fields/field-values.js';
import type { FieldIndex } from '../fields/field-values.js';
import { placeOf } from './lead-place.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { Lead, StoredField } from '../account/records.js';
import type { Call } from '../http/route.js';
import { applyTags, tagsInput } from '../entities/tags.js';

const whole = z.number().int();

export const leadInput = tagsInput.extend({
  name: z.string().max(255).exactOptional(),
  price: z.number().exactOptional(),
  responsible_user_id: whole.exactOptional(),
  status_id: whole.exactOptional(),
  pipeline_id: whole.exactOptional(),
  loss_reason_id: whole.nullable().exactOptional(),
  created_at: whole.exactOptional(),
  closed_at: whole.nullable().exactOptional(),
  created_by: whole.exactOptional(),
  updated_by: whole.exactOptional(),
  custom_fields_values: z.unknown().optional(),
  _embedded: tagsInput.shape._embedded
    .unwrap()
    .extend({
      contacts: z
        .array(z.looseObject({ id: whole.exactOptional(), is_main: z.boolean().exactOptional() }))
        .exactOptional(),
      companies: z.array(z.looseObject({ id: whole.exactOptional() })).exactOptional(),
    })
    .exactOptional(),
});

export type LeadInput = z.infer<typeof leadInput>;

export type Draft<T> =
  { readonly errors: readonly FieldError[] } | { readonly save: (links?: Partial<T>) => T };

/** Saves what was drafted, with its links; null where there was nothing to save. */
export function saved<T>(draft: Draft<T> | null, links: Partial<T>): T | null {
  return draft && 'save' in draft ? draft.save(links) : null;
}

/** Checks a lead in full before anything is written. `before` is null for a new one. */
export function draftLead(
  call: Call,
  index: FieldIndex,
  item: unknown,
  before: Lead | null,
): Draft<Lead> {
  const checked = check(leadInput, item);
  if (!checked.ok) return checked;
  const input = checked.value;
  const fields = readFieldValues(index, input.custom_fields_values);
  const place = placeOf(call.account, input, before);
  const errors = [
    ...fields.errors,
    ...('errors' in place ? place.errors : []),
    ...referenceErrors(call.account, input),
    ...apiOnlyErrors(call, index, fields.fields),
  ];
  if (errors.length > 0 || 'errors' in place) return { errors };
  return {
    save: (links = {}) => {
      const lead = { ...build({ call, input, before, fields: fields.fields, place }), ...links };
      return saveLead(call.account, before, lead);
    },
  };
}

/** Stores and tells; a PATCH that changes nothing is told too unless the switch says otherwise. */
export function saveLead(account: Account, before: Lead | null, after: Lead): Lead {
  if (before && account.switches.isOn('silent-unchanged-patch') && sameBut(before, after))
    return before;
  account.state.leads.set(after.id, after);
  account.changed({ kind: 'lead', before, after, userId: after.updated_by });
  return after;
}

function sameBut<T extends Lead>(before: T, after: T): boolean {
  const plain = (lead: T) => JSON.stringify({ ...lead, updated_at: 0, updated_by: 0 });
  return plain(before) === plain(after);
}

interface Building {
  readonly call: Call;
  readonly input: LeadInput;
  readonly before: Lead | null;
  readonly fields: readonly StoredField[];
  readonly place: { readonly status_id: number; readonly pipeline_id: number };
}

function build({ call, input, before, fields, place }: Building): Lead {
  const { account, actor } = call;
  const author = authorOf(account, actor);
  const createdAt = input.created_at ?? account.clock.seconds();
  const base = before ?? {
    ...emptyLead(account, actor.userId, createdAt, author),
    ...linksOf(input),
  };
  const responsible = input.responsible_user_id ?? base.responsible_user_id;
  return {
    ...base,
    ...plainFields(input),
    ...place,
    group_id: account.state.users.get(responsible)?.group_id ?? 0,
    closed_at: closedAt(account, base, place.status_id),
    updated_by: input.updated_by ?? author,
    updated_at: touchedAt(account, base.updated_at),
    fields: mergeFields(base.fields, fields),
    tags: applyTags(account, 'leads', base.tags, input),
  };
}

const plainKeys = ['name', 'price', 'responsible_user_id', 'loss_reason_id', 'created_by'] as const;

/** What is written as it is given. */
function plainFields(input: LeadInput): Partial<Lead> {
  return Object.fromEntries(
    plainKeys.flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]]])),
  );
}

function emptyLead(account: Account, userId: number, createdAt: number, author: number): Lead {
  const id = account.nextId();
  return {
    id,
    name: `Lead #${id}`,
    price: 0,
    responsible_user_id: userId,
    group_id: 0,
    status_id: 0,
    pipeline_id: 0,
    loss_reason_id: null,
    source_id: null,
    created_by: author,
    updated_by: author,
    created_at: createdAt,
    updated_at: createdAt,
    closed_at: null,
    closest_task_at: null,
    is_deleted: false,
    fields: [],
    tags: [],
    contacts: [],
    company_id: null,
  };
}

function closedAt(account: Account, base: Lead, statusId: number): number | null {
  if (statusId !== 142 && statusId !== 143) return null;
  return base.status_id === statusId ? base.closed_at : account.clock.seconds();
}

function linksOf(input: LeadInput): Pick<Lead, 'contacts' | 'company_id'> {
  const contacts = (input._embedded?.contacts ?? []).flatMap(({ id, is_main }, position) =>
    id === undefined ? [] : [{ id, is_main: is_main ?? position === 0 }],
  );
  return { contacts, company_id: input._embedded?.companies?.[0]?.id ?? null };
}

function referenceErrors(account: Account, input: LeadInput): readonly FieldError[] {
  const { users, lossReasons, contacts, companies } = account.state;
  const unknown = (
    known: ReadonlyMap<number, unknown>,
    id: number | null | undefined,
    path: string,
  ) =>
    id === undefined || id === null || known.has(id) ? [] : [refuse(path, 'NotSupportedChoice')];
  const fraction = input.price !== undefined && !Number.isInteger(input.price);
  return [
    ...(fraction && !account.switches.isOn('price-accepts-fractions')
      ? [refuse('price', 'InvalidType')]
      : []),
    ...unknown(users, input.responsible_user_id, 'responsible_user_id'),
    ...unknown(lossReasons, input.loss_reason_id, 'loss_reason_id'),
    ...(input._embedded?.contacts ?? []).flatMap(({ id }, i) =>
      unknown(contacts, id, `_embedded.contacts.${i}.id`),
    ),
    ...(input._embedded?.companies ?? []).flatMap(({ id }, i) =>
      unknown(companies, id, `_embedded.companies.${i}.id`),
    ),
  ];
}

/** Fields marked "only API" are read-only in Kommo's page. */
export function apiOnlyErrors(
  call: Call,
  index: FieldIndex,
  given: readonly StoredField[],
): readonly FieldError[] {
  if (call.actor.viaApi) return [];
  return given.flatMap(({ field_id }, position) =>
    index.byId.get(field_id)?.is_api_only
      ? [refuse(`custom_fields_values.${position}.field_id`, 'NotSupportedChoice')]
      : [],
  );
}
