import { sql } from 'kysely';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Database } from '../db.js';
import { insertScores } from './scores.js';
import { storableJson } from '../storable-json.js';
import type { LeadRow, LeadTable } from '../tables.js';

export function createLeadTable({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: () => Date;
}): LeadTable {
  return {
    insertMany: async (leads) => {
      if (leads.length === 0) return;
      await db.transaction().execute(async (trx) => {
        const inserted = await insertLeads(
          trx,
          leads.map(({ lead }) => lead),
        );
        const scored = leads.filter(
          ({ lead }, index) => inserted.has(lead.id) && isFirst(leads, index),
        );
        const at = clock();
        await insertScores(
          trx,
          scored.map(({ lead, score, cause }) => ({ leadId: lead.id, score, cause, at })),
        );
      });
    },
    findByIds: (ids) =>
      findLeads(db, sql`id = any(${ids}::text[]) order by array_position(${ids}::text[], id)`),
    findByKommoId: async (kommoLeadId) =>
      (await findLeads(db, sql`kommo_lead_id = ${kommoLeadId}`))[0] ?? null,
    findByKommoIds: (ids) => findLeads(db, sql`kommo_lead_id = any(${ids}::bigint[])`),
    findByContactIds: (ids) => findLeads(db, sql`kommo_contact_id = any(${ids}::bigint[])`),
    ...createSending(db),
    recordKommoIds: (rows) => db.transaction().execute((trx) => recordKommoIds(trx, rows)),
    saveProfile: async (id, profile) => {
      await sql`update leads set profile = ${storableJson(profile)}::jsonb where id = ${id}`.execute(
        db,
      );
    },
  };
}

type Sending = Pick<LeadTable, 'markSending' | 'unmarkSending' | 'findOpen' | 'absorb'>;

const createSending = (db: Database): Sending => ({
  markSending: async (leads, at) => {
    await sql`
      update leads set sending_since = ${at}, kommo_contact_id = coalesce(row."contactId", kommo_contact_id)
      from json_to_recordset(${storableJson(leads)}::json) as row (id text, "contactId" bigint)
      where leads.id = row.id`.execute(db);
  },
  unmarkSending: async (ids) => {
    await sql`
      update leads set sending_since = null, kommo_contact_id = null
      where id = any(${ids}::text[]) and kommo_lead_id is null`.execute(db);
  },
  findOpen: async (contactIds) => {
    const { rows } = await sql<{
      id: string;
      kommo_contact_id: number;
      kommo_lead_id: number | null;
    }>`
      select leads.id, leads.kommo_contact_id, leads.kommo_lead_id from leads
      left join lead_stages using (kommo_lead_id)
      where leads.kommo_contact_id = any(${contactIds}::bigint[]) and leads.deleted_at is null
        and (lead_stages.outcome = 'open'
          or (leads.kommo_lead_id is null and leads.sending_since is not null))`.execute(db);
    return rows.map(({ id, kommo_contact_id, kommo_lead_id }) => ({
      ...{ id, kommoContactId: kommo_contact_id, kommoLeadId: kommo_lead_id },
    }));
  },
  absorb: async (id) => {
    await sql`
      with gone as (delete from leads where id = ${id} and kommo_lead_id is null returning id)
      delete from scores where lead_id in (select id from gone)`.execute(db);
  },
});

async function recordKommoIds(
  db: Database,
  rows: Parameters<LeadTable['recordKommoIds']>[0],
): Promise<void> {
  const json = storableJson(rows);
  // A hook can be faster than Kommo's answer to our own call; the lead was taken for one typed by hand then.
  await sql`
    with adopted as (
      delete from leads using json_to_recordset(${json}::json) as row (id text, "kommoLeadId" bigint)
      where leads.kommo_lead_id = row."kommoLeadId" and leads.id <> row.id
        and leads.profile ->> 'source' = 'kommo'
      returning leads.id)
    delete from scores where lead_id in (select id from adopted)`.execute(db);
  await sql`
    update leads set
      kommo_lead_id = row."kommoLeadId",
      kommo_contact_id = coalesce(row."kommoContactId", kommo_contact_id),
      kommo_company_id = coalesce(row."kommoCompanyId", kommo_company_id),
      sending_since = null
    from json_to_recordset(${json}::json) as row
      (id text, "kommoLeadId" bigint, "kommoContactId" bigint, "kommoCompanyId" bigint)
    where leads.id = row.id`.execute(db);
}

const isFirst = (leads: readonly { readonly lead: LeadRow }[], index: number): boolean =>
  leads.findIndex(({ lead }) => lead.id === leads[index]?.lead.id) === index;

async function insertLeads(db: Database, leads: readonly LeadRow[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into leads
      (id, profile, captured_at, kommo_lead_id, kommo_contact_id, kommo_company_id, sending_since)
    select id, profile, "capturedAt", "kommoLeadId", "kommoContactId", "kommoCompanyId", "sendingSince"
    from json_to_recordset(${storableJson(leads)}::json) as row
      (id text, profile jsonb, "capturedAt" timestamptz, "kommoLeadId" bigint, "kommoContactId" bigint,
       "kommoCompanyId" bigint, "sendingSince" timestamptz)
    on conflict do nothing
    returning id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

interface LeadRecord {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly captured_at: Date;
  readonly kommo_lead_id: number | null;
  readonly kommo_contact_id: number | null;
  readonly kommo_company_id: number | null;
  readonly sending_since: Date | null;
}

async function findLeads(
  db: Database,
  condition: ReturnType<typeof sql>,
): Promise<readonly LeadRow[]> {
  const { rows } = await sql<LeadRecord>`select * from leads where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    profile: row.profile,
    capturedAt: row.captured_at.toISOString(),
    kommoLeadId: row.kommo_lead_id,
    kommoContactId: row.kommo_contact_id,
    kommoCompanyId: row.kommo_company_id,
    sendingSince: row.sending_since?.toISOString() ?? null,
  }));
}
