import { sql } from 'kysely';
import type { SeenConversation } from '../../../../domain/measure/funnel.js';
import type { Database } from '../db.js';
import type {
  AdoptionFigures,
  ChannelRow,
  FigureTable,
  StageTimes,
  TouchFigures,
} from './figure-table.js';

export function createFigureTable(db: Database): FigureTable {
  return {
    conversations: async (since, limit) => {
      const { rows } = await sql<SeenConversation>`
        select case when c.state in ('taken', 'ended') then c.state else 'running' end as state,
          c.facts ->> 'ending' as ending, l.profile
        from conversations as c join leads as l using (kommo_lead_id)
        where c.facts ->> 'startedAt' >= ${since.toISOString()}
        order by c.facts ->> 'startedAt' desc, kommo_lead_id limit ${limit}`.execute(db);
      return rows;
    },
    channels: (since, qualifiedFrom, limit) => readChannels(db, { since, qualifiedFrom, limit }),
    touches: (since) => readTouches(db, since),
    stageTimes: (since) => readStageTimes(db, since),
    adoption: (since) => readAdoption(db, since),
  };
}

interface Asked {
  readonly since: Date;
  readonly qualifiedFrom: number;
  readonly limit: number;
}

async function readChannels(
  db: Database,
  { since, qualifiedFrom, limit }: Asked,
): Promise<readonly ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    with seen as (
      select coalesce(nullif(left(lower(l.profile #>> '{attribution,utm_source}'), 60), ''), l.profile ->> 'source') as channel,
        (select total from scores as s where s.lead_id = l.id
          order by array_position(array['lead', 'pre', 'inlead'], s.model), s.id desc limit 1) as score,
        exists (select from scores as s where s.lead_id = l.id and s.model = 'lead' and s.total >= ${qualifiedFrom})
          as qualified,
        coalesce(p.outcome = 'won', false) as won
      from leads as l left join lead_stages as p using (kommo_lead_id)
      where l.captured_at >= ${since} and not l.profile ? 'isTest' and not l.profile ? 'isPartial'
    )
    select channel, count(*)::int as leads, avg(score)::float as "meanScore",
      (count(*) filter (where qualified or won))::int as qualified, (count(*) filter (where won))::int as won
    from seen group by channel order by leads desc, channel limit ${limit}`.execute(db);
  return rows;
}

/** Whatever ended a follow-up is told of the last touch that was sent before it. */
async function readTouches(db: Database, since: Date): Promise<readonly TouchFigures[]> {
  const { rows } = await sql<TouchFigures>`
    with last_sent as (
      select distinct on (kommo_lead_id) kommo_lead_id, key from touches
      where state = 'sent' and at >= ${since} order by kommo_lead_id, at desc, due_at desc, key
    )
    select t.key,
      (count(*) filter (where t.state = 'sent'))::int as sent,
      (count(*) filter (where t.state = 'task'))::int as task,
      (count(*) filter (where t.state = 'skipped'))::int as skipped,
      (count(*) filter (where s.key is not null and f.ended_why in ('answered', 'proposal_answered')))::int as answered,
      (count(*) filter (where s.key is not null and f.ended_why = 'opted_out'))::int as "optedOut",
      (count(*) filter (where s.key is not null and p.outcome = 'won'))::int as won
    from touches as t join follow_ups as f using (kommo_lead_id)
    left join last_sent as s on s.kommo_lead_id = t.kommo_lead_id and s.key = t.key
    left join lead_stages as p on p.kommo_lead_id = t.kommo_lead_id
    where t.at >= ${since} group by t.key`.execute(db);
  return rows;
}

async function readStageTimes(db: Database, since: Date): Promise<readonly StageTimes[]> {
  const { rows } = await sql<StageTimes>`
    with stays as (
      select facts ->> 'stage' as stage, facts ->> 'outcome' as outcome,
        extract(epoch from lead(at) over (partition by kommo_lead_id order by at) - at) * 1000 as ms
      from lead_events where kind = 'stage' and at >= ${since}
    )
    select stage, count(ms)::int as ended,
      (percentile_cont(0.5) within group (order by ms))::float as "medianMs",
      (percentile_cont(0.9) within group (order by ms))::float as "p90Ms",
      (count(*) filter (where ms is null))::int as now
    from stays where outcome = 'open' group by stage`.execute(db);
  return rows;
}

async function readAdoption(db: Database, since: Date): Promise<AdoptionFigures> {
  const acts = await sql<{ action: string; count: number }>`
    select action, count(*)::int as count from audit_log
    where at >= ${since} and status < 400 and done_by like 'user:%' group by action`.execute(db);
  const others = await sql<Omit<AdoptionFigures, 'acts'>>`
    select
      (select count(*)::int from hand_overs where requested_at >= ${since} and requested_by like 'user:%') as "handOversAsked",
      (select count(*)::int from hand_overs where requested_at >= ${since} and requested_by not like 'user:%')
        as "handOversByThemselves",
      (select count(*)::int from feedback where at >= ${since}) as "saidWrong"`.execute(db);
  const [counts = { handOversAsked: 0, handOversByThemselves: 0, saidWrong: 0 }] = others.rows;
  return { ...counts, acts: new Map(acts.rows.map(({ action, count }) => [action, count])) };
}
