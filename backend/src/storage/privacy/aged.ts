import { sql } from 'kysely';
import type { RetentionDays } from '../../../../domain/privacy/retention.js';
import { daysBefore } from '../days-before.js';
import type { Database } from '../db.js';
import type { PlaceCount } from './person-table.js';
import { personalData } from './personal-data.js';

export interface AgedLead {
  readonly id: string;
  readonly kommoLeadId: number | null;
  readonly contactId: number | null;
}

/** What has been kept as long as its kind is kept. */
export interface AgedTable {
  /** Rows that grow old by themselves, deleted; only places where there were some. */
  forget(days: RetentionDays, now: Date): Promise<readonly PlaceCount[]>;
  /** Leads that nobody touched for so long, or that were deleted in Kommo so long ago, at most `limit`. */
  leads(days: RetentionDays, now: Date, limit: number): Promise<readonly AgedLead[]>;
}

export function createAgedTable(db: Database): AgedTable {
  return {
    forget: async (days, now) => {
      const forgotten: PlaceCount[] = [];
      for (const { table, place, retention } of personalData) {
        if (retention === null) continue;
        const { kind, at, when = 'true' } = retention;
        const { numAffectedRows } = await sql`
          delete from ${sql.table(table)}
          where ${sql.ref(at)} < ${daysBefore(now, days[kind])} and ${sql.raw(when)}`.execute(db);
        forgotten.push({ table, place, rows: Number(numAffectedRows ?? 0) });
      }
      return forgotten.filter(({ rows }) => rows > 0);
    },
    leads: async (days, now, limit) => {
      const { rows } = await sql<AgedRecord>`
        select l.id, l.kommo_lead_id, l.kommo_contact_id from leads l
        left join lead_stages s on s.kommo_lead_id = l.kommo_lead_id
        left join hand_overs h on h.kommo_lead_id = l.kommo_lead_id
        where l.deleted_at < ${daysBefore(now, days.deleted)}
          or greatest(l.captured_at, s.entered_at, h.requested_at,
               (select max(at) from scores where lead_id = l.id))
             < case when h.state = 'done' then ${daysBefore(now, days.customers)}::timestamptz
                    else ${daysBefore(now, days.leads)}::timestamptz end
        order by l.captured_at, l.id limit ${limit}`.execute(db);
      return rows.map((row) => ({
        id: row.id,
        kommoLeadId: row.kommo_lead_id,
        contactId: row.kommo_contact_id,
      }));
    },
  };
}

interface AgedRecord {
  readonly id: string;
  readonly kommo_lead_id: number | null;
  readonly kommo_contact_id: number | null;
}
