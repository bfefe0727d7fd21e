import { sql } from 'kysely';
import type { ScoreModel } from '../../../../contract/score.js';
import type { Database } from '../db.js';
import { storableText } from '../storable-json.js';
import type { Feedback, FeedbackTable } from '../tables.js';

/** What executives think of scores; appended, never changed. */
export function createFeedbackTable({ db }: { readonly db: Database }): FeedbackTable {
  return {
    add: async ({ kommoLeadId, model, total, version, expected, reason, userId, at }) => {
      await sql`
        insert into feedback (kommo_lead_id, model, total, version, expected, reason, user_id, at)
        values (${kommoLeadId}, ${model}, ${total}, ${version}, ${expected}, ${storableText(reason)},
          ${userId}, ${at})`.execute(db);
    },
    list: async (afterId, limit) => {
      const { rows } = await sql<FeedbackRecord>`
        select * from feedback where id > ${afterId} order by id limit ${limit}`.execute(db);
      return rows.map(({ kommo_lead_id, user_id, at, ...row }) => ({
        ...row,
        kommoLeadId: kommo_lead_id,
        userId: user_id,
        at: at.toISOString(),
      }));
    },
  };
}

interface FeedbackRecord {
  readonly id: number;
  readonly kommo_lead_id: number;
  readonly model: ScoreModel;
  readonly total: number;
  readonly version: string | null;
  readonly expected: Feedback['expected'];
  readonly reason: string;
  readonly user_id: number;
  readonly at: Date;
}
