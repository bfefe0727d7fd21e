import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Experiment, LeadOutcome } from '../../../../domain/experiment/experiment.js';
import type { Database } from '../db.js';

/** Stages that only a qualified lead reaches. */
const reached = ['qualified', 'in_contact', 'proposal', 'negotiation', 'won'];

/** What became of an experiment's leads, each person once: the one who came to both arms counts in the first. */
export async function readOutcomes(
  db: Database,
  experiment: Experiment,
  qualifiedFrom: number,
): Promise<readonly LeadOutcome[]> {
  const { rows } = await sql<LeadOutcome>`
    with members as (${membersOf(experiment)}),
    taking as (
      select distinct on (coalesce(m.contact, m.id)) m.* from members as m
      order by coalesce(m.contact, m.id), m.at, m.id
    )
    select t.arm,
      (select total from scores as s where s.lead_id = t.id
        order by array_position(array['lead', 'pre', 'inlead'], s.model), s.id desc limit 1) as score,
      (coalesce(l.stage = any(${reached}::text[]), false)
        or exists (select from scores as s where s.lead_id = t.id and s.model = 'lead' and s.total >= ${qualifiedFrom})
      ) as qualified,
      coalesce(l.outcome = 'won', false) as won
    from taking as t left join lead_stages as l on l.kommo_lead_id = t.kommo_lead_id`.execute(db);
  return rows;
}

/** The pilot's arm came with the form; the others' was drawn for the lead. */
const membersOf = ({ id, subject, beganAt, endedAt }: Experiment): RawBuilder<unknown> =>
  subject === 'landing'
    ? sql`
      select l.id, l.kommo_lead_id, l.kommo_contact_id::text as contact, l.profile ->> 'arm' as arm, l.captured_at as at
      from leads as l
      where l.profile ? 'arm' and l.captured_at >= ${beganAt}::timestamptz
        and (${endedAt}::timestamptz is null or l.captured_at < ${endedAt}::timestamptz) and ${counts}`
    : sql`
      select l.id, l.kommo_lead_id, l.kommo_contact_id::text as contact, d.arm, d.at
      from experiment_leads as d join leads as l using (kommo_lead_id)
      where d.experiment_id = ${id} and ${counts}`;

const counts = sql`not l.profile ? 'isTest' and not l.profile ? 'isPartial'`;
