import type { FieldIndex } from '../fields/field-values.js';
import type { Draft } from './lead-write.js';
import { draftCompany, draftContact, saveContact } from '../entities/person-write.js';
import { refuse } from '../http/problem.js';
import type { Company, Contact } from '../account/records.js';
import type { Call } from '../http/route.js';

/** The contact inside a lead: a new one in full, or `{ id }` of one that exists. */
export function contactPart(
  call: Call,
  index: FieldIndex,
  item: unknown,
  duplicate: Contact | null,
): Draft<Contact> | null {
  if (item === undefined) return null;
  const id = idIn(item);
  if (id === null) return draftContact(call, index, item, duplicate);
  const existing = knownById(call, call.account.state.contacts, id);
  if (!existing) return { errors: [refuse('id', 'NotSupportedChoice')] };
  return {
    save: (links = {}) => {
      const joins = links.company_id !== undefined && links.company_id !== existing.company_id;
      return joins ? saveContact(call.account, existing, { ...existing, ...links }) : existing;
    },
  };
}

export function companyPart(call: Call, index: FieldIndex, item: unknown): Draft<Company> | null {
  if (item === undefined) return null;
  const id = idIn(item);
  if (id === null) return draftCompany(call, index, item, null);
  const existing = knownById(call, call.account.state.companies, id);
  if (!existing) return { errors: [refuse('id', 'NotSupportedChoice')] };
  return {
    save: () => existing,
  };
}

function knownById<T>(call: Call, known: ReadonlyMap<number, T>, id: number): T | undefined {
  return call.account.switches.isOn('complex-refuses-existing-ids') ? undefined : known.get(id);
}

function idIn(item: unknown): number | null {
  const named = typeof item === 'object' && item !== null && 'id' in item;
  return named && typeof item.id === 'number' ? item.id : null;
}
