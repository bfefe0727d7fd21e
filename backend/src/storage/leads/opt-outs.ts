import { sql } from 'kysely';
import type { Database } from '../db.js';
import type { OptOutTable, SettingTable } from '../tables.js';
import { phoneHash } from './phone-hash.js';

interface OptOutTools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

export function createOptOutTable({ db, settings }: OptOutTools): OptOutTable {
  const hashOf = phoneHash(settings);
  return {
    add: async (phone, at) => {
      await sql`
        insert into opt_outs (phone_hash, at) values (${await hashOf(phone)}, ${at})
        on conflict do nothing`.execute(db);
    },
    has: async (phone) => {
      const { rows } = await sql`
        select 1 from opt_outs where phone_hash = ${await hashOf(phone)}`.execute(db);
      return rows.length > 0;
    },
    claimConfirmation: async (phone, at) => {
      const { numAffectedRows } = await sql`
        update opt_outs set confirmed_at = ${at}
        where phone_hash = ${await hashOf(phone)} and confirmed_at is null`.execute(db);
      return numAffectedRows === 1n;
    },
    giveConfirmationBack: async (phone) => {
      await sql`
        update opt_outs set confirmed_at = null where phone_hash = ${await hashOf(phone)}`.execute(
        db,
      );
    },
    endBefore: async (phone, tickedAt) => {
      await sql`
        delete from opt_outs where phone_hash = ${await hashOf(phone)} and at < ${tickedAt}`.execute(
        db,
      );
    },
  };
}
