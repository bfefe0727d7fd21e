import type { Sentence } from '../../wording/sentence.js';
import type { FieldProblem } from '../field-problem.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { Person } from '../lead/lead.js';
import { readEmail } from '../person/email.js';
import { readCompanyName, readFullName } from '../person/name.js';
import { readAnyPhone, readPhone } from '../person/phone.js';
import type { ReadText } from '../person/phone.js';
import { cleanLine, splitList } from '../person/text.js';
import { absent, bad, ok, problemsOf, textField, valueOf } from './body-field.js';
import type { Body, FieldRead } from './body-field.js';
import { isPlaceholder } from './placeholder.js';
import type { CaptureSource } from './read-capture.js';
import { readServices, readWith } from './read-person.js';
import type { ReadServices } from './read-person.js';

export interface Contact {
  readonly person: Person;
  readonly services: ReadServices;
  /** Any of these rejects the delivery. */
  readonly required: readonly FieldProblem[];
  readonly optional: readonly FieldProblem[];
}

/** Who the lead is and what for, with everything that is wrong about it. */
export function readContact(fields: Body, source: CaptureSource, blueprint: Blueprint): Contact {
  const name = readWith(fields, 'full_name', readFullName);
  const company = readWith(fields, 'company_name', readCompanyName);
  const email = readMany(fields, 'email', readEmail);
  // R2.1 refuses a foreign number in the form; a person of an advertisement who has one is a lead all the same.
  const phone = readNumber(fields, 'phone_number', source === 'meta' ? readAnyPhone : readPhone);
  const landline = readLandline(fields, phone);
  const services = readServices(fields, serviceFieldOf(fields, source), blueprint);
  const person: Person = {
    fullName: valueOf(name) ?? (source === 'meta' ? typedName(fields) : ''),
    companyName: valueOf(company) ?? '',
    email: valueOf(email.first),
    phone: valueOf(phone.first),
    landline: valueOf(landline) ?? phone.second,
  };
  const judged = source === 'meta' ? judgeMeta : judgeForm;
  const reads = { name, company, email: email.first, phone: phone.first };
  const { required, optional } = judged(reads, { person, services });
  return {
    person,
    services,
    required,
    optional: [...optional, ...problemsOf([landline]), ...secondEmail(email)],
  };
}

type Reads = Readonly<Record<'name' | 'company' | 'email' | 'phone', FieldRead<string>>>;
type Judgement = Pick<Contact, 'required' | 'optional'>;

/** All five of R2.1; one service that exists is enough. */
function judgeForm(reads: Reads, { services }: Pick<Contact, 'services'>): Judgement {
  const named = services.services.length > 0;
  const wrong = problemsOf(services.problems);
  const required = [
    ...orMissing(reads.name, 'full_name', { code: 'person.name_remedy' }),
    ...orMissing(reads.company, 'company_name', { code: 'person.company_remedy' }),
    ...orMissing(reads.email, 'email', { code: 'person.email_remedy' }),
    ...orMissing(reads.phone, 'phone_number', { code: 'capture.phone_remedy' }),
    ...(named || wrong.length > 0
      ? []
      : [missing('service_type', { code: 'capture.service_remedy' })]),
  ];
  return named
    ? { required, optional: wrong }
    : { required: [...required, ...wrong], optional: [] };
}

function judgeMeta(
  reads: Reads,
  { person, services }: Pick<Contact, 'person' | 'services'>,
): Judgement {
  const optional = problemsOf([
    reads.name,
    reads.company,
    reads.email,
    reads.phone,
    ...services.problems,
  ]);
  const required = [
    ...(person.fullName === '' ? [missing('full_name', { code: 'capture.meta_name_remedy' })] : []),
    ...(person.email === null && person.phone === null
      ? [missing('phone_number', { code: 'capture.meta_contact_remedy' })]
      : []),
  ];
  return { required, optional };
}

const missing = (field: string, remedy: Sentence): FieldProblem => ({
  field,
  reason: { code: 'capture.missing' },
  remedy,
});

const orMissing = (
  read: FieldRead<string>,
  field: string,
  remedy: Sentence,
): readonly FieldProblem[] =>
  read.kind === 'absent' ? [missing(field, remedy)] : problemsOf([read]);

/** Meta's forms also give a first name alone; better that than no lead. */
function typedName(fields: Body): string {
  const name = cleanLine(valueOf(textField(fields, 'full_name')) ?? '').slice(0, 200);
  return isPlaceholder(name) ? '' : name;
}

/** Meta's mapping calls the service `service_interest` (R5.3). */
const serviceFieldOf = (fields: Body, source: CaptureSource): string =>
  source === 'meta' && fields.has('service_interest') ? 'service_interest' : 'service_type';

interface ReadMany {
  readonly first: FieldRead<string>;
  /** Another one that stood in the same field. */
  readonly second: string | null;
}

/** One thing, or several in one field; then what can be read of them. */
function readMany(fields: Body, field: string, reader: (text: string) => ReadText): ReadMany {
  const whole = readWith(fields, field, reader);
  if (whole.kind !== 'bad') return { first: whole, second: null };
  const text = valueOf(textField(fields, field)) ?? '';
  const parts = splitList(text).flatMap((part) => {
    const read = reader(part);
    return read.kind === 'ok' ? [read.value] : [];
  });
  const [first, second = null] = [...new Set(parts)];
  return first === undefined ? { first: whole, second } : { first: ok(first), second };
}

/** A spreadsheet writes 8.09555E+9 for a long number, and its last four digits are gone. */
function readNumber(fields: Body, field: string, reader: (text: string) => ReadText): ReadMany {
  const value = fields.get(field);
  if (typeof value === 'number' && value % 10_000 === 0) {
    const reason = { code: 'capture.digits_lost' } as const;
    return { first: bad(field, reason, { code: 'capture.digits_lost_remedy' }), second: null };
  }
  return readMany(fields, field, reader);
}

function readLandline(fields: Body, phone: ReadMany): FieldRead<string> {
  const { first: read } = readNumber(fields, 'landline_number', readPhone);
  if (read.kind !== 'ok' || read.value !== valueOf(phone.first)) return read;
  if (phone.second !== null) return absent;
  return bad(
    'landline_number',
    { code: 'capture.same_landline' },
    { code: 'capture.same_landline_remedy' },
  );
}

const secondEmail = ({ second }: ReadMany): readonly FieldProblem[] =>
  second === null
    ? []
    : [
        {
          field: 'email',
          reason: { code: 'capture.several_emails' },
          remedy: { code: 'capture.several_emails_remedy' },
        },
      ];
