import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db.js';
import type { OptOutTable, SettingTable } from '../tables.js';

interface OptOutTools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

const keyName = 'opt-outs.key';

/** Numbers are hashed with a key of this database's own: from the table alone nobody learns whose they are. */
export function createOptOutTable({ db, settings }: OptOutTools): OptOutTable {
  const hashOf = async (phone: string): Promise<string> => {
    const key = await settings.getOrSet(keyName, () => randomBytes(32).toString('hex'));
    return createHmac('sha256', String(key)).update(phone).digest('hex');
  };
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
  };
}
