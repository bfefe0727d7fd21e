import { z } from 'zod';
import { authorOf, touchedAt } from '../account/account.js';
import type { Account } from '../account/account.js';
import { check, readItems, writeBatch } from '../http/check.js';
import type { Prepared } from '../http/check.js';
import { saveLead } from '../leads/lead-write.js';
import { wholeList } from '../http/page.js';
import { saveContact } from './person-write.js';
import { refuse } from '../http/problem.js';
import { numbersAt, textAt } from '../http/query.js';
import type { Contact, EntityType, Lead } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { idOf, notFound } from '../http/route.js';
import type { Call, Route } from '../http/route.js';

const entities: readonly EntityType[] = ['leads', 'contacts', 'companies'];

export const linkRoutes: readonly Route[] = entities.flatMap((entity): readonly Route[] => [
  { method: 'get', path: `/${entity}/:id/links`, handle: (call) => list(call, entity) },
  { method: 'post', path: `/${entity}/:id/link`, handle: (call) => change(call, entity, join) },
  {
    method: 'post',
    path: `/${entity}/:id/unlink`,
    handle: (call) => (change(call, entity, part), empty()),
  },
]);

const linkInput = z.object({
  to_entity_id: z.number().int(),
  to_entity_type: z.enum(['leads', 'contacts', 'companies']),
  metadata: z.looseObject({ is_main: z.boolean().exactOptional() }).nullable().exactOptional(),
});

type LinkInput = z.infer<typeof linkInput>;

interface Link {
  readonly to_entity_id: number;
  readonly to_entity_type: EntityType;
  /** Written as `is_main`, read as `main_contact`. */
  readonly metadata: { readonly main_contact: boolean } | null;
}

function list(call: Call, entity: EntityType): Reply {
  requireRecord(call, entity);
  const ids = numbersAt(call.query, 'filter', 'to_entity_id');
  const type = textAt(call.query, 'filter', 'to_entity_type');
  const items = linksOf(call.account, entity, idOf(call)).filter(
    (link) =>
      (ids.length === 0 || ids.includes(link.to_entity_id)) &&
      (type === undefined || type === link.to_entity_type),
  );
  return wholeList(call, { key: 'links', items, view: (link) => link, totals: 'items' });
}

function linksOf({ state }: Account, entity: EntityType, id: number): readonly Link[] {
  const plain = (to_entity_type: EntityType, to_entity_id: number): Link => ({
    to_entity_id,
    to_entity_type,
    metadata: null,
  });
  const leads = [...state.leads.values()];
  if (entity === 'leads') {
    const lead = state.leads.get(id);
    const contacts = (lead?.contacts ?? []).map(({ id: to_entity_id, is_main }): Link => ({
      ...{ to_entity_id, to_entity_type: 'contacts', metadata: { main_contact: is_main } },
    }));
    return [...contacts, ...(lead?.company_id ? [plain('companies', lead.company_id)] : [])];
  }
  if (entity === 'contacts') {
    const company = state.contacts.get(id)?.company_id;
    const held = leads.filter((lead) => lead.contacts.some((contact) => contact.id === id));
    return [
      ...held.map((lead) => plain('leads', lead.id)),
      ...(company ? [plain('companies', company)] : []),
    ];
  }
  const members = [...state.contacts.values()].filter((contact) => contact.company_id === id);
  const held = leads.filter((lead) => lead.company_id === id);
  return [
    ...held.map((lead) => plain('leads', lead.id)),
    ...members.map((contact) => plain('contacts', contact.id)),
  ];
}

type Change = (
  call: Call,
  from: { readonly entity: EntityType; readonly id: number },
  to: LinkInput,
) => void;

function change(call: Call, entity: EntityType, apply: Change): Reply {
  requireRecord(call, entity);
  const id = idOf(call);
  const linked = writeBatch<unknown>({
    items: readItems(call.body),
    keepsValid: false,
    prepare: (item): Prepared<unknown> => {
      const checked = check(linkInput, item);
      if (!checked.ok) return checked;
      const to = checked.value;
      const known = call.account.state[to.to_entity_type].has(to.to_entity_id);
      if (!known || to.to_entity_type === entity)
        return { errors: [refuse('to_entity_id', 'NotSupportedChoice')] };
      return {
        commit: () => {
          apply(call, { entity, id }, to);
          return { entity_id: id, entity_type: entity, ...to, metadata: to.metadata ?? null };
        },
      };
    },
  });
  return hal({
    _total_items: linked.length,
    _links: { self: { href: call.url.href } },
    _embedded: { links: linked },
  });
}

/** Links live on the lead (contacts, company) and on the contact (company), whichever end asks. */
function join(
  call: Call,
  from: { readonly entity: EntityType; readonly id: number },
  to: LinkInput,
): void {
  const ends = endsOf(call.account, from, to);
  if (ends.lead && ends.contactId !== null) {
    const contacts = withContact(ends.lead, ends.contactId, to.metadata?.is_main);
    saveLead(call.account, ends.lead, touched(call, { ...ends.lead, contacts }));
  } else if (ends.lead) {
    saveLead(call.account, ends.lead, touched(call, { ...ends.lead, company_id: ends.companyId }));
  } else if (ends.contact) {
    saveContact(
      call.account,
      ends.contact,
      touched(call, { ...ends.contact, company_id: ends.companyId }),
    );
  }
}

function part(
  call: Call,
  from: { readonly entity: EntityType; readonly id: number },
  to: LinkInput,
): void {
  const ends = endsOf(call.account, from, to);
  if (ends.lead && ends.contactId !== null) {
    const contacts = ends.lead.contacts.filter((contact) => contact.id !== ends.contactId);
    saveLead(call.account, ends.lead, touched(call, { ...ends.lead, contacts }));
  } else if (ends.lead) {
    saveLead(call.account, ends.lead, touched(call, { ...ends.lead, company_id: null }));
  } else if (ends.contact) {
    saveContact(call.account, ends.contact, touched(call, { ...ends.contact, company_id: null }));
  }
}

interface Ends {
  readonly lead: Lead | undefined;
  readonly contact: Contact | undefined;
  readonly contactId: number | null;
  readonly companyId: number | null;
}

function endsOf(
  { state }: Account,
  from: { readonly entity: EntityType; readonly id: number },
  to: LinkInput,
): Ends {
  const ids = new Map<EntityType, number>([
    [from.entity, from.id],
    [to.to_entity_type, to.to_entity_id],
  ]);
  const contactId = ids.get('contacts') ?? null;
  return {
    lead: state.leads.get(ids.get('leads') ?? NaN),
    contact: state.contacts.get(contactId ?? NaN),
    contactId,
    companyId: ids.get('companies') ?? null,
  };
}

function withContact(lead: Lead, id: number, asked: boolean | undefined): Lead['contacts'] {
  const others = lead.contacts.filter((contact) => contact.id !== id);
  const is_main = asked ?? others.length === 0;
  const demoted = is_main ? others.map((contact) => ({ ...contact, is_main: false })) : others;
  return [...demoted, { id, is_main }];
}

function touched<T extends Lead | Contact>(call: Call, entity: T): T {
  const updated_at = touchedAt(call.account, entity.updated_at);
  return { ...entity, updated_at, updated_by: authorOf(call.account, call.actor) };
}

function requireRecord(call: Call, entity: EntityType): void {
  if (!call.account.state[entity].has(idOf(call))) throw notFound(call);
}
