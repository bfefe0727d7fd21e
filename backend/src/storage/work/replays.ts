import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Replay, ReplayItem, ReplayTable } from './work-tables.js';

interface Parts {
  readonly db: Database;
  readonly clock: () => Date;
}

export function createReplayTable({ db, clock }: Parts): ReplayTable {
  return {
    start: (replay) =>
      db.transaction().execute(async (trx) => {
        await sql`
          insert into replays (id, started_by, request_id, started_at)
          values (${replay.id}, ${replay.by}, ${replay.requestId}, ${clock()})`.execute(trx);
        await sql`
          insert into replay_items (replay_id, position, dead_letter_id, step, key, data, plan, edits, changes)
          select ${replay.id}, row_number() over (), "deadLetterId", step, key,
            coalesce(data, 'null'::jsonb), plan, edits, changes
          from json_to_recordset(${storableJson(replay.items)}::json) as row
            ("deadLetterId" text, step text, key text, data jsonb, plan jsonb, edits jsonb, changes jsonb)
          on conflict do nothing`.execute(trx);
      }),
    find: (id) => findReplay(db, sql`id = ${id}`),
    latest: () => findReplay(db, sql`true`),
    listItems: async (limit) => {
      const { rows } = await sql<ItemRecord & Pick<ReplayRecord, 'started_by' | 'started_at'>>`
        select ${itemColumns}, started_by, started_at from replay_items join replays on id = replay_id
        order by started_at desc, id desc, position limit ${limit}`.execute(db);
      return rows.map(({ started_by: by, started_at, ...row }) => ({
        by,
        startedAt: started_at.toISOString(),
        item: toItem(row),
      }));
    },
    settle: async (id, deadLetterId, { state, reason }) => {
      await sql`
        update replay_items set state = ${state}, reason = ${reason && storableJson(reason)}::jsonb
        where replay_id = ${id} and dead_letter_id = ${deadLetterId}`.execute(db);
    },
  };
}

interface ReplayRecord {
  readonly id: string;
  readonly started_by: string;
  readonly request_id: string;
  readonly started_at: Date;
}

interface ItemRecord extends Omit<ReplayItem, 'deadLetterId'> {
  readonly dead_letter_id: string;
}

const itemColumns = sql`dead_letter_id, step, key, data, plan, edits, changes, state, reason`;

async function findReplay(db: Database, condition: ReturnType<typeof sql>): Promise<Replay | null> {
  const found = await sql<ReplayRecord>`
    select * from replays where ${condition} order by started_at desc, id desc limit 1`.execute(db);
  const row = found.rows[0];
  if (row === undefined) return null;
  const items = await sql<ItemRecord>`
    select ${itemColumns} from replay_items
    where replay_id = ${row.id} order by position`.execute(db);
  return {
    id: row.id,
    by: row.started_by,
    requestId: row.request_id,
    startedAt: row.started_at.toISOString(),
    items: items.rows.map(toItem),
  };
}

const toItem = ({ dead_letter_id: deadLetterId, ...item }: ItemRecord): ReplayItem => ({
  deadLetterId,
  ...item,
});
