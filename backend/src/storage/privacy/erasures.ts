import { sql } from 'kysely';
import type { Database } from '../db.js';
import { phoneHash } from '../leads/phone-hash.js';
import type { SettingTable } from '../tables.js';

/** One erased person, by what names nobody: keyed hashes, and ids of records that are empty or gone. */
export interface Erasure {
  readonly id: string;
  readonly at: string;
  readonly keyHashes: readonly string[];
  readonly leadIds: readonly string[];
  readonly kommoLeadIds: readonly number[];
  readonly contactIds: readonly number[];
}

/** Who was erased: so that neither a restore nor a late hook brings the person back (R8.1). */
export interface ErasureTable {
  /** `keys` as the index of people has them ("phone:+1809…"), and "tax:…". */
  hashes(keys: readonly string[]): Promise<readonly string[]>;
  /** Recorded once under its id. */
  add(...erasures: readonly Erasure[]): Promise<void>;
  /** Since then, oldest first. */
  list(since: Date): Promise<readonly Erasure[]>;
}

interface Tools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

export function createErasureTable({ db, settings }: Tools): ErasureTable {
  const hashOf = phoneHash(settings);
  const hashes = (keys: readonly string[]) => Promise.all(keys.map(hashOf));
  return {
    hashes,
    add: async (...erasures) => {
      for (const { id, at, keyHashes, leadIds, kommoLeadIds, contactIds } of erasures) {
        await sql`
          insert into erasures (id, at, key_hashes, lead_ids, kommo_lead_ids, contact_ids)
          values (${id}, ${at}, ${keyHashes}::text[], ${leadIds}::text[], ${kommoLeadIds}::bigint[],
            ${contactIds}::bigint[])
          on conflict do nothing`.execute(db);
      }
    },
    list: async (since) => {
      const { rows } = await sql<ErasureRecord>`
        select id, at, key_hashes, lead_ids, kommo_lead_ids::text[] as kommo_lead_ids,
          contact_ids::text[] as contact_ids
        from erasures where at >= ${since} order by at, id`.execute(db);
      return rows.map(toErasure);
    },
  };
}

interface ErasureRecord {
  readonly id: string;
  readonly at: Date;
  readonly key_hashes: readonly string[];
  readonly lead_ids: readonly string[];
  readonly kommo_lead_ids: readonly string[];
  readonly contact_ids: readonly string[];
}

const toErasure = (row: ErasureRecord): Erasure => ({
  id: row.id,
  at: row.at.toISOString(),
  keyHashes: row.key_hashes,
  leadIds: row.lead_ids,
  kommoLeadIds: row.kommo_lead_ids.map(Number),
  contactIds: row.contact_ids.map(Number),
});
