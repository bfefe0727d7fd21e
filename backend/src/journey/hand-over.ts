import type { KommoLead } from '../adapters/kommo/kommo.js';
import type { HandOver } from '../adapters/odoo/odoo.js';
import { shownAnswers } from '../domain/shown-answers.js';
import type { Services } from '../services.js';

/** Everything Odoo gets of a lead, read from Kommo and completed with what the companion kept. */
export async function readHandOver(
  { store, blueprint, config, kommo }: Services,
  lead: KommoLead,
): Promise<HandOver> {
  const row = await store.leads.findByKommoId(lead.id);
  const history = row === null ? [] : await store.scores.history(row.id, 50);
  const account = await kommo.readAccount();
  const models = new Set<string>();
  const answers = { ...lead.answers, ...row?.profile.answers };
  return {
    kommoLeadId: lead.id,
    kommoContactId: lead.contactId,
    kommoCompanyId: lead.companyId,
    leadName: lead.name,
    amount: lead.price,
    currency: account.currency,
    person: lead.person,
    taxId: null,
    services: blueprint.services
      .filter(({ key }) => lead.services.includes(key))
      .map(({ key, label }) => ({ key, label })),
    answers: shownAnswers(answers, blueprint),
    // Newest first, so the first of each model is the one in force.
    scores: history
      .filter(({ score }) => !models.has(score.model) && models.add(score.model))
      .map(({ score }) => score),
    attribution: row?.profile.attribution ?? lead.attribution,
    source: row?.profile.source ?? 'kommo',
    tags: lead.tags,
    salespersonEmail: null,
    wonAt: lead.closedAt,
    kommoUrl: `${config.kommo.baseUrl}/leads/detail/${lead.id}`,
  };
}
