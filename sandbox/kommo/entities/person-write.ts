import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import type { Account } from '../account/account.js';
import { check } from '../http/check.js';
import { mergeFields, readFieldValues } from '../fields/field-values.js';
import type { FieldIndex } from '../fields/field-values.js';
import { apiOnlyErrors } from '../leads/lead-write.js';
import type { Draft } from '../leads/lead-write.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { Company, Contact, Entity, StoredField } from '../account/records.js';
import type { Call } from '../http/route.js';
import { applyTags, tagsInput } from './tags.js';

const whole = z.number().int();

const companyInput = tagsInput.extend({
  name: z.string().max(255).exactOptional(),
  responsible_user_id: whole.exactOptional(),
  created_at: whole.exactOptional(),
  created_by: whole.exactOptional(),
  updated_by: whole.exactOptional(),
  custom_fields_values: z.unknown().optional(),
});

const contactInput = companyInput.extend({
  first_name: z.string().max(255).exactOptional(),
  last_name: z.string().max(255).exactOptional(),
});

type PersonInput = z.infer<typeof companyInput>;

export function draftContact(
  call: Call,
  index: FieldIndex,
  item: unknown,
  before: Contact | null,
): Draft<Contact> {
  const draft = draftPerson(call, index, contactInput, item);
  if ('errors' in draft) return draft;
  const { input, fields } = draft;
  return {
    save: (links = {}) => {
      const base = before ?? {
        ...emptyEntity(call, input),
        first_name: '',
        last_name: '',
        is_unsorted: false,
        company_id: null,
      };
      const names = namesOf(input, base);
      const after = {
        ...base,
        ...common(call, 'contacts', base, { input, fields }),
        ...names,
        ...links,
      };
      return saveContact(call.account, before, after);
    },
  };
}

export function draftCompany(
  call: Call,
  index: FieldIndex,
  item: unknown,
  before: Company | null,
): Draft<Company> {
  const draft = draftPerson(call, index, companyInput, item);
  if ('errors' in draft) return draft;
  const { input, fields } = draft;
  return {
    save: (links = {}) => {
      const base = before ?? emptyEntity(call, input);
      const shared = common(call, 'companies', base, { input, fields });
      return saveCompany(call.account, before, {
        ...base,
        ...shared,
        name: input.name ?? base.name,
        ...links,
      });
    },
  };
}

export function saveContact(account: Account, before: Contact | null, after: Contact): Contact {
  account.state.contacts.set(after.id, after);
  account.changed({ kind: 'contact', before, after, userId: after.updated_by });
  return after;
}

export function saveCompany(account: Account, before: Company | null, after: Company): Company {
  account.state.companies.set(after.id, after);
  account.changed({ kind: 'company', before, after, userId: after.updated_by });
  return after;
}

type PersonDraft<T> =
  | { readonly errors: readonly FieldError[] }
  | { readonly input: T; readonly fields: readonly StoredField[] };

function draftPerson<T extends PersonInput>(
  call: Call,
  index: FieldIndex,
  schema: z.ZodType<T>,
  item: unknown,
): PersonDraft<T> {
  const checked = check(schema, item);
  if (!checked.ok) return checked;
  const input = checked.value;
  const { fields, errors } = readFieldValues(index, input.custom_fields_values);
  const user = input.responsible_user_id;
  const unknownUser = user !== undefined && !call.account.state.users.has(user);
  const all = [
    ...errors,
    ...(unknownUser ? [refuse('responsible_user_id', 'NotSupportedChoice')] : []),
    ...apiOnlyErrors(call, index, fields),
  ];
  return all.length > 0 ? { errors: all } : { input, fields };
}

function emptyEntity(call: Call, input: PersonInput): Entity {
  const author = authorOf(call.account, call.actor);
  const createdAt = input.created_at ?? call.account.clock.seconds();
  return {
    id: call.account.nextId(),
    name: '',
    responsible_user_id: call.actor.userId,
    group_id: 0,
    created_by: input.created_by ?? author,
    updated_by: author,
    created_at: createdAt,
    updated_at: createdAt,
    closest_task_at: null,
    is_deleted: false,
    fields: [],
    tags: [],
  };
}

interface Given {
  readonly input: PersonInput;
  readonly fields: readonly StoredField[];
}

function common(
  call: Call,
  entity: 'contacts' | 'companies',
  base: Entity,
  { input, fields }: Given,
) {
  return {
    responsible_user_id: input.responsible_user_id ?? base.responsible_user_id,
    updated_by: input.updated_by ?? authorOf(call.account, call.actor),
    updated_at: touchedAt(call.account, base.updated_at),
    fields: mergeFields(base.fields, fields),
    tags: applyTags(call.account, entity, base.tags, input),
  };
}

/** First and last name build the name where it is not given itself. */
function namesOf(input: z.infer<typeof contactInput>, base: Contact) {
  const first_name = input.first_name ?? base.first_name;
  const last_name = input.last_name ?? base.last_name;
  const parts = input.first_name !== undefined || input.last_name !== undefined;
  const built = [first_name, last_name].filter((part) => part !== '').join(' ');
  return { first_name, last_name, name: input.name ?? (parts ? built : base.name) };
}
