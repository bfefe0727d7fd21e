import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Act, AuditTable } from './work-tables.js';

interface Row {
  readonly id: number;
  readonly at: Date;
  readonly done_by: string;
  readonly action: string;
  readonly kommo_lead_id: number | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly status: number | null;
}

export function createAuditTable(db: Database): AuditTable {
  return {
    begin: async ({ requestId, at, by, action, kommoLeadId }) => {
      await sql`
        insert into audit_log (request_id, at, done_by, action, kommo_lead_id)
        values (${requestId}, ${at}, ${by}, ${action}, ${kommoLeadId})
        on conflict (request_id) do nothing`.execute(db);
    },
    note: async (requestId, { before, after }) => {
      await sql`
        update audit_log set before = ${storableJson(before)}::jsonb, after = ${storableJson(after)}::jsonb
        where request_id = ${requestId}`.execute(db);
    },
    end: async (requestId, { status, asked }) => {
      await sql`
        update audit_log set status = ${status}, after = coalesce(after, ${storableJson(asked)}::jsonb)
        where request_id = ${requestId}`.execute(db);
    },
    list: async ({ limit, olderThan, by, action }) => {
      const { rows } = await sql<Row>`
        select id, at, done_by, action, kommo_lead_id, before, after, status from audit_log
        where (${olderThan}::bigint is null or id < ${olderThan}::bigint)
          and (${by}::text is null or done_by = ${by}::text)
          and (${action}::text is null or action = ${action}::text)
        order by id desc limit ${limit}`.execute(db);
      return rows.map(actOf);
    },
    kinds: async () => {
      const { rows } = await sql<Kinds>`
        select coalesce(array_agg(distinct done_by), '{}') as people,
          coalesce(array_agg(distinct action), '{}') as actions
        from (select done_by, action from audit_log order by id desc limit ${lately}) as newest`.execute(
        db,
      );
      const [kinds] = rows;
      return { people: kinds?.people ?? [], actions: kinds?.actions ?? [] };
    },
  };
}

/** A filter looks at no more rows than this, however long the log has grown. */
const lately = 10_000;

interface Kinds {
  readonly people: readonly string[];
  readonly actions: readonly string[];
}

const actOf = ({ done_by: by, kommo_lead_id: kommoLeadId, at, ...rest }: Row): Act => ({
  ...rest,
  by,
  kommoLeadId,
  at: at.toISOString(),
});
