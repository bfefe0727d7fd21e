import { sql } from 'kysely';
import type { LeadClass } from '../../../../contract/score.js';
import type { Database } from '../db.js';

/** An open lead as the list of calls needs it. */
export interface OpenLeadRow {
  readonly kommoLeadId: number;
  readonly stage: string;
  readonly owner: number | null;
  readonly limitAt: string | null;
  readonly company: string;
  readonly person: string;
  readonly hasPhone: boolean;
  readonly leadClass: LeadClass | null;
  readonly score: number | null;
  readonly isWithBot: boolean;
}

export interface OpenLeadTable {
  /** Of one user or of everybody; leads that only receive the campaign are nobody's to call. */
  list(owner: number | null, limit: number): Promise<readonly OpenLeadRow[]>;
}

/** Read from what the companion keeps: opening the list asks nothing of Kommo. */
export const createOpenLeadTable = (db: Database): OpenLeadTable => ({
  list: async (owner, limit) => {
    const { rows } = await sql<OpenLeadRecord>`
      select stay.kommo_lead_id, stay.stage, stay.responsible_user_id, stay.limit_at,
        leads.profile -> 'person' ->> 'companyName' as company,
        leads.profile -> 'person' ->> 'fullName' as person,
        leads.profile -> 'person' ->> 'phone' is not null as has_phone,
        newest.total, newest.score ->> 'leadClass' as lead_class,
        coalesce(talk.state in ('welcoming', 'welcomed', 'waiting', 'running'), false) as is_with_bot
      from lead_stages as stay
      join leads on leads.kommo_lead_id = stay.kommo_lead_id and leads.deleted_at is null
      left join lateral (
        select scores.total, scores.score from scores where scores.lead_id = leads.id
        order by array_position(array['lead', 'inlead', 'pre'], scores.model), scores.id desc limit 1
      ) as newest on true
      left join conversations as talk on talk.kommo_lead_id = stay.kommo_lead_id
      where stay.outcome = 'open' and stay.stage <> 'nurturing'
        and (${owner}::bigint is null or stay.responsible_user_id = ${owner}::bigint)
      order by stay.limit_at nulls last, stay.kommo_lead_id limit ${limit}`.execute(db);
    return rows.map(toRow);
  },
});

interface OpenLeadRecord {
  readonly kommo_lead_id: number;
  readonly stage: string;
  readonly responsible_user_id: number | null;
  readonly limit_at: Date | null;
  readonly company: string | null;
  readonly person: string | null;
  readonly has_phone: boolean;
  readonly total: number | null;
  readonly lead_class: LeadClass | null;
  readonly is_with_bot: boolean;
}

const toRow = (row: OpenLeadRecord): OpenLeadRow => ({
  ...{ kommoLeadId: row.kommo_lead_id, stage: row.stage, owner: row.responsible_user_id },
  limitAt: row.limit_at?.toISOString() ?? null,
  ...{ company: row.company ?? '', person: row.person ?? '', hasPhone: row.has_phone },
  ...{ leadClass: row.lead_class, score: row.total, isWithBot: row.is_with_bot },
});
