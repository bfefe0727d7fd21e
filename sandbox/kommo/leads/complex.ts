import { z } from 'zod';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { findDuplicate } from './duplicates.js';
import { companyPart, contactPart } from './embedded.js';
import { fieldIndex } from '../fields/field-values.js';
import type { FieldIndex } from '../fields/field-values.js';
import { draftLead, saved } from './lead-write.js';
import type { Draft } from './lead-write.js';
import type { FieldError } from '../http/problem.js';
import type { Company, Contact, Lead } from '../account/records.js';
import { hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import type { Call, Route } from '../http/route.js';
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
  const given = { lead, contactItem: embedded.contacts?.[0], companyItem: embedded.companies?.[0] };
  const leadItem = { ...lead, _embedded: { ...embedded, contacts: [], companies: [] } };
  const parts = {
    ...draftParts(call, indexes, { ...given, leadItem }),
    form: embedded.metadata ?? null,
  };
  const errors = errorsIn(parts);
  return errors.length > 0 ? { errors } : { commit: (requestId) => save(call, parts, requestId) };
}

interface Given {
  readonly lead: { readonly pipeline_id?: number };
  readonly leadItem: unknown;
  readonly contactItem: unknown;
  readonly companyItem: unknown;
}

function draftParts(call: Call, indexes: Indexes, given: Given): Omit<Parts, 'form'> {
  const pipelineId = given.lead.pipeline_id;
  const duplicate = findDuplicate(call.account, indexes.contacts, given.contactItem, pipelineId);
  return {
    lead: draftLead(call, indexes.leads, given.leadItem, duplicate?.lead ?? null),
    contact: contactPart(call, indexes.contacts, given.contactItem, duplicate?.contact ?? null),
    company: companyPart(call, indexes.companies, given.companyItem),
    pipelineId,
    merged: duplicate?.lead !== undefined,
  };
}

function errorsIn({
  lead,
  contact,
  company,
}: Pick<Parts, 'lead' | 'contact' | 'company'>): readonly FieldError[] {
  return [
    ...errorsOf(lead, ''),
    ...errorsOf(contact, '_embedded.contacts.0.'),
    ...errorsOf(company, '_embedded.companies.0.'),
  ];
}

function save(call: Call, parts: Parts, requestId: string): Outcome {
  const company_id = saved(parts.company, {})?.id ?? null;
  const contact_id = saved(parts.contact, companyLink(company_id))?.id ?? null;
  const lead = saved(parts.lead, {
    ...(contact_id !== null && { contacts: [{ id: contact_id, is_main: true }] }),
    ...companyLink(company_id),
    ...(parts.form && incomingPlace(call.account, parts.pipelineId)),
  });
  if (!lead) throw new Error('A lead that was checked is saved');
  if (parts.form) {
    const { category, ...metadata } = parts.form;
    addUnsorted(call, { category, metadata, lead, contact_id });
  }
  return { id: lead.id, contact_id, company_id, request_id: [requestId], merged: parts.merged };
}

function companyLink(company_id: number | null): { readonly company_id?: number } {
  return company_id === null ? {} : { company_id };
}

function errorsOf<T>(draft: Draft<T> | null, prefix: string): readonly FieldError[] {
  if (!draft || !('errors' in draft)) return [];
  return draft.errors.map((error) => ({ ...error, path: prefix + error.path }));
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
