import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { LeadSnapshot, SnapshotTable } from '../tables.js';

/** One row a lead. */
export function createSnapshotTable({ db }: { readonly db: Database }): SnapshotTable {
  return {
    find: async (kommoLeadId) => {
      const { rows } = await sql<{ snapshot: LeadSnapshot }>`
        select snapshot from lead_snapshots where kommo_lead_id = ${kommoLeadId}`.execute(db);
      return rows[0]?.snapshot ?? null;
    },
    save: async (snapshot) => {
      await sql`
        insert into lead_snapshots (kommo_lead_id, seen_at, snapshot)
        values (${snapshot.kommoLeadId}, ${snapshot.seenAt}, ${storableJson(snapshot)}::jsonb)
        on conflict (kommo_lead_id) do update
          set seen_at = excluded.seen_at, snapshot = excluded.snapshot
          where lead_snapshots.seen_at <= excluded.seen_at`.execute(db);
    },
  };
}
