import type { Choice } from '../../../../contract/choice.js';
import type { LeadCorrection } from '../../adapters/kommo/leads/lead-correction.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import { readEmail } from '../../../../domain/person/email.js';
import { readCompanyName, readFullName } from '../../../../domain/person/name.js';
import { readAnyPhone, readPhone } from '../../../../domain/person/phone.js';
import type { ReadText } from '../../../../domain/person/phone.js';
import { readTaxId } from '../../../../domain/person/tax-id.js';
import type { Correction } from '../../storage/tables.js';
import type { LeadOfWork } from './lead-of-work.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

type FieldName = (typeof fieldNames)[number];

/** A field that may be corrected before a replay. */
interface EditableField {
  readonly name: FieldName;
  readonly label: Sentence;
  readonly value: string;
}

type Option = Unworded<Choice, 'label' | 'detail'>;

/** Which of several customers of Odoo a hand-over means: chosen, not typed. */
interface CustomerField {
  readonly name: 'customer';
  readonly label: Sentence;
  readonly value: string;
  readonly options: readonly Option[];
}

export interface ReadCorrection {
  readonly correction: LeadCorrection;
  readonly customer: number | 'new' | null;
  readonly changes: readonly Correction[];
  readonly problems: readonly FieldProblem[];
}

const fieldNames = [
  'companyName',
  'fullName',
  'taxId',
  'email',
  'phone',
  'amount',
] as const satisfies readonly (keyof LeadCorrection)[];

/** What the step uses and somebody can write: Kommo's fields for a hand-over, what we keep for a lead not yet sent, who a lead ad is of. */
export const editableFields = (
  step: string,
  known: LeadOfWork,
): readonly (EditableField | CustomerField)[] => [
  ...customerField(known),
  ...typedFields(step, known),
];

const anew = {
  value: 'new',
  label: { code: 'work.new_customer' },
  detail: { code: 'work.new_customer_detail' },
  url: null,
} as const satisfies Option;

function customerField({ choices }: LeadOfWork): readonly CustomerField[] {
  if (choices.length === 0) return [];
  const label: Sentence = { code: 'work.label_customer' };
  return [{ name: 'customer', label, value: '', options: [...choices, anew] }];
}

function typedFields(step: string, known: LeadOfWork): readonly EditableField[] {
  return fieldNames.flatMap((name) => {
    const value = valueOf(step, name, known);
    return value === null ? [] : [{ name, label: { code: `work.label_${name}` }, value }];
  });
}

/** The value as it stands; null where the step does not use it or it has no place to be written to. */
function valueOf(step: string, name: FieldName, known: LeadOfWork): string | null {
  if (step === 'send-to-kommo') return keptValue(name, known);
  if (step === 'fetch-lead') return valueInAd(name, known);
  return step === 'send-to-odoo' ? valueInKommo(name, known) : null;
}

/** Of a lead that Kommo does not have yet. */
function keptValue(name: FieldName, { row }: LeadOfWork): string | null {
  if (row === null || row.kommoLeadId !== null) return null;
  return name === 'taxId' || name === 'amount' ? null : (row.profile.person[name] ?? '');
}

const valueInAd = (name: FieldName, { ad }: LeadOfWork): string | null =>
  ad === null || name === 'taxId' || name === 'amount' ? null : ad.person[name];

function valueInKommo(name: FieldName, { lead, person }: LeadOfWork): string | null {
  if (lead === null || person === null) return null;
  if (name === 'taxId') return lead.taxId ?? '';
  if (name === 'amount') return String(lead.price);
  const place = name === 'companyName' ? lead.companyId : lead.contactId;
  return place === null ? null : (person[name] ?? '');
}

/** Reads what a person typed; a value that stays as it is, is no correction. */
export function readCorrection(
  step: string,
  known: LeadOfWork,
  edits: Readonly<Record<string, string>>,
): ReadCorrection {
  const fields = typedFields(step, known);
  const [customer] = customerField(known);
  const read = Object.entries(edits).map(([name, text]) => {
    if (name === 'customer' && customer !== undefined) return readCustomer(customer, text);
    const field = fields.find((one) => one.name === name);
    if (field === undefined) return notEditable(name);
    if (text.trim() === field.value) return nothing;
    return readField(field, text, step);
  });
  return {
    correction: read.reduce<LeadCorrection>((all, one) => ({ ...all, ...one.correction }), {}),
    customer: read.reduce<ReadCorrection['customer']>((all, one) => one.customer ?? all, null),
    changes: read.flatMap(({ changes }) => changes),
    problems: read.flatMap(({ problems }) => problems),
  };
}

const nothing: ReadCorrection = { correction: {}, customer: null, changes: [], problems: [] };

function readCustomer({ label, options }: CustomerField, value: string): ReadCorrection {
  const chosen = options.find((option) => option.value === value);
  if (chosen === undefined) return notEditable('customer');
  return {
    ...nothing,
    customer: value === 'new' ? 'new' : Number(value),
    changes: [{ label, before: '', after: chosen.label }],
  };
}

const notEditable = (field: string): ReadCorrection => ({
  ...nothing,
  problems: [
    {
      field,
      reason: { code: 'correction.not_editable' },
      remedy: { code: 'correction.not_editable_remedy' },
    },
  ],
});

function readField(
  { name, label, value: before }: EditableField,
  text: string,
  step: string,
): ReadCorrection {
  // As the capture does: a person of an advertisement may have a foreign number.
  const reader = step === 'fetch-lead' && name === 'phone' ? readAnyPhone : readers[name];
  const read = reader(text);
  if (read.kind === 'invalid') {
    const { reason, remedy } = read;
    return { ...nothing, problems: [{ field: name, reason, remedy }] };
  }
  if (read.value === before) return nothing;
  return {
    ...nothing,
    correction: toCorrection[name](read.value),
    changes: [{ label, before, after: read.value }],
  };
}

const toCorrection: Readonly<Record<FieldName, (value: string) => LeadCorrection>> = {
  companyName: (companyName) => ({ companyName }),
  fullName: (fullName) => ({ fullName }),
  email: (email) => ({ email }),
  phone: (phone) => ({ phone }),
  taxId: (taxId) => ({ taxId }),
  amount: (amount) => ({ amount: Number(amount) }),
};

const readers: Readonly<Record<FieldName, (text: string) => ReadText>> = {
  companyName: readCompanyName,
  fullName: readFullName,
  email: readEmail,
  phone: readPhone,
  taxId: readTypedTaxId,
  amount: readAmount,
};

/** Only an RNC that cannot exist is refused: foreign numbers and the odd old cédula go into a note in Odoo. */
function readTypedTaxId(text: string): ReadText {
  const value = text.trim().slice(0, 40);
  const isRnc = value.replace(/\D/gu, '').length === 9;
  return value === '' || (isRnc && readTaxId(value).kind === 'invalid')
    ? {
        kind: 'invalid',
        reason: { code: 'person.tax_id_rnc_digit' },
        remedy: { code: 'correction.tax_id_remedy' },
      }
    : { kind: 'ok', value };
}

function readAmount(text: string): ReadText {
  const digits = text.replace(/[\s,]/gu, '').replace(/^RD\$|^\$/u, '');
  return /^\d{1,12}$/u.test(digits)
    ? { kind: 'ok', value: String(Number(digits)) }
    : {
        kind: 'invalid',
        reason: { code: 'correction.amount' },
        remedy: { code: 'correction.amount_remedy' },
      };
}
