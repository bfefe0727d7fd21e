import type { Account } from '../account/account.js';
import type { Company, Contact, Entity, Lead, StoredField } from '../account/records.js';
import type { Call } from '../http/route.js';
import { link } from '../http/route.js';
import { listAt } from '../http/query.js';
import { tagView } from './tags.js';

export function leadView(call: Call, lead: Lead): unknown {
  const { account } = call;
  const asked = new Set(listAt(call.query, 'with'));
  const { fields, tags, contacts, company_id, source_id, ...shown } = lead;
  return {
    ...shown,
    custom_fields_values: fieldsView(account, fields),
    score: null,
    account_id: account.id,
    labor_cost: null,
    is_price_computed: false,
    ...(asked.has('is_price_modified_by_robot') && { is_price_modified_by_robot: false }),
    ...(asked.has('source_id') && { source_id }),
    _links: link(call, `/leads/${lead.id}`),
    _embedded: {
      tags: tags.map((id) => tagView(account, id)),
      companies: company_id === null ? [] : [reference(call, 'companies', company_id)],
      ...(asked.has('contacts') && {
        contacts: contacts.map((contact) => ({
          id: contact.id,
          is_main: contact.is_main,
          _links: link(call, `/contacts/${contact.id}`),
        })),
      }),
      ...(asked.has('loss_reason') && { loss_reason: lossReasonView(account, lead) }),
      ...(asked.has('catalog_elements') && { catalog_elements: [] }),
    },
  };
}

export function contactView(call: Call, contact: Contact): unknown {
  const asked = new Set(listAt(call.query, 'with'));
  const { fields, tags, company_id, ...shown } = contact;
  return {
    ...shown,
    custom_fields_values: fieldsView(call.account, fields),
    account_id: call.account.id,
    _links: link(call, `/contacts/${contact.id}`),
    _embedded: {
      tags: tags.map((id) => tagView(call.account, id)),
      companies: company_id === null ? [] : [reference(call, 'companies', company_id)],
      ...(asked.has('leads') && {
        leads: leadsWith(call.account, (lead) =>
          lead.contacts.some((c) => c.id === contact.id),
        ).map((lead) => reference(call, 'leads', lead.id)),
      }),
      ...(asked.has('catalog_elements') && { catalog_elements: [] }),
      ...(asked.has('customers') && { customers: [] }),
    },
  };
}

export function companyView(call: Call, company: Company): unknown {
  const asked = new Set(listAt(call.query, 'with'));
  const { fields, tags, ...shown } = company;
  return {
    ...shown,
    custom_fields_values: fieldsView(call.account, fields),
    account_id: call.account.id,
    _links: link(call, `/companies/${company.id}`),
    _embedded: {
      tags: tags.map((id) => tagView(call.account, id)),
      ...(asked.has('contacts') && {
        contacts: [...call.account.state.contacts.values()]
          .filter((contact) => contact.company_id === company.id)
          .map((contact) => reference(call, 'contacts', contact.id)),
      }),
      ...(asked.has('leads') && {
        leads: leadsWith(call.account, (lead) => lead.company_id === company.id).map((lead) =>
          reference(call, 'leads', lead.id),
        ),
      }),
      ...(asked.has('catalog_elements') && { catalog_elements: [] }),
      ...(asked.has('customers') && { customers: [] }),
    },
  };
}

/** Null, not an empty list, where a record has no values. */
function fieldsView(account: Account, stored: readonly StoredField[]): unknown {
  const shown = stored.flatMap(({ field_id, values }) => {
    const field = account.state.customFields.get(field_id);
    if (!field) return [];
    const { name: field_name, code: field_code, type: field_type } = field;
    return [{ field_id, field_name, field_code, field_type, is_computed: false, values }];
  });
  return shown.length === 0 ? null : shown;
}

function reference(call: Call, entity: string, id: number): unknown {
  return { id, _links: link(call, `/${entity}/${id}`) };
}

function leadsWith(account: Account, matches: (lead: Lead) => boolean): readonly Lead[] {
  return [...account.state.leads.values()].filter((lead) => !lead.is_deleted && matches(lead));
}

function lossReasonView(account: Account, lead: Lead): unknown {
  const reason =
    lead.loss_reason_id === null ? undefined : account.state.lossReasons.get(lead.loss_reason_id);
  return reason ? [reason] : [];
}

/** All the text of a record that `query` looks through, as it was typed. */
export function searchText(entity: Entity): string {
  const values = entity.fields.flatMap((field) => field.values.map(({ value }) => String(value)));
  return [String(entity.id), entity.name, ...values].join('\n').toLowerCase();
}
