import type { Sentence } from '../../wording/sentence.js';
import type { FieldProblem } from '../field-problem.js';
import type { Blueprint } from '../blueprint/shape.js';
import { absent, bad, ok, problemsOf, textField, valueOf } from './body-field.js';
import type { Body, FieldRead } from './body-field.js';
import { readEmail } from '../person/email.js';
import type { LeadProfile, Person } from '../lead/lead.js';
import { readCompanyName, readFullName } from '../person/name.js';
import { readPhone } from '../person/phone.js';
import { attributionFields, readAnswers, readAttribution } from './read-answers.js';
import { readConsent, readInleadScore, readServices, readWith } from './read-person.js';
import type { ReadServices } from './read-person.js';
import { cleanLine } from '../person/text.js';

export type CaptureSource = 'direct' | 'inlead' | 'meta';

export type ReadCapture =
  | {
      readonly kind: 'ok';
      readonly profile: LeadProfile;
      readonly ignored: readonly FieldProblem[];
    }
  | { readonly kind: 'rejected'; readonly problems: readonly FieldProblem[] };

/**
 * A delivery's body as a lead (R2.1–R2.3, R3.3, R5.3). A required field that is missing or wrong rejects it; a wrong optional one
 * is left out and reported; an unknown one is reported. Meta's forms ask what the advertiser chose, so from there a name and
 * one way to reach the person are enough.
 */
export function readCapture(
  body: unknown,
  source: CaptureSource,
  blueprint: Blueprint,
  receivedAt: Date,
): ReadCapture {
  const fields = fieldsOf(body);
  if (fields === null) return { kind: 'rejected', problems: [noObject] };

  const contact = readContact(fields, source, blueprint);
  const origin = source === 'direct' ? 'form' : source;
  const { answers, problems } = readAnswers(fields, blueprint, {
    origin,
    answeredAt: receivedAt.toISOString(),
  });
  const { attribution, problems: unattributed } = readAttribution(fields);
  const consent = readConsent(fields);
  const inleadScore = source === 'inlead' ? readInleadScore(fields) : absent;
  const optional = [
    ...contact.optional,
    ...problems,
    ...unattributed,
    ...problemsOf([consent, inleadScore]),
  ];

  if (contact.required.length > 0)
    return { kind: 'rejected', problems: [...contact.required, ...optional] };
  const profile: LeadProfile = {
    person: contact.person,
    services: contact.services.services,
    answers,
    attribution,
    source,
    inleadScore: valueOf(inleadScore),
    consent: valueOf(consent),
    whatsappVerified: false,
  };
  return {
    kind: 'ok',
    profile,
    ignored: [...optional, ...unknownFields(fields, source, blueprint)],
  };
}

export const noObject: FieldProblem = {
  field: '',
  reason: { code: 'capture.not_an_object' },
  remedy: { code: 'capture.not_an_object_remedy' },
};

const fieldsOf = (body: unknown): Body | null =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? new Map(Object.entries(body))
    : null;

interface Contact {
  readonly person: Person;
  readonly services: ReadServices;
  /** Any of these rejects the delivery. */
  readonly required: readonly FieldProblem[];
  readonly optional: readonly FieldProblem[];
}

function readContact(fields: Body, source: CaptureSource, blueprint: Blueprint): Contact {
  const name = readWith(fields, 'full_name', readFullName);
  const company = readWith(fields, 'company_name', readCompanyName);
  const email = readWith(fields, 'email', readEmail);
  const phone = readWith(fields, 'phone_number', readPhone);
  const landline = readLandline(fields, valueOf(phone));
  const services = readServices(fields, serviceFieldOf(fields, source), blueprint);
  const person: Person = {
    fullName: valueOf(name) ?? (source === 'meta' ? typedName(fields) : ''),
    companyName: valueOf(company) ?? '',
    email: valueOf(email),
    phone: valueOf(phone),
    landline: valueOf(landline),
  };
  const judged = source === 'meta' ? judgeMeta : judgeForm;
  const { required, optional } = judged({ name, company, email, phone }, { person, services });
  return { person, services, required, optional: [...optional, ...problemsOf([landline])] };
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
const typedName = (fields: Body): string =>
  cleanLine(valueOf(textField(fields, 'full_name')) ?? '').slice(0, 200);

/** Meta's mapping calls the service `service_interest` (R5.3). */
const serviceFieldOf = (fields: Body, source: CaptureSource): string =>
  source === 'meta' && fields.has('service_interest') ? 'service_interest' : 'service_type';

function readLandline(fields: Body, phone: string | null): FieldRead<string> {
  const read = readWith(fields, 'landline_number', readPhone);
  if (read.kind !== 'ok') return read;
  return read.value === phone
    ? bad(
        'landline_number',
        { code: 'capture.same_landline' },
        { code: 'capture.same_landline_remedy' },
      )
    : ok(read.value);
}

const contactFields = [
  'full_name',
  'company_name',
  'email',
  'phone_number',
  'landline_number',
  'service_type',
  'consent',
];
const ownFields: Readonly<Record<CaptureSource, readonly string[]>> = {
  direct: [],
  inlead: ['inlead_score'],
  meta: ['service_interest'],
};
const mostReported = 50;

/** What every source may send, built once for a blueprint. */
const knownFields = new WeakMap<Blueprint, ReadonlySet<string>>();

function knownFieldsOf(blueprint: Blueprint): ReadonlySet<string> {
  const known =
    knownFields.get(blueprint) ??
    new Set<string>([
      ...contactFields,
      ...attributionFields,
      ...blueprint.questions.map(({ key }) => key),
    ]);
  knownFields.set(blueprint, known);
  return known;
}

function unknownFields(
  fields: Body,
  source: CaptureSource,
  blueprint: Blueprint,
): readonly FieldProblem[] {
  const known = knownFieldsOf(blueprint);
  return [...fields.keys()]
    .filter((field) => !known.has(field) && !ownFields[source].includes(field))
    .slice(0, mostReported)
    .map((field) => ({
      field: cleanLine(field.slice(0, 100)),
      reason: { code: 'capture.unknown_field' },
      remedy: { code: 'capture.unknown_field_remedy' },
    }));
}
