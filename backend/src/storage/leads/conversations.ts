import { sql } from 'kysely';
import type { Database } from '../db.js';
import { executorOf } from '../executor.js';
import { storableJson } from '../storable-json.js';
import type { ConversationRow, ConversationTable } from '../tables.js';
import type { ConversationChange, ConversationState } from './conversation-tables.js';

/** One row a lead. */
export function createConversationTable({ db }: { readonly db: Database }): ConversationTable {
  return {
    find: async (ids) => {
      const { rows } = await sql<ConversationRecord>`
        select * from conversations where kommo_lead_id = any(${ids}::bigint[])`.execute(db);
      return rows.map(toRow);
    },
    open: async (kommoLeadId, { state = 'none', due, facts }) => {
      const { numAffectedRows } = await sql`
        insert into conversations (kommo_lead_id, state, due, due_at, facts)
        values (${kommoLeadId}, ${state}, ${due?.what ?? null}, ${due?.at ?? null},
          ${storableJson(facts ?? {})}::jsonb)
        on conflict do nothing`.execute(db);
      return numAffectedRows === 1n;
    },
    change: (kommoLeadId, from, to, also) =>
      also === undefined
        ? change(db, { kommoLeadId, from, to })
        : db.transaction().execute(async (trx) => {
            const isChanged = await change(trx, { kommoLeadId, from, to });
            if (isChanged) await also(executorOf(trx));
            return isChanged;
          }),
    forget: async (kommoLeadId, from) => {
      await sql`
        delete from conversations where kommo_lead_id = ${kommoLeadId} and state = ${from}`.execute(
        db,
      );
    },
    listDue: async (now, limit, skip = 0) => {
      const { rows } = await sql<ConversationRecord>`
        select * from conversations where due_at <= ${now}
        order by due_at, kommo_lead_id limit ${limit} offset ${skip}`.execute(db);
      return rows.map(toRow);
    },
  };
}

interface Changing {
  readonly kommoLeadId: number;
  readonly from: readonly ConversationState[];
  readonly to: ConversationChange;
}

async function change(
  db: Database,
  { kommoLeadId, from, to: { state, due, facts } }: Changing,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update conversations set
      state = coalesce(${state ?? null}, state),
      due = case when ${due === undefined} then due else ${due?.what ?? null} end,
      due_at = case when ${due === undefined} then due_at else ${due?.at ?? null}::timestamptz end,
      facts = facts || ${storableJson(facts ?? {})}::jsonb
    where kommo_lead_id = ${kommoLeadId} and state = any(${from}::text[])`.execute(db);
  return numAffectedRows === 1n;
}

interface ConversationRecord {
  readonly kommo_lead_id: number;
  readonly state: ConversationRow['state'];
  readonly due: ConversationRow['due'];
  readonly due_at: Date | null;
  readonly facts: ConversationRow['facts'];
}

const toRow = ({ kommo_lead_id, due_at, ...row }: ConversationRecord): ConversationRow => ({
  ...row,
  kommoLeadId: kommo_lead_id,
  dueAt: due_at?.toISOString() ?? null,
});
