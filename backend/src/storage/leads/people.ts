import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { Claim, PersonIndex, SettingTable } from '../tables.js';

const knownUntilKey = 'people.known_until';

interface PersonIndexParts {
  readonly db: Database;
  readonly settings: SettingTable;
}

export function createPersonIndex({ db, settings }: PersonIndexParts): PersonIndex {
  return {
    claim: (leads) => db.transaction().execute((trx) => claimAll(trx, leads)),
    find: async (keys) => {
      const holders = await findHolders(db, keys);
      return new Map(
        [...holders].flatMap(([key, holder]) =>
          'contactId' in holder ? [[key, holder.contactId] as const] : [],
        ),
      );
    },
    assign: async (rows) => {
      await sql`
        update people set contact_id = row."contactId", claimed_by = null
        from json_to_recordset(${storableJson(rows)}::json) as row ("leadId" text, "contactId" bigint)
        where claimed_by = row."leadId"`.execute(db);
    },
    release: async (leadIds) => {
      await sql`delete from people where claimed_by = any(${leadIds}::text[])`.execute(db);
    },
    learn: (contacts) => db.transaction().execute((trx) => learnAll(trx, contacts)),
    knownUntil: async () => {
      const at = await settings.get(knownUntilKey);
      return typeof at === 'string' ? new Date(at) : null;
    },
    setKnownUntil: (at) => settings.set(knownUntilKey, at.toISOString()),
  };
}

type Holder = { readonly contactId: number } | { readonly leadId: string };

async function claimAll(
  db: Database,
  leads: Parameters<PersonIndex['claim']>[0],
): Promise<ReadonlyMap<string, Claim>> {
  const keys = [...new Set(leads.flatMap((lead) => lead.keys))].sort();
  await lockKeys(db, keys);
  const holders = await findHolders(db, keys);
  const claims = new Map<string, Claim>();
  const fresh: { key: string; leadId: string }[] = [];
  for (const { leadId, keys: own } of leads) {
    const claim = decide(leadId, own, holders);
    claims.set(leadId, claim);
    if (claim.kind !== 'claimed') continue;
    for (const key of own) {
      if (!holders.has(key)) fresh.push({ key, leadId });
      holders.set(key, { leadId });
    }
  }
  await sql`
    insert into people (key, claimed_by)
    select key, "leadId" from json_to_recordset(${storableJson(fresh)}::json) as row (key text, "leadId" text)
    on conflict do nothing`.execute(db);
  return claims;
}

/** A person known by any key is that contact, even where another key is being claimed. */
function decide(
  leadId: string,
  keys: readonly string[],
  holders: ReadonlyMap<string, Holder>,
): Claim {
  const found = keys.flatMap((key) => holders.get(key) ?? []);
  for (const holder of found)
    if ('contactId' in holder) return { kind: 'known', contactId: holder.contactId };
  for (const holder of found) {
    if ('leadId' in holder && holder.leadId !== leadId)
      return { kind: 'busy', byLeadId: holder.leadId };
  }
  return { kind: 'claimed' };
}

/**
 * Two transactions that share a key take turns, also on a key that no row has yet. In one order, so that they cannot
 * wait for each other.
 */
async function lockKeys(db: Database, keys: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(lock) from (
      select distinct hashtextextended(key, 7) as lock from unnest(${keys}::text[]) as key order by lock) as locks
  `.execute(db);
}

async function findHolders(db: Database, keys: readonly string[]): Promise<Map<string, Holder>> {
  const { rows } = await sql<{ key: string; contact_id: number | null; claimed_by: string | null }>`
    select key, contact_id, claimed_by from people where key = any(${keys}::text[])`.execute(db);
  const holders = new Map<string, Holder>();
  for (const { key, contact_id, claimed_by } of rows) {
    if (contact_id !== null) holders.set(key, { contactId: contact_id });
    else if (claimed_by !== null) holders.set(key, { leadId: claimed_by });
  }
  return holders;
}

/** A key that another lead is claiming becomes known too: Kommo's word is newer than our plan to create. */
async function learnAll(
  db: Database,
  contacts: Parameters<PersonIndex['learn']>[0],
): Promise<void> {
  if (contacts.length === 0) return;
  const ids = contacts.map(({ contactId }) => contactId);
  const rows = contacts.flatMap(({ contactId, keys }) => keys.map((key) => ({ key, contactId })));
  await lockKeys(db, [...new Set(rows.map(({ key }) => key))].sort());
  await sql`
    delete from people where contact_id = any(${ids}::bigint[])
      and not (key = any(${rows.map(({ key }) => key)}::text[]))`.execute(db);
  await sql`
    insert into people (key, contact_id)
    select distinct on (key) key, "contactId"
    from json_to_recordset(${storableJson(rows)}::json) as row (key text, "contactId" bigint)
    order by key, "contactId"
    on conflict (key) do update set contact_id = excluded.contact_id, claimed_by = null`.execute(
    db,
  );
}
