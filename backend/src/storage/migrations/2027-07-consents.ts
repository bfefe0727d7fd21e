import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table consent_texts (version text primary key, text text not null)`,
  `create table consents (
    id bigint generated always as identity primary key,
    act text not null check (act in ('granted', 'assumed', 'refused', 'withdrawn')),
    purpose text not null check (purpose in ('contact', 'marketing')),
    given_by text not null,
    at timestamptz not null,
    capture_id text,
    text_version text references consent_texts (version),
    page text,
    address_hash text,
    subjects text[] not null
  )`,
  `create unique index consents_captures on consents (capture_id, purpose) where capture_id is not null`,
  `create index consents_subjects on consents using gin (subjects)`,
  // Who opted out before is withdrawn; the hash is the same.
  `insert into consents (act, purpose, given_by, at, subjects)
    select 'withdrawn', purpose, 'whatsapp', at, array[phone_hash]
    from opt_outs, unnest(array['contact', 'marketing']) as purpose`,
];

/** The ledger of consents; what leads kept of theirs moves into it. */
export const consents: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
    const key = await hashKey(db);
    for (const lead of await leadsWithProof(db)) await move(db, key, lead);
    await sql
      .raw(
        `update captures set profile = (profile::jsonb - 'consentProof')::json
          where profile -> 'consentProof' is not null and id in (select id from leads)`,
      )
      .execute(db);
    await sql
      .raw(`update leads set profile = profile - 'consentProof' where profile ? 'consentProof'`)
      .execute(db);
  },
};

/** The key of the opt-outs: made here where none was needed yet. */
async function hashKey(db: Kysely<unknown>): Promise<string> {
  const fresh = JSON.stringify(randomBytes(32).toString('hex'));
  await sql`
    insert into settings (key, value, updated_at) values ('opt-outs.key', ${fresh}::jsonb, to_timestamp(0))
    on conflict (key) do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`
    select value from settings where key = 'opt-outs.key'`.execute(db);
  return rows[0]?.value ?? '';
}

interface LeadWithProof {
  readonly id: string;
  readonly source: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly text: string;
  readonly marketing: string | null;
  readonly version: string;
  readonly at: string;
  readonly page: string;
  readonly address: string;
}

async function leadsWithProof(db: Kysely<unknown>): Promise<readonly LeadWithProof[]> {
  const { rows } = await sql<LeadWithProof>`
    select id, profile ->> 'source' as source, profile -> 'person' ->> 'phone' as phone,
      profile -> 'person' ->> 'email' as email, proof ->> 'text' as text,
      proof ->> 'marketingText' as marketing, proof ->> 'version' as version,
      proof ->> 'at' as at, proof ->> 'page' as page, proof ->> 'addressHash' as address
    from leads, lateral (select profile -> 'consentProof' as proof) as kept
    where profile ? 'consentProof'`.execute(db);
  return rows;
}

async function move(db: Kysely<unknown>, key: string, lead: LeadWithProof): Promise<void> {
  const { id, source, phone, email, at, page, address } = lead;
  const subjects = [phone, email].flatMap((name) =>
    name === null ? [] : [createHmac('sha256', key).update(name).digest('hex')],
  );
  const texts = { contact: lead.text, marketing: lead.marketing };
  for (const [purpose, text] of Object.entries(texts)) {
    if (text === null) continue;
    // A version of then named both texts together.
    const version = `${lead.version}-${purpose}`;
    await sql`
      insert into consent_texts (version, text) values (${version}, ${text})
      on conflict do nothing`.execute(db);
    await sql`
      insert into consents
        (act, purpose, given_by, at, capture_id, text_version, page, address_hash, subjects)
      values ('granted', ${purpose}, ${source}, ${at}, ${id}, ${version}, ${page},
        nullif(${address}, ''), ${subjects}::text[])`.execute(db);
  }
}
