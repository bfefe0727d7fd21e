import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Ended } from '../../../../domain/refinement/reliability.js';
import type { Activation, EndedLead, RefinementTable } from './refinement-table.js';

const mostShown = 50;

export function createRefinementTable({ db }: { readonly db: Database }): RefinementTable {
  return {
    activations: async () => {
      const { rows } = await sql<Omit<Activation, 'at'> & { at: Date }>`
        select id::int, model, version, points, at, done_by::int as "doneBy" from score_activations
        order by id desc limit ${mostShown}`.execute(db);
      return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
    },
    activate: async ({ model, version, points, doneBy }, at) => {
      await sql`
        insert into score_activations (model, version, points, at, done_by)
        values (${model}, ${version}, ${storableJson(points)}::jsonb, ${at}, ${doneBy})`.execute(
        db,
      );
    },
    endedLeads: async (limit) => {
      const { rows } = await sql<Omit<EndedLead, 'capturedAt'> & { captured_at: Date }>`
        select kommo_lead_id as "kommoLeadId", captured_at, profile, total, is_won as "isWon",
          (select score from scores as s where s.lead_id = ended.id and s.model = 'lead' order by s.id desc limit 1) as lead
        from (${ended(limit)}) as ended where total is not null order by captured_at desc, ended.id`.execute(
        db,
      );
      return rows.map(({ captured_at: at, ...row }) => ({ ...row, capturedAt: at.toISOString() }));
    },
    endedTotals: async (limit) => {
      const { rows } = await sql<Ended>`
        select total, is_won as "isWon", count(*)::int as count
        from (${ended(limit)}) as ended where total is not null group by total, is_won`.execute(db);
      return rows;
    },
  };
}

/** With the score in force: the conversation's, else InLead's, else the form's. */
const ended = (limit: number) => sql`
  select l.id, l.kommo_lead_id, l.captured_at, l.profile, s.outcome = 'won' as is_won,
    (select total from scores as made where made.lead_id = l.id
      order by array_position(array['lead', 'inlead', 'pre'], made.model), made.id desc limit 1) as total
  from lead_stages as s join leads as l using (kommo_lead_id)
  where s.outcome <> 'open' and l.deleted_at is null and not l.profile ? 'isTest'
  order by l.captured_at desc, l.id limit ${limit}`;
