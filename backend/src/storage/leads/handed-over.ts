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
        select hand_overs.kommo_lead_id as "kommoLeadId", hand_overs.state,
          max(odoo_id) filter (where step = 'customer') as "customerId",
          max(odoo_id) filter (where step = 'opportunity') as "opportunityId",
          max(odoo_id) filter (where step = 'project') as "projectId",
          max(odoo_id) filter (where step = 'contract') as "contractId",
          max(url) filter (where step = 'contract') as "contractUrl",
          hand_overs.reason is not null as "neverWon",
          exists (
            select from dead_letters as dead
            where dead.step = 'send-to-odoo' and dead.discarded_at >= coalesce(hand_overs.failed_at, hand_overs.requested_at)
              and jsonb_typeof(dead.discard_reason) = 'string'
              and dead.data @> jsonb_build_object('kommoLeadId', hand_overs.kommo_lead_id)) as "discarded"
        from hand_overs left join hand_over_steps as made
          on made.kommo_lead_id = hand_overs.kommo_lead_id
        where hand_overs.kommo_lead_id > ${afterLeadId}
        group by hand_overs.kommo_lead_id
        order by hand_overs.kommo_lead_id limit ${limit}`.execute(db);
      return rows;
    },
    listFailed: async () => {
      const { rows } = await sql<{ readonly id: number }>`
        select distinct (data ->> 'kommoLeadId')::bigint as id from dead_letters
        where step in ('win', 'send-to-odoo') and discarded_at is null
          and jsonb_typeof(data -> 'kommoLeadId') = 'number'`.execute(db);
      return new Set(rows.map(({ id }) => id));
    },
    reopen: (kommoLeadId, { steps, by, requestId }) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql`
          update hand_overs set state = 'requested', requested_at = ${clock()}, requested_by = ${by},
            request_id = ${requestId}, finished_at = null,
            failure_code = null, failure_reason = null, failed_at = null
          where kommo_lead_id = ${kommoLeadId} and state <> 'requested'
          returning 1`.execute(trx);
        if (rows.length === 0) return false;
        await sql`
          delete from hand_over_steps
          where kommo_lead_id = ${kommoLeadId} and step = any(${steps}::text[])`.execute(trx);
        return true;
      }),
  };
}
