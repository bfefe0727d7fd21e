import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { SeenLeads } from '../tables.js';

/** What the companion saw of leads in Kommo; rows of leads it does not know are passed over. */
export function createSeenLeads({ db }: { readonly db: Database }): SeenLeads {
  return {
    record: async (leads) => {
      if (leads.length === 0) return;
      await sql`
        update leads set fingerprint = row.fingerprint, deleted_at = null
        from json_to_recordset(${storableJson(leads)}::json) as row
          ("kommoLeadId" bigint, fingerprint text)
        where leads.kommo_lead_id = row."kommoLeadId"`.execute(db);
    },
    advance: async (kommoLeadId, before, after) => {
      await sql`
        update leads set fingerprint = ${after}
        where kommo_lead_id = ${kommoLeadId} and fingerprint = ${before}`.execute(db);
    },
    fingerprints: async (kommoLeadIds) => {
      const { rows } = await sql<{ kommo_lead_id: number; fingerprint: string }>`
        select kommo_lead_id, fingerprint from leads
        where kommo_lead_id = any(${kommoLeadIds}::bigint[]) and fingerprint is not null`.execute(
        db,
      );
      return new Map(rows.map((row) => [row.kommo_lead_id, row.fingerprint]));
    },
    markDeleted: async (kommoLeadIds, at) => {
      const { rows } = await sql<{ kommo_lead_id: number }>`
        update leads set deleted_at = ${at}, fingerprint = null
        where kommo_lead_id = any(${kommoLeadIds}::bigint[]) and deleted_at is null
        returning kommo_lead_id`.execute(db);
      return rows.map((row) => row.kommo_lead_id);
    },
    present: async (kommoLeadIds) => {
      const { rows } = await sql<{ kommo_lead_id: number }>`
        select kommo_lead_id from leads
        where kommo_lead_id = any(${kommoLeadIds}::bigint[]) and deleted_at is null`.execute(db);
      return rows.map((row) => row.kommo_lead_id);
    },
  };
}
