import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Database } from '../db.js';
import { correctRows } from './correct-rows.js';
import { personCondition } from './person-condition.js';
import type { ErasedPlace, PersonTable, TracedLead } from './person-table.js';
import { personalData } from './personal-data.js';
import type { PersonalTable } from './personal-table.js';

export function createPersonTable(db: Database): PersonTable {
  return {
    leads: (traces) => findLeads(db, traces),
    isShared: async (key, leadIds) => {
      const found = await findLeads(db, {
        ...{ leadIds: [], kommoLeadIds: [], contactIds: [] },
        ...key,
      });
      return found.some(({ id }) => !leadIds.includes(id));
    },
    count: async (traces) => {
      const counted = await eachTable(traces, async ({ table, place, erasure }, condition) => {
        const { rows } = await sql<{ rows: number }>`
          select count(*)::int as rows from ${sql.table(table)} t where ${condition}`.execute(db);
        return { table, place, erasure: erasure.kind, rows: rows[0]?.rows ?? 0 };
      });
      return counted.filter(({ rows }) => rows > 0);
    },
    read: async (traces) => {
      const read = await eachTable(traces, async ({ table }, condition) => {
        const { rows } = await sql<{ row: unknown }>`
          select to_jsonb(t) as row from ${sql.table(table)} t where ${condition} limit 1000`.execute(
          db,
        );
        return { table, rows: rows.map(({ row }) => row) };
      });
      return read.filter(({ rows }) => rows.length > 0);
    },
    erase: (traces) =>
      db.transaction().execute(async (trx) => {
        const erased = await eachTable(traces, (one, condition) => eraseRows(trx, one, condition));
        return erased.flat().filter(({ rows }) => rows > 0);
      }),
    correct: (traces, swaps) =>
      db.transaction().execute(async (trx) => {
        const corrected = await eachTable(traces, (one, condition) =>
          correctRows(trx, one, { condition, swaps }),
        );
        return corrected.filter(({ rows }) => rows > 0);
      }),
    forgetContacts: async (contactIds) => {
      await sql`
        delete from people where contact_id = any(${contactIds}::bigint[])
          and not exists (select from leads where kommo_contact_id = people.contact_id)`.execute(
        db,
      );
    },
  };
}

/** One after another: some read a whole table. */
async function eachTable<T>(
  traces: Traces,
  work: (table: PersonalTable, condition: RawBuilder<unknown>) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  for (const one of personalData) {
    const condition = personCondition(one, traces);
    if (condition !== null) results.push(await work(one, condition));
  }
  return results;
}

interface LeadRecord {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly captured_at: Date;
  readonly kommo_lead_id: number | null;
  readonly kommo_contact_id: number | null;
}

async function findLeads(db: Database, traces: Traces): Promise<readonly TracedLead[]> {
  const leads = personalData.find(({ table }) => table === 'leads');
  const condition = leads === undefined ? null : personCondition(leads, traces);
  if (condition === null) return [];
  const { rows } = await sql<LeadRecord>`
    select id, profile, captured_at, kommo_lead_id, kommo_contact_id from leads t
    where ${condition} order by captured_at desc, id`.execute(db);
  return rows.map(({ captured_at, kommo_lead_id, kommo_contact_id, ...row }) => ({
    ...row,
    capturedAt: captured_at.toISOString(),
    kommoLeadId: kommo_lead_id,
    contactId: kommo_contact_id,
  }));
}

async function eraseRows(
  db: Database,
  { table, place, erasure }: PersonalTable,
  condition: RawBuilder<unknown>,
): Promise<readonly ErasedPlace[]> {
  const run = async (statement: RawBuilder<unknown>): Promise<number> =>
    Number((await statement.execute(db)).numAffectedRows ?? 0);
  const counted = async (where: RawBuilder<unknown>): Promise<number> => {
    const { rows } = await sql<{ rows: number }>`
      select count(*)::int as rows from ${sql.table(table)} t where ${where}`.execute(db);
    return rows[0]?.rows ?? 0;
  };
  switch (erasure.kind) {
    case 'keep':
      return [{ table, place, done: 'kept', rows: await counted(condition) }];
    case 'empty': {
      const set = sql.raw(
        Object.entries(erasure.set)
          .map(([column, value]) => `"${column}" = ${value}`)
          .join(', '),
      );
      const rows = await run(sql`update ${sql.table(table)} t set ${set} where ${condition}`);
      return [{ table, place, done: 'emptied', rows }];
    }
    case 'delete': {
      const stays =
        'unless' in erasure ? sql.raw(`coalesce(${erasure.unless}, false)`) : sql`false`;
      const kept = await counted(sql`${condition} and ${stays}`);
      const rows = await run(
        sql`delete from ${sql.table(table)} t where ${condition} and not ${stays}`,
      );
      return [
        { table, place, done: 'deleted', rows },
        { table, place, done: 'kept', rows: kept },
      ];
    }
  }
}
