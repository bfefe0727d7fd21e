import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../db.js';
import { executorOf } from '../executor.js';
import type { SettingTable } from '../tables.js';
import { createTokens } from './proposal-tokens.js';
import { storableJson } from '../storable-json.js';
import type { NewProposal, ProposalAnswer, ProposalRow, ProposalTable } from './proposal-table.js';

interface Tools {
  readonly db: Database;
  readonly settings: Pick<SettingTable, 'getOrSet'>;
}

export function createProposalTable({ db, settings }: Tools): ProposalTable {
  const { tokenOf, idOf } = createTokens(settings);
  const findOne = async (condition: RawBuilder<unknown>): Promise<ProposalRow | null> => {
    const row = await readOne(db, condition);
    return row === null ? null : { ...row, token: await tokenOf(row.id) };
  };
  return {
    add: (proposal, also) =>
      db.transaction().execute(async (trx) => {
        await insert(trx, proposal);
        await also?.(executorOf(trx));
      }),
    find: (id) => findOne(sql`p.id = ${id}`),
    open: async (token) => {
      const id = await idOf(token);
      return id === null ? null : findOne(sql`p.id = ${id}`);
    },
    newest: (kommoLeadId) => findOne(sql`p.kommo_lead_id = ${kommoLeadId}`),
    revoke: async (id, at) => {
      const { numAffectedRows } = await sql`
        update proposals set revoked_at = ${at}
        where id = ${id} and revoked_at is null and answer is distinct from 'accepted'`.execute(db);
      return numAffectedRows === 1n;
    },
    answer: (id, given, at, also) =>
      db.transaction().execute(async (trx) => {
        const isKept = await keepAnswer(trx, { id, ...given, at });
        if (isKept) await also?.(executorOf(trx));
        return isKept;
      }),
    visit: (id, seen, at, also) =>
      db.transaction().execute(async (trx) => {
        if (await keepVisit(trx, { id, ...seen, at })) await also?.(executorOf(trx));
      }),
  };
}

async function insert(
  db: Database,
  { id, kommoLeadId, draft, facts, recipient, ...made }: NewProposal,
): Promise<void> {
  await sql`
    insert into proposals (id, kommo_lead_id, version, draft, facts, recipient, made_by, made_at, expires_at)
    select ${id}, ${kommoLeadId}, coalesce(max(version), 0) + 1, ${storableJson(draft)}::jsonb,
      ${storableJson(facts)}::jsonb, ${storableJson(recipient)}::jsonb,
      ${made.madeBy}, ${made.madeAt}, ${made.expiresAt}
    from proposals where kommo_lead_id = ${kommoLeadId}`.execute(db);
}

interface GivenAnswer {
  readonly id: string;
  readonly answer: ProposalAnswer;
  readonly wish: string | null;
  readonly at: Date;
}

async function keepAnswer(db: Database, { id, answer, wish, at }: GivenAnswer): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update proposals set answer = ${answer}, wish = ${wish}, answered_at = ${at}
    where id = ${id} and revoked_at is null and answer is distinct from 'accepted'
      and (answer, wish) is distinct from (${answer}::text, ${wish}::text)
      and expires_at > ${at} and not exists (
        select from proposals as later
        where later.kommo_lead_id = proposals.kommo_lead_id and later.version > proposals.version
      )`.execute(db);
  return numAffectedRows === 1n;
}

interface Visit {
  readonly id: string;
  readonly visit: string;
  readonly seconds: number;
  readonly at: Date;
}

/** True for a new one. */
async function keepVisit(db: Database, { id, visit, seconds, at }: Visit): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into proposal_visits as known (proposal_id, visit, opened_at, seconds)
    values (${id}, ${visit}, ${at}, ${seconds})
    on conflict (proposal_id, visit) do update set seconds = greatest(known.seconds, excluded.seconds)
    returning xmax = 0 as "isNew"`.execute(db);
  return rows[0]?.isNew === true;
}

type Kept = Omit<ProposalRow, 'token'>;
type Stored = Omit<Kept, 'madeAt' | 'expiresAt' | 'revokedAt' | 'answeredAt' | 'lastOpenedAt'> & {
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly lastOpenedAt: Date | null;
};

async function readOne(db: Database, condition: RawBuilder<unknown>): Promise<Kept | null> {
  const { rows } = await sql<Stored>`
    select p.id, p.kommo_lead_id as "kommoLeadId", p.version, p.draft, p.facts, p.recipient,
      p.made_by as "madeBy", p.made_at as "madeAt", p.expires_at as "expiresAt", p.revoked_at as "revokedAt",
      p.answer, p.wish, p.answered_at as "answeredAt",
      exists (select from proposals as later where later.kommo_lead_id = p.kommo_lead_id and later.version > p.version)
        as replaced,
      count(v.visit)::int as visits, coalesce(sum(v.seconds), 0)::int as seconds, max(v.opened_at) as "lastOpenedAt"
    from proposals as p left join proposal_visits as v on v.proposal_id = p.id
    where ${condition} group by p.id order by p.version desc limit 1`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    ...row,
    madeAt: row.madeAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    lastOpenedAt: row.lastOpenedAt?.toISOString() ?? null,
  };
}
