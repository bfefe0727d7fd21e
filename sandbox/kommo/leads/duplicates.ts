import type { Account } from '../account/account.js';
import { readFieldValues } from '../fields/field-values.js';
import type { FieldIndex } from '../fields/field-values.js';
import type { Contact, Lead, StoredField } from '../account/records.js';

export interface Duplicate {
  readonly contact: Contact;
  /** The open lead of that contact in the pipeline; the new one is merged into it. */
  readonly lead?: Lead;
}

/**
 * Duplicate control, off unless the account enabled it for the integration: the new contact against those
 * that exist already, by phone or e-mail as they were typed. Never within one request.
 */
export function findDuplicate(
  account: Account,
  index: FieldIndex,
  item: unknown,
  pipelineId: number | undefined,
): Duplicate | null {
  if (!account.switches.isOn('duplicate-control')) return null;
  if (typeof item !== 'object' || item === null || !('custom_fields_values' in item)) return null;
  const keys = keysOf(index, readFieldValues(index, item.custom_fields_values).fields);
  const contact = [...account.state.contacts.values()].find(
    (known) => !known.is_deleted && [...keysOf(index, known.fields)].some((key) => keys.has(key)),
  );
  if (!contact) return null;
  const lead = [...account.state.leads.values()].find(
    (known) =>
      known.contacts.some(({ id }) => id === contact.id) &&
      known.closed_at === null &&
      !known.is_deleted &&
      (pipelineId === undefined || known.pipeline_id === pipelineId),
  );
  return lead ? { contact, lead } : { contact };
}

function keysOf(index: FieldIndex, fields: readonly StoredField[]): ReadonlySet<string> {
  return new Set(
    fields.flatMap((field) => {
      const code = index.byId.get(field.field_id)?.code;
      if (code !== 'PHONE' && code !== 'EMAIL') return [];
      return field.values.map(({ value }) => `${code}:${String(value)}`);
    }),
  );
}
