import type { HandOver, HistoryEntry } from './odoo.js';
import { opportunityNote } from './opportunity-note.js';

/** "Full contact info + custom fields + interaction history" (R5.5); the endpoint's addon reads these names. */
export const restBody = (handOver: HandOver, entries: readonly HistoryEntry[]) => ({
  kommo_ref: String(handOver.kommoLeadId),
  name: handOver.leadName,
  contact: {
    ref: handOver.kommoContactId,
    name: handOver.person.fullName,
    email: handOver.person.email,
    phone: handOver.person.phone,
    landline: handOver.person.landline,
  },
  company: {
    ref: handOver.kommoCompanyId,
    name: handOver.person.companyName,
    vat: handOver.taxId,
    ...handOver.address,
  },
  amount: handOver.amount,
  currency: handOver.currency,
  services: handOver.services,
  custom_fields: Object.fromEntries(
    handOver.answers.map(({ question, shown }) => [question, shown]),
  ),
  scores: handOver.scores.map(({ model, total, leadClass }) => ({
    model,
    total,
    class: leadClass,
  })),
  attribution: handOver.attribution,
  source: handOver.source,
  tags: handOver.tags,
  salesperson_email: handOver.salespersonEmail,
  won_at: handOver.wonAt,
  kommo_url: handOver.kommoUrl,
  note_html: opportunityNote(handOver),
  history: entries,
});
