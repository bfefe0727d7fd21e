import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { FollowUp, FollowUpTable, NewFollowUp, TouchRow } from '../tables.js';

/** One row a lead, and one for each of its touches. */
export function createFollowUpTable({ db }: { readonly db: Database }): FollowUpTable {
  return {
    start: (followUp, at) => db.transaction().execute((trx) => start(trx, followUp, at)),
    find: (kommoLeadId) => find(db, kommoLeadId),
    change: async (kommoLeadId, from, { state, endedWhy }) => {
      const { numAffectedRows } = await sql`
        update follow_ups set state = ${state}, ended_why = ${endedWhy ?? null}
        where kommo_lead_id = ${kommoLeadId} and state = any(${from}::text[])`.execute(db);
      return numAffectedRows === 1n;
    },
    changeTouch: async ({ kommoLeadId, key }, from, { state, dueAt, why, at }) => {
      const { numAffectedRows } = await sql`
        update touches set state = ${state}, due_at = coalesce(${dueAt ?? null}::timestamptz, due_at),
          why = coalesce(${why === undefined ? null : storableJson(why)}::jsonb, why),
          at = ${state === 'planned' ? null : at}::timestamptz
        where kommo_lead_id = ${kommoLeadId} and key = ${key} and state = ${from}`.execute(db);
      return numAffectedRows === 1n;
    },
    finish: async (kommoLeadId) => {
      await sql`
        update follow_ups set state = 'ended', ended_why = 'finished'
        where kommo_lead_id = ${kommoLeadId} and state = 'active' and not exists (
          select from touches
          where touches.kommo_lead_id = ${kommoLeadId} and touches.state in ('planned', 'sending'))`.execute(
        db,
      );
    },
    listDue: async (now, limit, skip = 0) => {
      const { rows } = await sql<TouchRecord>`
        select touches.* from touches join follow_ups using (kommo_lead_id)
        where touches.state in ('planned', 'sending') and due_at <= ${now} and follow_ups.state = 'active'
        order by due_at, kommo_lead_id, key limit ${limit} offset ${skip}`.execute(db);
      return rows.map(toTouch);
    },
    listOpen: async (limit) => {
      const { rows } = await sql<TouchRecord & { paused: boolean }>`
        select touches.*, follow_ups.state = 'paused' as paused
        from touches join follow_ups using (kommo_lead_id)
        where touches.state = 'planned' and follow_ups.state <> 'ended'
        order by due_at, kommo_lead_id, key limit ${limit}`.execute(db);
      return rows.map((row) => ({ ...toTouch(row), paused: row.paused }));
    },
    listHeld: async (since, limit) => {
      const { rows } = await sql<TouchRecord>`
        select * from touches where state in ('sent', 'task', 'skipped') and why <> '[]' and at >= ${since}
        order by at desc, kommo_lead_id, key limit ${limit}`.execute(db);
      return rows.map(toTouch);
    },
  };
}

async function start(
  trx: Database,
  { kommoLeadId, stage, byPerson, silentSince, touches, repeats }: NewFollowUp,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into follow_ups (kommo_lead_id, state, stage, by_person, silent_since, started_at)
    values (${kommoLeadId}, 'active', ${stage}, ${byPerson}, ${silentSince}, ${at})
    on conflict (kommo_lead_id) do update set state = 'active', stage = excluded.stage,
      by_person = excluded.by_person, silent_since = excluded.silent_since,
      started_at = excluded.started_at, ended_why = null
    where follow_ups.state = 'ended'`.execute(trx);
  if (numAffectedRows === 0n) return false;
  await sql`
    delete from touches where kommo_lead_id = ${kommoLeadId}
      and (${repeats} or state not in ('sent', 'sending', 'task'))`.execute(trx);
  for (const { key, dueAt } of touches) {
    await sql`
      insert into touches (kommo_lead_id, key, due_at, state)
      values (${kommoLeadId}, ${key}, ${dueAt}, 'planned')
      on conflict do nothing`.execute(trx);
  }
  return true;
}

async function find(db: Database, kommoLeadId: number): Promise<FollowUp | null> {
  const { rows } = await sql<FollowUpRecord>`
    select * from follow_ups where kommo_lead_id = ${kommoLeadId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const touches = await sql<TouchRecord>`
    select * from touches where kommo_lead_id = ${kommoLeadId} order by due_at, key`.execute(db);
  return {
    ...{ kommoLeadId, state: row.state, stage: row.stage, byPerson: row.by_person },
    silentSince: row.silent_since.toISOString(),
    endedWhy: row.ended_why,
    touches: touches.rows.map(toTouch),
  };
}

interface FollowUpRecord {
  readonly state: FollowUp['state'];
  readonly stage: string;
  readonly by_person: boolean;
  readonly silent_since: Date;
  readonly ended_why: FollowUp['endedWhy'];
}

interface TouchRecord {
  readonly kommo_lead_id: number;
  readonly key: string;
  readonly due_at: Date;
  readonly state: TouchRow['state'];
  readonly why: readonly string[];
  readonly at: Date | null;
}

const toTouch = ({ kommo_lead_id, key, due_at, state, why, at }: TouchRecord): TouchRow => ({
  ...{ kommoLeadId: kommo_lead_id, key, state, why },
  dueAt: due_at.toISOString(),
  at: at?.toISOString() ?? null,
});
