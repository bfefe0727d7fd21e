import type { CustomField } from '../../account/records.js';
import type { ActionOf } from '../format/actions.js';
import { fieldNamed, fill } from '../format/placeholders.js';
import type { NamedField } from '../format/placeholders.js';
import { knownTo, leadOf, mainContactOf } from './session.js';
import type { Session } from './session.js';

type SetField = ActionOf<'set_custom_fields'>['params'];

export type ToWrite =
  | { readonly kind: 'write'; readonly entity: 'leads' | 'contacts'; readonly input: object }
  | { readonly kind: 'nothing'; readonly reason: string };

/** What a "set field" puts where; an option is named by its token, text is not looked up among options. */
export function fieldToWrite(session: Session, params: SetField): ToWrite {
  const value = fill(knownTo(session), params.value);
  const place = placeOf(params);
  if (value === '') return nothing('el valor está vacío');
  if (place.kind === 'own') return own(place, value);
  const field = session.account.state.customFields.get(place.fieldId);
  if (!field) return nothing(`el campo ${place.fieldId} no existe`);
  const written = valueFor(session, { field, params, place, value });
  return written === null
    ? nothing(`«${value}» no cabe en «${field.name}»`)
    : {
        ...{ kind: 'write', entity: place.entity },
        input: { custom_fields_values: [{ field_id: field.id, values: written }] },
      };
}

type Place =
  | { readonly kind: 'own'; readonly entity: 'leads' | 'contacts'; readonly key: string }
  | { readonly kind: 'field'; readonly entity: 'leads' | 'contacts'; readonly fieldId: number };

function placeOf(params: SetField): Place {
  if ('custom_fields_id' in params)
    return {
      ...{ kind: 'field', fieldId: params.custom_fields_id },
      entity: params.type === 2 ? 'leads' : 'contacts',
    };
  const entity = params.type === 'lead' ? 'leads' : 'contacts';
  const name = params.custom_field.slice(2, -2);
  const field = fieldNamed(name);
  return field
    ? { kind: 'field', entity, fieldId: field.fieldId }
    : { kind: 'own', entity, key: name.split('.')[1] ?? '' };
}

function own({ entity, key }: Extract<Place, { kind: 'own' }>, value: string): ToWrite {
  if (key !== 'price') return { kind: 'write', entity, input: { name: value } };
  const price = Number(value);
  return Number.isInteger(price) && value !== ''
    ? { kind: 'write', entity, input: { price } }
    : nothing(`«${value}» no es un precio`);
}

const nothing = (reason: string): ToWrite => ({ kind: 'nothing', reason });

interface Writing {
  readonly field: CustomField;
  readonly params: SetField;
  readonly place: Extract<Place, { kind: 'field' }>;
  readonly value: string;
}

/** Null where Kommo would write nothing. */
function valueFor(session: Session, writing: Writing): readonly object[] | null {
  const { field, value } = writing;
  if (field.enums !== null && field.type !== 'multitext') return optionFor(session, writing);
  if (field.type === 'numeric' || field.type === 'monetary')
    return /^-?\d+(\.\d+)?$/.test(value) ? [{ value }] : null;
  if (field.type === 'text') return [{ value: withoutEmoji(value).slice(0, longestText) }];
  return [{ value: field.type === 'textarea' ? withoutEmoji(value) : value }];
}

function optionFor(session: Session, writing: Writing): readonly object[] | null {
  const { field, params, place } = writing;
  const id = optionNamed(writing, session);
  if (id === undefined || id === null) return null;
  if (!field.enums?.some((option) => option.id === id)) return null;
  const kept = params.option === 'add' ? storedOptions(session, place) : [];
  return [...new Set([...kept, id])].map((enum_id) => ({ enum_id }));
}

/** By its token; by its text only in the documented form, or with the switch. */
function optionNamed(
  { field, params, value }: Writing,
  { account }: Session,
): number | null | undefined {
  const named = optionToken(params.value);
  if (named?.fieldId === field.id) return named.optionId;
  const isByText =
    'custom_fields_id' in params || account.switches.isOn('bot-writes-options-by-text');
  return isByText ? field.enums?.find((option) => option.value === value)?.id : undefined;
}

const optionToken = (text: string): NamedField | null =>
  text.startsWith('{{') && text.endsWith('}}') ? fieldNamed(text.slice(2, -2)) : null;

function storedOptions(session: Session, { entity, fieldId }: Writing['place']): readonly number[] {
  const lead = leadOf(session.account, session.run());
  const owner = entity === 'leads' ? lead : mainContactOf(session.account, lead);
  const values = owner?.fields.find(({ field_id: id }) => id === fieldId)?.values ?? [];
  return values.flatMap(({ enum_id }) => enum_id ?? []);
}

const longestText = 256;

/** Kommo stores text up to the first emoji of four bytes, and 256 characters of a text field. */
const withoutEmoji = (text: string) => text.replace(/[\u{10000}-\u{10ffff}][^]*$/u, '');
