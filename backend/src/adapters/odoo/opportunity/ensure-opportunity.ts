import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { inCompanyCurrency } from '../contract/currency.js';
import { ensureLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { recordGone } from '../records/gone.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import { opportunityNote } from './opportunity-note.js';
import { findMarked, idRow, silently } from '../records/records.js';
import type { Fields } from '../records/records.js';
import { linkNames, partnerMark } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import type { Named } from '../transport/transport.js';
import { oneLine, text } from '../records/values.js';

const model = 'crm.lead';

/** A won opportunity of the customer. Made first and won afterwards: 17 leaves no closing date otherwise. */
export async function ensureOpportunity(
  tools: StepTools,
  handOver: HandOver,
  customerId: number,
): Promise<Linked> {
  const found = await findMarked(tools.records, model, 'referred', kommoMark(handOver.kommoLeadId));
  if (found !== null) {
    await ensureWon(tools, found);
    return { id: found, created: false };
  }
  const id = await create(tools, handOver, customerId);
  await setWon(tools, id);
  return { id, created: true };
}

async function create(tools: StepTools, handOver: HandOver, customerId: number): Promise<number> {
  const fields = await tools.records.requireFields(model);
  const partnerId = await findPartner(tools, handOver, customerId);
  const attempt = async () =>
    ensureLinked(tools, {
      model,
      name: linkNames.opportunity(handOver),
      columns: keepKnown(await columnsOf(tools, handOver, partnerId, fields), fields),
    });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'odoo_rejected') throw error;
    // A tag, source or user kept from before may be gone: look them up afresh, once.
    tools.lookups.forget();
    return attempt();
  }
}

async function columnsOf(
  tools: StepTools,
  handOver: HandOver,
  partnerId: number,
  fields: Fields,
): Promise<Named> {
  const { lookups } = tools;
  const { utm_source: source, utm_medium: medium, utm_campaign: campaign } = handOver.attribution;
  const named = (field: string, inModel: string, value: string | undefined) =>
    field in fields && value !== undefined && oneLine(value) !== ''
      ? lookups.named(inModel, value)
      : Promise.resolve(null);
  const [sourceId, mediumId, campaignId, tagIds, userId, revenue] = await Promise.all([
    named('source_id', 'utm.source', source ?? handOver.source),
    named('medium_id', 'utm.medium', medium),
    named('campaign_id', 'utm.campaign', campaign),
    tagsOf(tools, handOver),
    handOver.salespersonEmail === null ? null : lookups.user(handOver.salespersonEmail),
    inCompanyCurrency(tools, handOver),
  ]);
  return {
    name: oneLine(handOver.leadName) || `Kommo ${handOver.kommoLeadId}`,
    type: 'opportunity',
    // With the partner set, phone and e-mail must stay out: they would overwrite the partner's.
    'partner_id/.id': partnerId,
    // Empty means nobody; left out it would become the integration's own user.
    'user_id/.id': userId ?? '',
    expected_revenue: revenue,
    'source_id/.id': sourceId,
    'medium_id/.id': mediumId,
    'campaign_id/.id': campaignId,
    'tag_ids/.id': tagIds.length === 0 ? null : tagIds.join(','),
    referred: kommoMark(handOver.kommoLeadId),
    description: opportunityNote(handOver),
    ...mappedAnswers(tools, handOver),
  };
}

/** What reconciliation finds our opportunities by; the external id itself cannot be searched by an ordinary user. */
export const kommoMark = (kommoLeadId: number): string => `Kommo lead ${kommoLeadId}`;

const tagsOf = ({ lookups }: StepTools, handOver: HandOver): Promise<readonly number[]> => {
  const names = [...new Set([...handOver.services.map(({ label }) => label), ...handOver.tags])];
  return Promise.all(
    names.filter((name) => oneLine(name) !== '').map((name) => lookups.named('crm.tag', name)),
  );
};

function mappedAnswers({ settings }: StepTools, handOver: HandOver): Named {
  return Object.fromEntries(
    handOver.answers.flatMap(({ question, shown }) => {
      const field = settings.leadFields[question];
      return field === undefined ? [] : [[field, shown]];
    }),
  );
}

const partnerRow = z.object({ id: z.int(), email: text, ref: text });

/** The person at the customer; the customer itself when no person is known. */
async function findPartner(
  tools: StepTools,
  handOver: HandOver,
  customerId: number,
): Promise<number> {
  const email = handOver.person.email?.toLowerCase() ?? null;
  const mark = partnerMark(linkNames.contact(handOver));
  const partners = await tools.records.search(
    'res.partner',
    {
      domain: ['|', ['id', '=', customerId], ['parent_id', '=', customerId]],
      fields: ['id', 'email', 'ref'],
      limit: 200,
    },
    partnerRow,
  );
  if (!partners.some(({ id }) => id === customerId)) throw recordGone('customer', customerId);
  // Looked for among the customer's own: a contact that moved away would carry the opportunity with it.
  const marked = partners.find(({ ref }) => ref === mark);
  if (marked !== undefined) return marked.id;
  const sameEmail = partners.find(
    (partner) => email !== null && partner.email?.toLowerCase() === email,
  );
  return sameEmail?.id ?? customerId;
}

async function ensureWon(tools: StepTools, id: number): Promise<void> {
  const won = await tools.records.search(
    model,
    {
      domain: [
        ['id', '=', id],
        ['stage_id.is_won', '=', true],
      ],
      fields: ['id'],
      limit: 1,
    },
    idRow,
  );
  if (won.length === 0) await setWon(tools, id);
}

const setWon = ({ records }: StepTools, id: number): Promise<unknown> =>
  records.run({ model, method: 'action_set_won', ids: [id], context: silently });
