import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../db.js';
import type { Delivery, DeliveryTable } from './delivery-table.js';

export function createDeliveryTable(db: Database): DeliveryTable {
  return {
    list: async ({ of, source, onlyFailed, before, limit }) => {
      const at = before?.receivedAt ?? null;
      const condition = sql`
        (${of}::text is null or d.of = ${of}::text)
        and (${source}::text is null or d.source = ${source}::text)
        and (${at}::timestamptz is null or d.received_at < ${at}::timestamptz
          or (d.received_at = ${at}::timestamptz and d.id > ${before?.id ?? null}::text))
        and (not ${onlyFailed}::boolean or exists (${failedOf}))`;
      return select(db, sql`${condition} order by d.received_at desc, d.id limit ${limit}`);
    },
    find: async (of, id) => (await select(db, sql`d.of = ${of} and d.id = ${id}`))[0] ?? null,
  };
}

/** What became of it first is named by its id; a lead goes under the same. */
const failedOf = sql`
  select from dead_letters where key = d.id and discarded_at is null
    and step in ('score', 'send-to-kommo', 'read-hook')`;

async function select(db: Database, where: RawBuilder<unknown>): Promise<readonly Delivery[]> {
  const { rows } = await sql<DeliveryRecord>`
    select d.*, exists (${failedOf}) as "hasFailed", l.id as "leadId", l.kommo_lead_id as "kommoLeadId"
    from (
      select id, 'capture' as of, source, profile::jsonb as body, received_at, state from captures
      union all
      select id, 'hook' as of, kind as source, body, received_at, state from hooks
    ) as d left join leads as l on d.of = 'capture' and l.id = d.id
    where ${where}`.execute(db);
  return rows.map(({ state, received_at, ...row }) => ({
    ...row,
    isWaiting: state === 'received',
    receivedAt: received_at.toISOString(),
  }));
}

type DeliveryRecord = Omit<Delivery, 'isWaiting' | 'receivedAt'> & {
  readonly state: 'received' | 'queued';
  readonly received_at: Date;
};
