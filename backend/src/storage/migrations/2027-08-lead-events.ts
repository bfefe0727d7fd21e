import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { searchText } from '../story/search-text.js';

const statements = [
  // Stages and executives were overwritten.
  `create table lead_events (
    kommo_lead_id bigint not null,
    kind text not null,
    at timestamptz not null,
    facts jsonb not null,
    primary key (kommo_lead_id, kind, at)
  )`,
  `create index lead_events_stages on lead_events (at) where kind = 'stage'`,
  `insert into lead_events (kommo_lead_id, kind, at, facts)
    select kommo_lead_id, 'stage', entered_at,
      jsonb_build_object('stage', stage, 'outcome', outcome, 'userId', responsible_user_id)
    from lead_stages`,
  // By which a lead is found.
  `create index leads_search on leads using gin (to_tsvector('simple', ${searchText}))`,
  `create index leads_phone on leads ((profile #>> '{person,phone}'))`,
  `create index leads_landline on leads ((profile #>> '{person,landline}'))`,
  `create index leads_email on leads ((profile #>> '{person,email}'))`,
  `create index leads_tax_id on leads ((regexp_replace(profile ->> 'taxId', '\\D', '', 'g')))`,
  `create index hand_over_steps_odoo on hand_over_steps (odoo_id)`,
  // By which its story is read.
  `create index audit_log_lead on audit_log (kommo_lead_id) where kommo_lead_id is not null`,
  `create index dead_letters_kommo_lead on dead_letters ((data ->> 'kommoLeadId'))`,
  `create index dead_letters_lead on dead_letters ((data ->> 'leadId'))`,
];

/** What happened to a lead, where the last of it was all that was kept; and how a lead is found. */
export const leadEvents: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
