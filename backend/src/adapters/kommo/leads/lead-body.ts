import type { FieldProblem } from '../../../../../domain/field-problem.js';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import { conversationFields } from '../../../../../domain/conversation/conversation.js';
import { conversationTexts } from '../../../../../domain/conversation/conversation-texts.js';
import type { Attribution, Person } from '../../../../../domain/lead/lead.js';
import type { AccountMap, StagePlace } from '../fields/account-map.js';
import { answerFields, serviceFields } from '../fields/answers.js';
import { codes, provenanceCodes, trackingCodes } from '../fields/field-codes.js';
import type { Provenance } from '../fields/field-codes.js';
import { encodeFields, mostFields } from '../fields/field-values.js';
import type { FieldBody, WantedField } from '../fields/field-values.js';
import type { LeadToCreate } from '../kommo.js';

/** One item of `POST /api/v4/leads/complex`. */
export interface LeadBody {
  readonly request_id: string;
  readonly name: string;
  readonly pipeline_id: number;
  readonly status_id: number;
  readonly responsible_user_id?: number;
  readonly custom_fields_values: readonly FieldBody[];
  readonly tags_to_add: readonly { readonly name: string }[];
  readonly _embedded: {
    readonly contacts: readonly (ContactBody | { readonly id: number })[];
    readonly companies: readonly ({ readonly name: string } | { readonly id: number })[];
  };
}

interface ContactBody {
  readonly name: string;
  readonly custom_fields_values: readonly FieldBody[];
}

export interface BuiltLead {
  readonly body: LeadBody;
  /** Fields that do not fit into it. */
  readonly rest: readonly FieldBody[];
  readonly problems: readonly FieldProblem[];
}

export interface BodyContext {
  readonly blueprint: Blueprint;
  readonly map: AccountMap;
  readonly place: StagePlace;
}

export interface LeadDraft {
  readonly lead: LeadToCreate;
  /** The company of an existing contact, when it is the one the lead names. */
  readonly companyId: number | null;
  /** Fields that Kommo refused before, as `fieldKey` names them. */
  readonly without: ReadonlySet<string>;
}

/** Kommo's names are kept in 255 characters. */
const longestName = 255;

export const fieldKey = (entity: 'lead' | 'contact', code: string): string => `${entity}:${code}`;

/** `requestId` comes back in the answer, in no promised order. */
export function buildLead(context: BodyContext, draft: LeadDraft, requestId: string): BuiltLead {
  const { lead, without } = draft;
  const { fields, problems } = encodeFields(context.map, wantedFields(context, lead));
  const kept = fields.filter(({ field_code }) => !without.has(fieldKey('lead', field_code)));
  return {
    problems,
    rest: kept.slice(mostFields),
    body: {
      request_id: requestId,
      name: leadName(context.blueprint, lead),
      pipeline_id: context.place.pipelineId,
      status_id: context.place.statusId,
      ...ownerOf(lead),
      custom_fields_values: kept.slice(0, mostFields),
      tags_to_add: [
        { name: lead.profile.source },
        { name: context.blueprint.classTags[lead.score.leadClass] },
      ],
      _embedded: { contacts: [contactOf(draft)], companies: companiesOf(draft) },
    },
  };
}

const ownerOf = ({ responsibleUserId: id }: LeadToCreate): Pick<LeadBody, 'responsible_user_id'> =>
  id === undefined ? {} : { responsible_user_id: id };

/** What is needed at once comes first: what is beyond the 40th follows in a call of its own. */
function wantedFields({ blueprint, map }: BodyContext, lead: LeadToCreate): readonly WantedField[] {
  const { profile, score } = lead;
  return [
    { code: codes.ref, values: [lead.ref] },
    { code: codes.score, values: [score.total] },
    { code: codes.leadClass, values: [score.leadClass] },
    ...serviceFields(blueprint, profile.services),
    ...(profile.taxId === undefined ? [] : [{ code: codes.taxId, values: [profile.taxId] }]),
    ...conversationTextFields(blueprint, profile).filter(({ code }) => map.fieldByCode.has(code)),
    ...trackingFields(profile.attribution).filter(({ code }) => map.fieldByCode.has(code)),
    ...answerFields(blueprint, profile.answers),
    ...provenanceFields(lead.provenance).filter(({ code }) => map.fieldByCode.has(code)),
  ];
}

const provenanceFields = (provenance: Provenance = {}): readonly WantedField[] =>
  provenanceCodes.flatMap(([key, code]) => {
    const value = provenance[key] ?? '';
    return value === '' ? [] : [{ code, values: [value] }];
  });

/** Templates read them from the lead: without them the welcome would go out with bare placeholders. */
function conversationTextFields(
  blueprint: Blueprint,
  profile: LeadToCreate['profile'],
): readonly WantedField[] {
  const texts = conversationTexts(profile, false, blueprint);
  return (['name', 'company', 'service', 'known'] as const)
    .filter((key) => texts[key] !== '')
    .map((key) => ({ code: conversationFields[key], values: [texts[key]] }));
}

const trackingFields = (attribution: Attribution): readonly WantedField[] =>
  trackingCodes.flatMap(([key, code]) => {
    const value = attribution[key];
    return value === undefined || value === '' ? [] : [{ code, values: [value] }];
  });

function leadName(blueprint: Blueprint, { profile }: LeadToCreate): string {
  const { companyName, fullName } = profile.person;
  const service = blueprint.services.find(({ key }) => key === profile.services[0]);
  const who = companyName === '' ? fullName : companyName;
  return (service === undefined ? who : `${who} · ${service.label}`).slice(0, longestName);
}

/** A contact that exists is linked as it is: what a salesperson corrected there stays. */
function contactOf({ lead, without }: LeadDraft): ContactBody | { readonly id: number } {
  if (lead.contactId !== null) return { id: lead.contactId };
  const { person } = lead.profile;
  return {
    name: (person.fullName === '' ? person.companyName : person.fullName).slice(0, longestName),
    custom_fields_values: contactFields(person).filter(
      ({ field_code }) => !without.has(fieldKey('contact', field_code)),
    ),
  };
}

function contactFields({ phone, landline, email }: Person): readonly FieldBody[] {
  const phones = [
    ...(phone === null ? [] : [{ value: phone, enum_code: 'MOB' }]),
    ...(landline === null ? [] : [{ value: landline, enum_code: 'WORK' }]),
  ];
  const emails = email === null ? [] : [{ value: email, enum_code: 'WORK' }];
  return [
    ...(phones.length === 0 ? [] : [{ field_code: 'PHONE', values: phones }]),
    ...(emails.length === 0 ? [] : [{ field_code: 'EMAIL', values: emails }]),
  ];
}

function companiesOf({ lead, companyId }: LeadDraft): LeadBody['_embedded']['companies'] {
  if (companyId !== null) return [{ id: companyId }];
  const name = lead.profile.person.companyName.slice(0, longestName);
  return name === '' ? [] : [{ name }];
}
