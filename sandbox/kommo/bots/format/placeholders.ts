import type { Account } from '../../account/account.js';
import type { Lead, StoredField } from '../../account/records.js';

/** What a bot of this lead knows; `{{json.x}}` comes from a widget's answer. */
export interface Known {
  readonly account: Account;
  readonly lead: Lead | null;
  readonly message: string;
  readonly validated: string;
  readonly json: Readonly<Record<string, string>>;
}

const anywhere = /\{\{([^{}]*)\}\}/g;

/** Every name between double braces. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(anywhere)].map(([, name = '']) => name);
}

/** Whether Salesbot has such a placeholder at all; what it has may still be unfilled. */
export function isPlaceholder(name: string): boolean {
  return plainNames.has(name) || patterns.some((pattern) => pattern.test(name));
}

const plainNames: ReadonlySet<string> = new Set([
  ...['lead.id', 'lead.name', 'lead.price', 'lead.status_id', 'lead.source_id', 'contact.id'],
  ...['lead.responsible.id', 'lead.responsible.name', 'lead.responsible.email', 'contact.name'],
  ...['contact.first_name', 'message_text', 'message_text.email', 'message_text.phone', 'origin'],
  ...['current_date', 'customer.id', 'rand', 'short_rand', 'founded_id', 'talk.id', 'messenger'],
  ...['comment', 'last_validation_result'],
]);

const fieldName = /^(lead|contact|company)\.cf\.(\d+)(?:\.(\d+))?$/;
const patterns = [fieldName, /^json\.\w+$/, /^regexp\.\/.+\/$/];

export interface NamedField {
  readonly entity: 'leads' | 'contacts' | 'companies';
  readonly fieldId: number;
  readonly optionId: number | null;
}

/** The custom field that a placeholder names; null where it names something else. */
export function fieldNamed(name: string): NamedField | null {
  const [, entity, field, option] = fieldName.exec(name) ?? [];
  if (field === undefined) return null;
  return {
    entity: entity === 'lead' ? 'leads' : entity === 'contact' ? 'contacts' : 'companies',
    fieldId: Number(field),
    optionId: option === undefined ? null : Number(option),
  };
}

/** What is not filled goes out as it stands, braces and all. */
export function fill(known: Known, text: string): string {
  return text.replace(anywhere, (whole, name: string) => {
    const value = valueOf(known, name);
    const isFilled = value !== undefined && (value !== '' || name === 'message_text');
    return isFilled ? value : whole;
  });
}

/** As `fill`, for tests: the switch makes what is unfilled empty there. */
export function fillTerm(known: Known, term: string): string {
  const bare = term === 'lead.tags' ? tagsOf(known) : term === 'chat.origin' ? 'waba' : term;
  const filled = fill(known, bare);
  const emptied = known.account.switches.isOn('unfilled-terms-are-empty');
  return emptied && filled === term && namesIn(term).length > 0 ? '' : filled;
}

function valueOf(known: Known, name: string): string | undefined {
  const field = fieldNamed(name);
  if (field) return fieldValue(known, field);
  if (name.startsWith('json.')) return known.json[name.slice(5)];
  if (name.startsWith('regexp./')) return firstGroup(known.message, name.slice(8, -1));
  return plainValues[name]?.(known);
}

/** With an option's id: that option's own text, as the designer's tests compare. */
function fieldValue(known: Known, { entity, fieldId, optionId }: NamedField): string | undefined {
  if (optionId !== null) {
    const { enums } = known.account.state.customFields.get(fieldId) ?? {};
    return enums?.find(({ id }) => id === optionId)?.value;
  }
  const stored = fieldsOf(known, entity).find(({ field_id: id }) => id === fieldId);
  return stored?.values.map(({ value }) => String(value)).join(', ');
}

function fieldsOf(known: Known, entity: NamedField['entity']): readonly StoredField[] {
  const owner = {
    leads: () => known.lead,
    contacts: () => contactOf(known),
    companies: () => known.account.state.companies.get(known.lead?.company_id ?? NaN),
  }[entity]();
  return owner?.fields ?? [];
}

const contactOf = ({ account, lead }: Known) =>
  account.state.contacts.get(lead?.contacts.find(({ is_main }) => is_main)?.id ?? NaN);

const ownerOf = ({ account, lead }: Known) =>
  account.state.users.get(lead?.responsible_user_id ?? NaN);

const tagsOf = ({ account, lead }: Known) =>
  (lead?.tags ?? []).map((id) => account.state.tags.get(id)?.name ?? '').join(',');

/** A pattern of the bot's author on a lead's text: bounded, so that no text holds the process up. */
function firstGroup(message: string, pattern: string): string | undefined {
  try {
    return new RegExp(pattern, 'u').exec(message.slice(0, 1000))?.[1];
  } catch {
    return undefined;
  }
}

const plainValues: Readonly<Record<string, (known: Known) => string | undefined>> = {
  'lead.id': ({ lead }) => lead?.id.toString(),
  'lead.name': ({ lead }) => lead?.name,
  'lead.price': ({ lead }) => lead?.price.toString(),
  'lead.status_id': ({ lead }) => lead?.status_id.toString(),
  'lead.source_id': ({ lead }) => lead?.source_id?.toString(),
  'lead.responsible.id': (known) => ownerOf(known)?.id.toString(),
  'lead.responsible.name': (known) => ownerOf(known)?.name,
  'lead.responsible.email': (known) => ownerOf(known)?.email,
  'contact.id': (known) => contactOf(known)?.id.toString(),
  'contact.name': (known) => contactOf(known)?.name,
  'contact.first_name': (known) => contactOf(known)?.first_name,
  message_text: ({ message }) => message,
  'message_text.email': ({ message }) => /[^\s@]{1,64}@[^\s@]{1,190}/.exec(message)?.[0],
  'message_text.phone': ({ message }) => /\+?\d[\d ()-]{6,18}\d/.exec(message)?.[0],
  origin: () => 'waba',
  messenger: () => 'WhatsApp',
  current_date: ({ account }) => account.clock.now().toISOString().slice(0, 10),
  'talk.id': ({ account, lead }) =>
    [...account.state.talks.values()]
      .find((talk) => talk.entity_id === lead?.id)
      ?.talk_id.toString(),
  rand: () => String(Math.floor(Math.random() * 1e9)),
  short_rand: () => String(Math.floor(Math.random() * 1e4)),
  last_validation_result: ({ validated }) => validated,
};
