import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { LeadStage, LeadStageTable, SeenStage } from '../tables.js';

/** One row a lead. */
export function createLeadStageTable({ db }: { readonly db: Database }): LeadStageTable {
  const list = async (condition: ReturnType<typeof sql>): Promise<readonly LeadStage[]> => {
    const found = sql<StageRecord>`select * from lead_stages where ${condition}`;
    return (await found.execute(db)).rows.map(toStage);
  };
  return {
    see: (lead, at) => see(db, lead, at),
    find: (ids) => list(sql`kommo_lead_id = any(${ids}::bigint[])`),
    change: async ({ kommoLeadId, enteredAt }, { due, limitAt, facts }) => {
      const { numAffectedRows } = await sql`
        update lead_stages set
          due = case when ${due === undefined} then due else ${due?.what ?? null} end,
          due_at = case when ${due === undefined} then due_at else ${due?.at ?? null}::timestamptz end,
          limit_at = case when ${limitAt === undefined} then limit_at else ${limitAt ?? null}::timestamptz end,
          facts = facts || ${storableJson(facts ?? {})}::jsonb
        where kommo_lead_id = ${kommoLeadId} and entered_at = ${enteredAt}::timestamptz`.execute(
        db,
      );
      return numAffectedRows === 1n;
    },
    forget: async (ids) => {
      await sql`delete from lead_stages where kommo_lead_id = any(${ids}::bigint[])`.execute(db);
    },
    listDue: (now, limit, skip = 0) =>
      list(sql`due_at <= ${now} order by due_at, kommo_lead_id limit ${limit} offset ${skip}`),
    listOver: (now, limit) =>
      list(
        sql`limit_at <= ${now} and outcome = 'open' order by limit_at, kommo_lead_id limit ${limit}`,
      ),
  };
}

/** What changes is told by an event of its own. */
async function see(
  db: Database,
  { kommoLeadId, stage, outcome, responsibleUserId }: SeenStage,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ entered: boolean }>`
        with before as (select stage, responsible_user_id from lead_stages where kommo_lead_id = ${kommoLeadId}),
        changed as (insert into lead_stages as known
          (kommo_lead_id, stage, outcome, entered_at, responsible_user_id, due, due_at)
        values (${kommoLeadId}, ${stage}, ${outcome}, ${at}, ${responsibleUserId}, 'enter-stage', ${at})
        on conflict (kommo_lead_id) do update set
          stage = excluded.stage,
          outcome = excluded.outcome,
          responsible_user_id = coalesce(excluded.responsible_user_id, known.responsible_user_id),
          entered_at = case when known.stage = excluded.stage then known.entered_at
            else greatest(excluded.entered_at, known.entered_at + interval '1 ms') end,
          due = case when known.stage = excluded.stage then known.due else excluded.due end,
          due_at = case when known.stage = excluded.stage then known.due_at else excluded.due_at end,
          limit_at = case when known.stage = excluded.stage then known.limit_at end,
          facts = case when known.stage = excluded.stage then known.facts else '{}' end
        where known.stage <> excluded.stage
          or known.responsible_user_id is distinct from
            coalesce(excluded.responsible_user_id, known.responsible_user_id)
        returning kommo_lead_id, stage, outcome, entered_at, responsible_user_id, due),
        staged as (insert into lead_events (kommo_lead_id, kind, at, facts)
          select kommo_lead_id, 'stage', entered_at,
            jsonb_build_object('stage', stage, 'outcome', outcome, 'userId', responsible_user_id)
          from changed where not exists (select from before where before.stage = changed.stage)
          on conflict do nothing),
        given as (insert into lead_events (kommo_lead_id, kind, at, facts)
          select kommo_lead_id, 'responsible', ${at}::timestamptz, jsonb_build_object('userId', responsible_user_id)
          from changed where responsible_user_id is not null and not exists (
            select from before where before.responsible_user_id = changed.responsible_user_id)
          on conflict do nothing)
        select due = 'enter-stage' as entered from changed`.execute(db);
  return rows[0]?.entered === true;
}

interface StageRecord {
  readonly kommo_lead_id: number;
  readonly stage: string;
  readonly outcome: LeadStage['outcome'];
  readonly entered_at: Date;
  readonly responsible_user_id: number | null;
  readonly due: LeadStage['due'];
  readonly due_at: Date | null;
  readonly limit_at: Date | null;
  readonly facts: LeadStage['facts'];
}

const toStage = ({ stage, outcome, due, facts, ...row }: StageRecord): LeadStage => ({
  ...{ kommoLeadId: row.kommo_lead_id, stage, outcome, due, facts },
  enteredAt: row.entered_at.toISOString(),
  responsibleUserId: row.responsible_user_id,
  dueAt: row.due_at?.toISOString() ?? null,
  limitAt: row.limit_at?.toISOString() ?? null,
});
