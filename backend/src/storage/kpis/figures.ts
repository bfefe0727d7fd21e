import { sql } from 'kysely';
import type { SeenConversation } from '../../../../domain/measure/funnel.js';
import type { Database } from '../db.js';
import type { FigureTable } from './figure-table.js';

export function createFigureTable(db: Database): FigureTable {
  return {
    conversations: async (since, limit) => {
      const { rows } = await sql<SeenConversation>`
        select case when c.state in ('taken', 'ended') then c.state else 'running' end as state,
          c.facts ->> 'ending' as ending, l.profile
        from conversations as c join leads as l using (kommo_lead_id)
        where c.facts ->> 'startedAt' >= ${since.toISOString()}
        order by c.facts ->> 'startedAt' desc limit ${limit}`.execute(db);
      return rows;
    },
  };
}
