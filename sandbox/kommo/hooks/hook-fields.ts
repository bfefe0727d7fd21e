import type { Account } from '../account/account.js';
import type { FormValue } from './form-encode.js';
import type { CustomField, Entity, StoredField } from '../account/records.js';

export function tagFields(account: Account, entity: Entity): FormValue {
  if (entity.tags.length === 0) return undefined;
  return entity.tags.map((id) => ({ id, name: account.state.tags.get(id)?.name }));
}

export function customFields(account: Account, stored: readonly StoredField[]): FormValue {
  const shown = stored.flatMap(({ field_id, values }) => {
    const field = account.state.customFields.get(field_id);
    if (!field) return [];
    return [
      {
        id: field.id,
        name: field.name,
        values: valuesOf(field, values),
        code: field.code ?? undefined,
      },
    ];
  });
  return shown.length === 0 ? undefined : shown;
}

/** The traps of the wire: bare strings for dates, an object for a radio button, a written date for a birthday. */
function valuesOf(field: CustomField, values: StoredField['values']): FormValue {
  const entries = values.map(({ value, enum_id }) => ({
    value: wireValue(field, value),
    enum: enum_id,
  }));
  if (field.type === 'date' || field.type === 'date_time')
    return values.map(({ value }) => String(value));
  return field.type === 'radiobutton' ? entries[0] : entries;
}

function wireValue(field: CustomField, value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (field.type !== 'birthday') return String(value);
  const [year = '', month = '', day = ''] = new Date(Number(value) * 1000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return `${day}.${month}.${year}`;
}
