import { z } from 'zod';
import { check, readItems, writeBatch } from './check.js';
import type { Prepared } from './check.js';
import { findDuplicate } from './duplicates.js';
import { companyPart, contactPart } from './embedded.js';
import { fieldIndex } from './field-values.js';
import type { FieldIndex } from './field-values.js';
import { draftLead } from './lead-write.js';
import type { Draft } from './lead-write.js';
import { refuse } from './problem.js';
import type { FieldError } from './problem.js';
import type { Company, Contact, Lead } from './records.js';
import { hal } from './reply.js';
import type { Reply } from './reply.js';
import type { Call, Route } from './route.js';
import { addUnsorted, incomingPlace } from './unsorted-write.js';

export const complexRoutes: readonly Route[] = [
  { method: 'post', path: '/leads/complex', handle: createComplex },
];

const metadata = z.looseObject({
  category: z.enum(['forms', 'sip']),
  form_id: z.union([z.string(), z.number()]).exactOptional(),
  form_name: z.string().exactOptional(),
  form_page: z.string().exactOptional(),
  form_sent_at: z.number().int().exactOptional(),
});

const complexInput = z.looseObject({
  custom_fields_values: z.unknown().optional(),
  pipeline_id: z.number().int().exactOptional(),
  _embedded: z
    .looseObject({
      contacts: z.array(z.unknown()).max(1).exactOptional(),
      companies: z.array(z.unknown()).max(1).exactOptional(),
      metadata: metadata.exactOptional(),
    })
    .exactOptional(),
});

interface Outcome {
  readonly id: number;
  readonly contact_id: number | null;
  readonly company_id: number | null;
  readonly request_id: readonly string[];
  readonly merged: boolean;
}

export interface Indexes {
  readonly leads: FieldIndex;
  readonly contacts: FieldIndex;
  readonly companies: FieldIndex;
}

interface Parts {
  readonly lead: Draft<Lead>;
  readonly contact: Draft<Contact> | null;
  readonly company: Draft<Company> | null;
  readonly form: z.infer<typeof metadata> | null;
  readonly pipelineId: number | undefined;
  readonly merged: boolean;
}

/** Bare array, no HAL; nothing is compared within one request. */
function createComplex(call: Call): Reply {
  const indexes: Indexes = {
    leads: fieldIndex(call.account, 'leads'),
    contacts: fieldIndex(call.account, 'contacts'),
    companies: fieldIndex(call.account, 'companies'),
  };
  const outcomes = writeBatch({
    items: readItems(call.body, 50),
    keepsValid: call.account.switches.isOn('batch-keeps-valid-items'),
    prepare: (item) => prepareOne(call, indexes, item),
  });
  return hal(collapse(outcomes));
}

function prepareOne(call: Call, indexes: Indexes, item: unknown): Prepared<Outcome> {
  const checked = check(complexInput, item);
  if (!checked.ok) return checked;
  const { _embedded: embedded = {}, ...lead } = checked.value;
  const contactItem = embedded.contacts?.[0];
  const companyItem = embedded.companies?.[0];
  const duplicate = findDuplicate(call.account, indexes.contacts, contactItem, lead.pipeline_id);
  const { contacts: _contacts, companies: _companies, metadata: form, ...rest } = embedded;
  const parts: Parts = {
    lead: draftLead(call, indexes.leads, { ...lead, _embedded: rest }, duplicate?.lead ?? null),
    contact: contactPart(call, indexes.contacts, contactItem, duplicate?.contact ?? null),
    company: companyPart(call, indexes.companies, companyItem),
    form: form ?? null,
    pipelineId: lead.pipeline_id,
    merged: duplicate?.lead !== undefined,
  };
  const errors = errorsIn(parts, { lead, contactItem, companyItem });
  return errors.length > 0 ? { errors } : { commit: (requestId) => save(call, parts, requestId) };
}

function errorsIn(
  { lead, contact, company }: Parts,
  given: { readonly lead: unknown; readonly contactItem: unknown; readonly companyItem: unknown },
): readonly FieldError[] {
  return [
    ...errorsOf(lead, ''),
    ...tooMany(given.lead, ''),
    ...errorsOf(contact, '_embedded.contacts.0.'),
    ...tooMany(given.contactItem, '_embedded.contacts.0.'),
    ...errorsOf(company, '_embedded.companies.0.'),
    ...tooMany(given.companyItem, '_embedded.companies.0.'),
  ];
}

function save(call: Call, parts: Parts, requestId: string): Outcome {
  const company = saved(parts.company, {});
  const contact = saved(parts.contact, company ? { company_id: company.id } : {});
  const place = parts.form ? incomingPlace(call.account, parts.pipelineId) : {};
  const lead = saved(parts.lead, {
    ...(contact && { contacts: [{ id: contact.id, is_main: true }] }),
    ...(company && { company_id: company.id }),
    ...place,
  });
  if (!lead) throw new Error('A lead that was checked is saved');
  if (parts.form) {
    const { category, ...form } = parts.form;
    addUnsorted(call, { category, metadata: form, lead, contact_id: contact?.id ?? null });
  }
  return {
    id: lead.id,
    contact_id: contact?.id ?? null,
    company_id: company?.id ?? null,
    request_id: [requestId],
    merged: parts.merged,
  };
}

function saved<T>(draft: Draft<T> | null, links: Partial<T>): T | null {
  return draft && 'save' in draft ? draft.save(links) : null;
}

function errorsOf<T>(draft: Draft<T> | null, prefix: string): readonly FieldError[] {
  if (!draft || !('errors' in draft)) return [];
  return draft.errors.map((error) => ({ ...error, path: prefix + error.path }));
}

/** At most this many custom field values for each lead, contact and company. */
const mostValues = 40;

function tooMany(item: unknown, prefix: string): readonly FieldError[] {
  if (typeof item !== 'object' || item === null || !('custom_fields_values' in item)) return [];
  const values = item.custom_fields_values;
  const over = Array.isArray(values) && values.length > mostValues;
  return over ? [refuse(`${prefix}custom_fields_values`, 'TooLong')] : [];
}

/** Inputs that ended in the same lead come back as one item with all their request ids. */
function collapse(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byLead = new Map<number, Outcome>();
  for (const outcome of outcomes) {
    const ids = byLead.get(outcome.id)?.request_id ?? [];
    byLead.set(outcome.id, { ...outcome, request_id: [...ids, ...outcome.request_id] });
  }
  return [...byLead.values()];
}
