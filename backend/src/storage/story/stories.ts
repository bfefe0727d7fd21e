import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Act, Feedback } from '../tables.js';
import { searchText } from './search-text.js';
import type {
  FailedWork,
  FoundLead,
  LeadEvent,
  LeadQuery,
  ProposalEvents,
  StoryTable,
} from './story-table.js';

/** Enough for a page. */
const most = 200;

export function createStoryTable(db: Database): StoryTable {
  return {
    find: (query, limit) => find(db, query, limit),
    add: async (kommoLeadId, { kind, at, facts }) => {
      await sql`
        insert into lead_events (kommo_lead_id, kind, at, facts)
        values (${kommoLeadId}, ${kind}, ${at}, ${storableJson(facts)}::jsonb)
        on conflict do nothing`.execute(db);
    },
    events: async (kommoLeadId, limit) => {
      const { rows } = await sql<Timed<LeadEvent>>`
        select kind, at, facts from lead_events where kommo_lead_id = ${kommoLeadId}
        order by at, kind limit ${limit}`.execute(db);
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    acts: async (kommoLeadId, limit) => {
      const { rows } = await sql<Timed<Act>>`
        select id, at, done_by as by, action, kommo_lead_id as "kommoLeadId", before, after, status
        from audit_log where kommo_lead_id = ${kommoLeadId} order by id limit ${limit}`.execute(db);
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    feedback: async (kommoLeadId) => {
      const { rows } = await sql<Timed<Feedback>>`
        select kommo_lead_id as "kommoLeadId", model, total, version, expected, reason,
          user_id as "userId", at
        from feedback where kommo_lead_id = ${kommoLeadId} order by id limit ${most}`.execute(db);
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    proposals: (kommoLeadId) => readProposals(db, kommoLeadId),
    failedWork: async ({ id, kommoLeadId }) => {
      const { rows } = await sql<FailedRecord>`
        select step, code, reason, failed_at, discarded_at from dead_letters
        where data ->> 'kommoLeadId' = ${String(kommoLeadId ?? '')} or data ->> 'leadId' = ${id}
        order by failed_at, id limit ${most}`.execute(db);
      return rows.map(({ failed_at, discarded_at, ...row }) => ({
        ...row,
        failedAt: failed_at.toISOString(),
        discardedAt: discarded_at?.toISOString() ?? null,
      }));
    },
  };
}

type Timed<T> = Omit<T, 'at'> & { readonly at: Date };
type FailedRecord = Pick<FailedWork, 'step' | 'code' | 'reason'> & {
  readonly failed_at: Date;
  readonly discarded_at: Date | null;
};

/** Each way to be found has an index of its own; nothing that was typed becomes a pattern. */
async function find(db: Database, query: LeadQuery, limit: number): Promise<readonly FoundLead[]> {
  const ways = waysOf(query);
  if (ways.length === 0) return [];
  const { rows } = await sql<Omit<FoundLead, 'capturedAt'> & { readonly capturedAt: Date }>`
    select l.id, l.kommo_lead_id as "kommoLeadId", l.captured_at as "capturedAt", s.stage,
      l.profile #>> '{person,fullName}' as "fullName", l.profile #>> '{person,companyName}' as "companyName"
    from leads as l left join lead_stages as s using (kommo_lead_id)
    where l.id in (${sql.join(ways, sql` union `)})
    order by l.captured_at desc, l.id limit ${limit}`.execute(db);
  return rows.map(({ capturedAt, ...row }) => ({ ...row, capturedAt: capturedAt.toISOString() }));
}

/** Of a name that many have, only as many as are looked through at once. */
function waysOf({ words, email, phones, taxId, id }: LeadQuery): readonly RawBuilder<unknown>[] {
  const where = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select id from leads where ${condition} limit ${most})`;
  const beginnings = words.map((word) => `${word}:*`).join(' & ');
  return [
    ...(words.length === 0
      ? []
      : [
          where(
            sql`to_tsvector('simple', ${sql.raw(searchText)}) @@ to_tsquery('simple', ${beginnings})`,
          ),
        ]),
    ...(email === null ? [] : [where(sql`profile #>> '{person,email}' = ${email}`)]),
    ...(phones.length === 0
      ? []
      : [
          where(sql`profile #>> '{person,phone}' = any(${phones}::text[])`),
          where(sql`profile #>> '{person,landline}' = any(${phones}::text[])`),
        ]),
    ...(taxId === null
      ? []
      : [where(sql`regexp_replace(profile ->> 'taxId', '\\D', '', 'g') = ${taxId}`)]),
    ...(id === null
      ? []
      : [
          where(sql`kommo_lead_id = ${id}::bigint`),
          where(
            sql`kommo_lead_id in (select kommo_lead_id from hand_over_steps where odoo_id = ${id}::bigint)`,
          ),
        ]),
  ];
}

async function readProposals(
  db: Database,
  kommoLeadId: number,
): Promise<readonly ProposalEvents[]> {
  const { rows } = await sql<ProposalRecord>`
    select version, made_by, made_at, revoked_at, answer, answered_at,
      array(select opened_at from proposal_visits where proposal_id = id order by opened_at limit 20) as opened
    from proposals where kommo_lead_id = ${kommoLeadId} order by version limit ${most}`.execute(db);
  return rows.map((row) => ({
    version: row.version,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    openedAt: row.opened.map((at) => at.toISOString()),
  }));
}

interface ProposalRecord {
  readonly version: number;
  readonly made_by: number;
  readonly made_at: Date;
  readonly revoked_at: Date | null;
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly opened: readonly Date[];
}
