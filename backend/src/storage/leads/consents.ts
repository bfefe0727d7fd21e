import { sql } from 'kysely';
import type { ConsentEntry } from '../../../../domain/consent/consent-entry.js';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { SettingTable } from '../tables.js';
import type { ConsentTable, PersonNames } from './consent-table.js';
import { phoneHash } from './phone-hash.js';

interface ConsentTools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

export function createConsentTable({ db, settings }: ConsentTools): ConsentTable {
  const hashOf = phoneHash(settings);
  const hashesOf = (names: PersonNames) => Promise.all([...new Set(names)].map(hashOf));
  return {
    record: async (lines) => {
      if (lines.length === 0) return;
      const rows = await Promise.all(
        lines.map(async ({ names, entry }) => ({ ...entry, subjects: await hashesOf(names) })),
      );
      await db.transaction().execute((trx) => insert(trx, rows));
    },
    withdraw: async ({ names, by, at }) => {
      const subjects = await hashesOf(names);
      await sql`
        insert into consents (act, purpose, given_by, at, subjects)
        select 'withdrawn', purpose, ${by}, ${at}, ${subjects}::text[]
        from unnest(array['contact', 'marketing']) as purpose
        where 'withdrawn' is distinct from (
          select act from consents where subjects && ${subjects}::text[] and consents.purpose = purpose.purpose
          order by at desc, id desc limit 1)`.execute(db);
    },
    list: async (names) => {
      const { rows } = await sql<ConsentRecord>`
        select consents.*, consent_texts.text from consents
        left join consent_texts on version = text_version
        where subjects && ${await hashesOf(names)}::text[] order by at, id`.execute(db);
      return rows.map(toEntry);
    },
  };
}

type Row = ConsentEntry & { readonly subjects: readonly string[] };

/** Texts are kept once, however many agreed to them. */
async function insert(db: Database, rows: readonly Row[]): Promise<void> {
  const json = storableJson(rows);
  await sql`
    insert into consent_texts (version, text)
    select distinct on ("textVersion") "textVersion", text
    from json_to_recordset(${json}::json) as row ("textVersion" text, text text)
    where text is not null and "textVersion" is not null
    on conflict do nothing`.execute(db);
  await sql`
    insert into consents (act, purpose, given_by, at, capture_id, text_version, page, address_hash, subjects)
    select act, purpose, by, at, "captureId", "textVersion", page, "addressHash",
      array(select json_array_elements_text(subjects))
    from json_to_recordset(${json}::json) as row (act text, purpose text, by text, at timestamptz,
      "captureId" text, "textVersion" text, page text, "addressHash" text, subjects json)
    on conflict do nothing`.execute(db);
  const captureIds = rows.flatMap(({ captureId }) => captureId ?? []);
  await sql`
    update captures set profile = (profile::jsonb - 'consentProof')::json
    where id = any(${captureIds}::text[]) and profile -> 'consentProof' is not null`.execute(db);
}

interface ConsentRecord {
  readonly act: ConsentEntry['act'];
  readonly purpose: ConsentEntry['purpose'];
  readonly given_by: ConsentEntry['by'];
  readonly at: Date;
  readonly capture_id: string | null;
  readonly text: string | null;
  readonly text_version: string | null;
  readonly page: string | null;
  readonly address_hash: string | null;
}

const toEntry = (row: ConsentRecord): ConsentEntry => ({
  ...{ act: row.act, purpose: row.purpose, by: row.given_by, at: row.at.toISOString() },
  ...{ captureId: row.capture_id, text: row.text, textVersion: row.text_version },
  ...{ page: row.page, addressHash: row.address_hash },
});
