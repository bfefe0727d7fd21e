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

const stateRow = z.object({ id: z.int(), active: z.boolean().optional(), state: text.optional() });

/** A merged customer's old id is gone as if it had been deleted. Archived records count as there: people bring them back. */
export async function findLost(
  { records }: StepTools,
  kind: LinkedKind,
  ids: readonly number[],
): Promise<{ readonly gone: readonly number[]; readonly archived: readonly number[] }> {
  const model = modelByKind[kind];
  const fields = ids.length === 0 ? null : await records.fields(model);
  // Without its module there is no telling what became of it.
  if (fields === null) return { gone: [], archived: [] };
  const asked = ['id', ...['active', 'state'].filter((name) => name in fields)];
  const gone: number[] = [];
  const archived: number[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    const some = ids.slice(start, start + pageSize);
    const rows = await records.search(
      model,
      { domain: [['id', 'in', some]], fields: asked },
      stateRow,
    );
    const there = new Set(rows.map(({ id }) => id));
    gone.push(...some.filter((id) => !there.has(id)));
    archived.push(...rows.filter(isPutAway).map(({ id }) => id));
  }
  return { gone, archived };
}

const isPutAway = ({ active, state }: z.output<typeof stateRow>): boolean =>
  active === false || state === 'cancel';
