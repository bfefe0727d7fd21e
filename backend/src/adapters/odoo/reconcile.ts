import { z } from 'zod';
import { kommoMark } from './opportunity/ensure-opportunity.js';
import type { LinkedKind, OdooOpportunity } from './odoo.js';
import { idRow } from './records/records.js';
import { recordUrl } from './records/step-tools.js';
import type { StepTools } from './records/step-tools.js';
import { amount, link, text } from './records/values.js';

const pageSize = 200;

const opportunityRow = z.object({
  id: z.int(),
  name: text,
  referred: text,
  partner_id: link,
  expected_revenue: amount,
  stage_id: link,
  active: z.boolean(),
});

/** What Odoo has from us, found by our mark: an external id cannot be searched with ordinary rights. */
export async function listOpportunities(
  { records, settings }: StepTools,
  afterId: number,
): Promise<readonly OdooOpportunity[]> {
  const wonStages = await records.search(
    'crm.stage',
    { domain: [['is_won', '=', true]], fields: ['id'] },
    idRow,
  );
  const won = new Set(wonStages.map(({ id }) => id));
  const rows = await records.search(
    'crm.lead',
    {
      domain: [
        ['referred', '=like', `${markPrefix}%`],
        ['id', '>', afterId],
      ],
      fields: Object.keys(opportunityRow.shape),
      limit: pageSize,
      order: 'id',
    },
    opportunityRow,
  );
  return rows.map((row) => ({
    id: row.id,
    kommoLeadId: leadIdOf(row.referred ?? ''),
    name: row.name ?? '',
    partnerId: row.partner_id?.id ?? null,
    revenue: row.expected_revenue,
    won: row.stage_id !== null && won.has(row.stage_id.id),
    archived: !row.active,
    url: recordUrl(settings, 'crm.lead', row.id),
  }));
}

const markPrefix = kommoMark(0).slice(0, -1);

function leadIdOf(mark: string): number | null {
  const digits = mark.slice(markPrefix.length);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

export const modelByKind: Readonly<Record<LinkedKind, string>> = {
  customer: 'res.partner',
  opportunity: 'crm.lead',
  project: 'project.project',
  order: 'sale.order',
  contract: 'contract.contract',
};

/** Ids that are no more. A merged customer's old id is gone as if it had been deleted. */
export async function findMissing(
  { records }: StepTools,
  kind: LinkedKind,
  ids: readonly number[],
): Promise<readonly number[]> {
  const missing: number[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    const asked = ids.slice(start, start + pageSize);
    const rows = await records.search(
      modelByKind[kind],
      { domain: [['id', 'in', asked]], fields: ['id'] },
      idRow,
    );
    const there = new Set(rows.map(({ id }) => id));
    missing.push(...asked.filter((id) => !there.has(id)));
  }
  return missing;
}
