import { sql } from 'kysely';
import type { Database } from '../db.js';
import type { SettingTable, TemplateAsk, TemplateSendTable } from '../tables.js';
import { phoneHash } from './phone-hash.js';

interface TemplateSendTools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

const dayMs = 24 * 60 * 60_000;
/** Who was to ask again and has not for this long will not: it holds nobody up any more. */
const forgottenMs = 60 * 60_000;
/** Where the limit is 0, nothing ever becomes free by itself. */
const againMs = 60 * 60_000;

export function createTemplateSendTable({ db, settings }: TemplateSendTools): TemplateSendTable {
  const hashOf = phoneHash(settings);
  return {
    ask: async (asked, at) => {
      const hash = await hashOf(asked.phone);
      return db.transaction().execute((trx) => answer(trx, { ...asked, hash }, at));
    },
    giveBack: async (key) => {
      await sql`delete from template_sends where key = ${key}`.execute(db);
    },
    backlog: (at) => readBacklog(db, at),
  };
}

interface Asked extends TemplateAsk {
  readonly hash: string;
}

/** One after another over all processes, so that the last place is given once. */
async function answer(db: Database, asked: Asked, at: Date): Promise<Date | null> {
  await sql`select pg_advisory_xact_lock(hashtext('template_sends'))`.execute(db);
  const since = new Date(at.getTime() - dayMs);
  const { rows } = await sql<{ given: boolean }>`
    select given_at is not null as given from template_sends
    where (key = ${asked.key} or phone_hash = ${asked.hash}) and given_at > ${since}
    limit 1`.execute(db);
  const reached = await reachedSince(db, since);
  const ahead = await countAhead(db, asked, at);
  const free = asked.most - reached.length - ahead;
  // Whoever was reached within 24 hours counts once, however often (Meta's rule).
  if (rows.length > 0 || free > 0) {
    await keep(db, asked, { at, given: at, due: null });
    return null;
  }
  // The place that becomes free when as many as are ahead have got theirs.
  const next = reached[reached.length + ahead - asked.most];
  const due = new Date(
    next === undefined
      ? at.getTime() + againMs
      : Math.max(at.getTime(), next.getTime() + dayMs) + 1,
  );
  await keep(db, asked, { at, given: null, due });
  return due;
}

/** When each person was reached last, the longest ago first. */
async function reachedSince(db: Database, since: Date): Promise<readonly Date[]> {
  const { rows } = await sql<{ last: Date }>`
    select max(given_at) as last from template_sends where given_at > ${since}
    group by phone_hash order by 1`.execute(db);
  return rows.map(({ last }) => last);
}

/** New leads come before follow-ups, and each before who asked later. */
async function countAhead(db: Database, { key, purpose }: Asked, at: Date): Promise<number> {
  const forgotten = new Date(at.getTime() - forgottenMs);
  const { rows } = await sql<{ ahead: number }>`
    select count(*)::int as ahead from template_sends
    where given_at is null and due_at > ${forgotten} and key <> ${key}
      and (purpose = 'new' and ${purpose} = 'follow_up' or purpose = ${purpose} and asked_at <
        coalesce((select asked_at from template_sends where key = ${key}), ${at}))`.execute(db);
  return rows[0]?.ahead ?? 0;
}

async function keep(
  db: Database,
  { key, hash, kommoLeadId, purpose }: Asked,
  { at, given, due }: { readonly at: Date; readonly given: Date | null; readonly due: Date | null },
): Promise<void> {
  await sql`
    insert into template_sends (key, phone_hash, kommo_lead_id, purpose, asked_at, given_at, due_at)
    values (${key}, ${hash}, ${kommoLeadId}, ${purpose}, ${at}, ${given}, ${due})
    on conflict (key) do update set given_at = excluded.given_at, due_at = excluded.due_at`.execute(
    db,
  );
}

async function readBacklog(db: Database, at: Date): ReturnType<TemplateSendTable['backlog']> {
  const reached = await reachedSince(db, new Date(at.getTime() - dayMs));
  const { rows } = await sql<{ purpose: TemplateAsk['purpose']; waiting: number; next: Date }>`
    select purpose, count(*)::int as waiting, min(due_at) as next from template_sends
    where given_at is null and due_at > ${new Date(at.getTime() - forgottenMs)}
    group by purpose`.execute(db);
  const count = (purpose: TemplateAsk['purpose']) =>
    rows.find((row) => row.purpose === purpose)?.waiting ?? 0;
  const dues = rows.map(({ next }) => next.getTime());
  return {
    reached: reached.length,
    newLeads: count('new'),
    followUps: count('follow_up'),
    nextAt: dues.length === 0 ? null : new Date(Math.min(...dues)).toISOString(),
  };
}
