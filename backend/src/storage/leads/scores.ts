import { sql } from 'kysely';
import type { Score } from '../../../../contract/score.js';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { ScoreTable, StoredScore } from '../tables.js';

export function createScoreTable({ db }: { readonly db: Database }): ScoreTable {
  return {
    append: (leadId, score, cause, at) =>
      db.transaction().execute(async (trx) => {
        // Two steps that score one lead at once must compare with each other's result, not with the same old one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`score ${leadId}`}, 0))`.execute(
          trx,
        );
        if (await isLatest(trx, leadId, score)) return false;
        await insertScores(trx, [{ leadId, score, cause, at }]);
        return true;
      }),
    latest: async (leadIds, model) => {
      const { rows } = await sql<ScoreRecord>`
        select distinct on (lead_id) lead_id, score, cause, at from scores
        where lead_id = any(${leadIds}::text[]) and model = ${model}
        order by lead_id, id desc`.execute(db);
      return new Map(rows.map((row) => [row.lead_id, toStored(row)]));
    },
    history: async (leadId, limit) => {
      const { rows } = await sql<ScoreRecord>`
        select lead_id, score, cause, at from scores where lead_id = ${leadId} order by id desc limit ${limit}`.execute(
        db,
      );
      return rows.map(toStored);
    },
  };
}

interface NewScore {
  readonly leadId: string;
  readonly score: Score;
  readonly cause: string;
  readonly at: Date;
}

export async function insertScores(db: Database, scores: readonly NewScore[]): Promise<void> {
  if (scores.length === 0) return;
  const rows = scores.map(({ leadId, score, cause, at }) => {
    const { model, version, total } = score;
    return { leadId, model, version, total, score, cause, at };
  });
  await sql`
    insert into scores (lead_id, model, version, total, score, cause, at)
    select "leadId", model, version, total, score, cause, at
    from json_to_recordset(${storableJson(rows)}::json) as row
      ("leadId" text, model text, version text, total int, score jsonb, cause text, at timestamptz)`.execute(
    db,
  );
}

/** What is missing follows from the lines, so it makes no new score. */
async function isLatest(db: Database, leadId: string, score: Score): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select version = ${score.version} and total = ${score.total}
      and score -> 'contributions' = ${storableJson(score.contributions)}::jsonb as same
    from scores where lead_id = ${leadId} and model = ${score.model} order by id desc limit 1`.execute(
    db,
  );
  return rows[0]?.same ?? false;
}

interface ScoreRecord {
  readonly lead_id: string;
  readonly score: Score;
  readonly cause: string;
  readonly at: Date;
}

const toStored = ({ score, cause, at }: ScoreRecord): StoredScore => ({
  at: at.toISOString(),
  cause,
  score,
});
