import { z } from 'zod';
import { contactSchema, pageOf } from '../http/api-schemas.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import type { LeadDraft } from './lead-body.js';
import { readByIds } from './read-leads.js';

export interface SortedLinks {
  /** Their contact was deleted in Kommo, or merged into another one. */
  readonly gone: readonly LeadDraft[];
  /** Their contact is there. */
  readonly present: readonly LeadDraft[];
}

/** Why Kommo refused the contact of a lead: asked, because the refusal says the same of both. */
export async function sortLinks(
  client: KommoClient,
  drafts: readonly LeadDraft[],
): Promise<SortedLinks> {
  const ids = drafts.flatMap(({ lead }) => lead.contactId ?? []);
  const contacts = await readByIds(client, { entity: 'contacts', ids }, contactSchema);
  const known = new Set(contacts.filter((one) => !one.is_deleted).map(({ id }) => id));
  const isPresent = ({ lead }: LeadDraft) => known.has(lead.contactId ?? 0);
  return {
    gone: drafts.filter((draft) => !isPresent(draft)),
    present: drafts.filter(isPresent),
  };
}

const companiesPath = '/api/v4/companies';
const madeSchema = pageOf(
  'companies',
  z.object({ id: z.number().int(), request_id: z.coerce.string().catch('') }),
);

/**
 * Makes the companies that the drafts name and do not have. Each is linked to its contact before the lead is sent, so
 * that a repetition finds it there.
 */
export async function makeCompanies(
  client: KommoClient,
  drafts: readonly LeadDraft[],
): Promise<readonly LeadDraft[]> {
  const wanted = drafts.filter(
    ({ lead, companyId }) => companyId === null && lead.profile.person.companyName !== '',
  );
  if (wanted.length === 0) return drafts;
  const answer = await client.post(
    companiesPath,
    wanted.map(({ lead }) => ({
      name: lead.profile.person.companyName.slice(0, 255),
      request_id: lead.ref,
    })),
  );
  const { items } = readAs(madeSchema, answer, companiesPath);
  const idByRef = new Map(items.map(({ id, request_id }) => [request_id, id]));
  for (const { lead } of wanted) {
    const companyId = idByRef.get(lead.ref);
    if (companyId === undefined || lead.contactId === null) continue;
    await client.post(`/api/v4/contacts/${lead.contactId}/link`, [
      { to_entity_id: companyId, to_entity_type: 'companies' },
    ]);
  }
  return drafts.map((draft) => ({
    ...draft,
    companyId: idByRef.get(draft.lead.ref) ?? draft.companyId,
  }));
}
