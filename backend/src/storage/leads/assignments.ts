import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Assignment, AssignmentTable } from '../tables.js';

/** One row a lead. */
export function createAssignmentTable({ db }: { readonly db: Database }): AssignmentTable {
  const list = async (condition: ReturnType<typeof sql>): Promise<readonly Assignment[]> => {
    const { rows } =
      await sql<AssignmentRecord>`select * from assignments where ${condition}`.execute(db);
    return rows.map(toAssignment);
  };
  return {
    queue: async ({ kommoLeadId, services, sector, score, queuedAt }) => {
      await sql`
        insert into assignments (kommo_lead_id, state, services, sector, score, queued_at)
        values (${kommoLeadId}, 'queued', ${storableJson(services)}::jsonb, ${sector}, ${score}, ${queuedAt})
        on conflict do nothing`.execute(db);
    },
    find: (ids) => list(sql`kommo_lead_id = any(${ids}::bigint[])`),
    listQueued: (limit, skip = 0) =>
      list(
        sql`state = 'queued' order by score desc, queued_at, kommo_lead_id limit ${limit} offset ${skip}`,
      ),
    listChosen: (before, limit, skip = 0) =>
      list(
        sql`state = 'chosen' and assigned_at <= ${before} order by assigned_at, kommo_lead_id limit ${limit} offset ${skip}`,
      ),
    choose: async (kommoLeadId, { userId, reason, fit, outOf }, at) => {
      await sql`
        update assignments set state = 'chosen', user_id = ${userId}, reason = ${reason},
          fit = ${fit}, out_of = ${outOf}, assigned_at = ${at}
        where kommo_lead_id = ${kommoLeadId} and state = 'queued'`.execute(db);
    },
    takeBack: async (kommoLeadId) => {
      await sql`
        update assignments set state = 'queued', user_id = null, reason = null, fit = null,
          out_of = null, assigned_at = null
        where kommo_lead_id = ${kommoLeadId} and state = 'chosen'`.execute(db);
    },
    settle: async (kommoLeadId, state, userId) => {
      await sql`
        update assignments set state = ${state}, user_id = ${userId},
          reason = case when ${state} = 'by_person' then null else reason end
        where kommo_lead_id = ${kommoLeadId}`.execute(db);
    },
    addTask: async (kommoLeadId, withinMs) => {
      await sql`
        update assignments set tasks = tasks || ${storableJson([withinMs])}::jsonb
        where kommo_lead_id = ${kommoLeadId}`.execute(db);
    },
    loads: () => readLoads(db),
    listRecent: (limit) =>
      list(sql`assigned_at is not null order by assigned_at desc, kommo_lead_id limit ${limit}`),
  };
}

/** Who was chosen has the lead from then on, whatever Kommo still says. */
async function readLoads(db: Database): ReturnType<AssignmentTable['loads']> {
  const { rows } = await sql<{ user_id: number; open: number; last_at: Date | null }>`
    with held as (
      select case when a.state = 'chosen' then a.user_id
        else coalesce(s.responsible_user_id, a.user_id) end as user_id
      from lead_stages s full join assignments a using (kommo_lead_id)
      where coalesce(s.outcome, 'open') = 'open'
    )
    select user_id, open::int, last_at
    from (select user_id, count(*) as open from held where user_id is not null group by user_id) as o
    full join (
      select user_id, max(assigned_at) as last_at from assignments where user_id is not null group by user_id
    ) as l using (user_id)`.execute(db);
  return new Map(
    rows.map(({ user_id, open, last_at }) => [
      user_id,
      { openLeads: open, lastAssignedAt: last_at?.toISOString() ?? null },
    ]),
  );
}

interface AssignmentRecord {
  readonly kommo_lead_id: number;
  readonly state: Assignment['state'];
  readonly services: Assignment['services'];
  readonly sector: string | null;
  readonly score: number;
  readonly queued_at: Date;
  readonly user_id: number | null;
  readonly reason: Assignment['reason'];
  readonly fit: number | null;
  readonly out_of: number | null;
  readonly assigned_at: Date | null;
  readonly tasks: readonly number[];
}

const toAssignment = ({
  kommo_lead_id,
  state,
  services,
  ...row
}: AssignmentRecord): Assignment => ({
  ...{ kommoLeadId: kommo_lead_id, state, services, sector: row.sector, score: row.score },
  queuedAt: row.queued_at.toISOString(),
  ...{ userId: row.user_id, reason: row.reason, fit: row.fit, outOf: row.out_of },
  assignedAt: row.assigned_at?.toISOString() ?? null,
  tasks: row.tasks,
});
