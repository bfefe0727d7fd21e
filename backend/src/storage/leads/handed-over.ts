import { sql } from 'kysely';
import type { Database } from '../db.js';
import type { HandedOver, HandedOverTable } from '../work/work-tables.js';

interface Parts {
  readonly db: Database;
  readonly clock: () => Date;
}

export function createHandedOverTable({ db, clock }: Parts): HandedOverTable {
  return {
    page: async (afterLeadId, limit) => {
      const { rows } = await sql<HandedOver>`
        select transfers.kommo_lead_id as "kommoLeadId", transfers.state,
          max(odoo_id) filter (where step = 'customer') as "customerId",
          max(odoo_id) filter (where step = 'opportunity') as "opportunityId",
          max(odoo_id) filter (where step = 'project') as "projectId",
          max(odoo_id) filter (where step = 'contract') as "contractId",
          max(url) filter (where step = 'contract') as "contractUrl",
          transfers.reason is not null as "neverWon",
          exists (
            select from dead_letters as dead
            where dead.step = 'send-to-odoo' and dead.discarded_at >= coalesce(transfers.failed_at, transfers.requested_at)
              and jsonb_typeof(dead.discard_reason) = 'string'
              and dead.data @> jsonb_build_object('kommoLeadId', transfers.kommo_lead_id)) as "discarded"
        from transfers left join transfer_steps as made
          on made.kommo_lead_id = transfers.kommo_lead_id
        where transfers.kommo_lead_id > ${afterLeadId}
        group by transfers.kommo_lead_id
        order by transfers.kommo_lead_id limit ${limit}`.execute(db);
      return rows;
    },
    reopen: (kommoLeadId, { steps, by, requestId }) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql`
          update transfers set state = 'requested', requested_at = ${clock()}, requested_by = ${by},
            request_id = ${requestId}, finished_at = null,
            failure_code = null, failure_reason = null, failed_at = null
          where kommo_lead_id = ${kommoLeadId} and state <> 'requested'
          returning 1`.execute(trx);
        if (rows.length === 0) return false;
        await sql`
          delete from transfer_steps
          where kommo_lead_id = ${kommoLeadId} and step = any(${steps}::text[])`.execute(trx);
        return true;
      }),
  };
}
