import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { FormDraft, LandingTable } from './landing-table.js';

type Drafts = Pick<LandingTable, 'saveDraft' | 'findDraft' | 'draftsBefore' | 'dropDraft'>;

export const createLandingTable = (db: Database): LandingTable => ({
  ...createDrafts(db),
  count: async (day, names) => {
    if (names.length === 0) return;
    await sql`
      insert into form_counts as kept (day, name, count)
      select ${day}::date, name, 1 from unnest(${[...new Set(names)].sort()}::text[]) as name
      on conflict (day, name) do update set count = kept.count + 1`.execute(db);
  },
  countsSince: async (day) => {
    const { rows } = await sql<{ name: string; count: number }>`
      select name, sum(count)::int as count from form_counts
      where day >= ${day}::date group by name`.execute(db);
    return new Map(rows.map(({ name, count }) => [name, count]));
  },
});

const createDrafts = (db: Database): Drafts => ({
  saveDraft: async ({ id, state, body, facts }, at) => {
    await sql`
      insert into form_drafts (id, state, body, facts, saved_at)
      values (${id}, ${storableJson(state)}::jsonb, ${storableJson(body)}::jsonb,
        ${storableJson(facts)}::jsonb, ${at})
      on conflict (id) do update set state = excluded.state, body = excluded.body,
        facts = excluded.facts, saved_at = excluded.saved_at`.execute(db);
  },
  findDraft: async (id) => {
    const { rows } = await sql<FormDraft>`
      select id, state, body, facts from form_drafts where id = ${id}`.execute(db);
    return rows[0] ?? null;
  },
  draftsBefore: async (at, most, skip = 0) => {
    const { rows } = await sql<{ id: string }>`
      select id from form_drafts where saved_at <= ${at} order by saved_at, id limit ${most} offset ${skip}`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  },
  dropDraft: async (id) => {
    await sql`delete from form_drafts where id = ${id}`.execute(db);
  },
});
