import type { FieldProblem } from '../field-problem.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { LeadProfile } from '../lead/lead.js';
import { absent, problemsOf, valueOf } from './body-field.js';
import type { Body } from './body-field.js';
import { unknownFields } from './known-fields.js';
import { readAnswers, readAttribution } from './read-answers.js';
import { readContact } from './read-contact.js';
import { arms } from '../experiment/arm.js';
import { isTestLead, leadgenIdOf } from './read-meta.js';
import { marketingField, readConsent, readInleadScore } from './read-person.js';

/** Each has an address of its own, `POST /webhooks/leads/<source>`. */
export const captureSources = ['direct', 'inlead', 'meta'] as const;
export type CaptureSource = (typeof captureSources)[number];

export type ReadCapture =
  | {
      readonly kind: 'ok';
      readonly profile: LeadProfile;
      readonly ignored: readonly FieldProblem[];
      /** The source's own id of this lead: the same twice is one lead. Null where it has none. */
      readonly externalId: string | null;
    }
  | { readonly kind: 'rejected'; readonly problems: readonly FieldProblem[] };

/**
 * A delivery's body as a lead (R2.1–R2.3, R3.3, R5.3). A required field that is missing or wrong rejects it; a wrong optional one
 * is left out and reported; an unknown one is reported. Meta's forms ask what the advertiser chose, so from there a name and
 * one way to reach the person are enough, and a lead of its test tool needs nothing.
 */
export function readCapture(
  body: unknown,
  source: CaptureSource,
  blueprint: Blueprint,
  receivedAt: Date,
): ReadCapture {
  const fields = fieldsOf(body);
  if (fields === null) return { kind: 'rejected', problems: [noObject] };

  const isTest = source === 'meta' && isTestLead(fields);
  const contact = readContact(fields, source, blueprint);
  const origin = source === 'direct' ? 'form' : source;
  const { answers, problems } = readAnswers(fields, blueprint, {
    origin,
    answeredAt: receivedAt.toISOString(),
  });
  const { attribution, problems: unattributed } = readAttribution(fields);
  const consent = readConsent(fields, 'consent');
  const marketing = readConsent(fields, marketingField);
  const inleadScore = source === 'inlead' ? readInleadScore(fields) : absent;
  const optional = [
    ...contact.optional,
    ...problems,
    ...unattributed,
    ...problemsOf([consent, marketing, inleadScore]),
  ];

  if (contact.required.length > 0 && !isTest)
    return { kind: 'rejected', problems: [...contact.required, ...optional] };
  const profile: LeadProfile = {
    person: contact.person,
    services: contact.services.services,
    answers,
    attribution,
    source,
    inleadScore: valueOf(inleadScore),
    consent: valueOf(consent),
    ...(valueOf(marketing) === true ? { marketingConsent: true } : {}),
    whatsappVerified: false,
    ...(isTest ? { isTest } : {}),
    ...armOf(fields, source),
  };
  return {
    kind: 'ok',
    profile,
    ignored: [...optional, ...unknownFields(fields, source, blueprint)],
    externalId: source === 'meta' ? leadgenIdOf(fields) : null,
  };
}

/** `/go` put it into the address of InLead's page (R3.4). */
function armOf(fields: Body, source: CaptureSource): Pick<LeadProfile, 'arm'> {
  if (source !== 'inlead') return {};
  const arm = arms.find((one) => one === fields.get('piloto'));
  return arm === undefined ? {} : { arm };
}

const noObject: FieldProblem = {
  field: '',
  reason: { code: 'capture.not_an_object' },
  remedy: { code: 'capture.not_an_object_remedy' },
};

const fieldsOf = (body: unknown): Body | null =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? new Map(Object.entries(body))
    : null;
