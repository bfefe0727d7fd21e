import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Arm } from '../../../../domain/experiment/arm.js';
import type { Experiment } from '../../../../domain/experiment/experiment.js';
import type { Database } from '../db.js';
import { storableJson } from '../storable-json.js';
import type { ExperimentTable } from './experiment-table.js';
import { readOutcomes } from './read-outcomes.js';

export function createExperimentTable({ db }: { readonly db: Database }): ExperimentTable {
  const list = async (rest: RawBuilder<unknown>): Promise<readonly Experiment[]> => {
    const { rows } = await sql<Stored>`
      select id, name, subject, target, versions, weights, began_at as "beganAt", ended_at as "endedAt", stays, costs, listed
      from experiments ${rest}`.execute(db);
    return rows.map(toExperiment);
  };
  const first = async (rest: RawBuilder<unknown>): Promise<Experiment | null> =>
    (await list(rest))[0] ?? null;
  return {
    begin: async ({ id, name, subject, target, versions, weights }, at) => {
      const { numAffectedRows } = await sql`
        insert into experiments (id, name, subject, target, versions, weights, began_at, costs, listed)
        values (${id}, ${name}, ${subject}, ${target}, ${storableJson(versions)}::jsonb,
          ${storableJson(weights)}::jsonb, ${at}, '{}', '{}')
        on conflict do nothing`.execute(db);
      return numAffectedRows === 1n;
    },
    list: (limit) => list(sql`order by began_at desc, id limit ${limit}`),
    find: (id) => first(sql`where id = ${id}`),
    newest: ({ subject, target }) =>
      first(
        sql`where subject = ${subject} and target = ${target} order by began_at desc, id limit 1`,
      ),
    end: async (id, stays, at) => {
      const { numAffectedRows } = await sql`
        update experiments set ended_at = ${at}, stays = ${stays} where id = ${id} and ended_at is null`.execute(
        db,
      );
      return numAffectedRows === 1n;
    },
    note: async (id, { costs, listed }) => {
      await sql`
        update experiments set costs = ${storableJson(costs)}::jsonb, listed = ${storableJson(listed)}::jsonb
        where id = ${id}`.execute(db);
    },
    ...createDraws(db),
    outcomes: (experiment, qualifiedFrom) => readOutcomes(db, experiment, qualifiedFrom),
  };
}

type Draws = Pick<ExperimentTable, 'visit' | 'keepLead' | 'armOf' | 'visits'>;

const createDraws = (db: Database): Draws => ({
  visit: (id, visitor, arm, at) =>
    keepFirst(
      db,
      sql`insert into experiment_visits as known (experiment_id, visitor, arm, at)
          values (${id}, ${visitor}, ${arm}, ${at})
          on conflict (experiment_id, visitor) do update set arm = known.arm returning arm`,
      arm,
    ),
  keepLead: (id, kommoLeadId, arm, at) =>
    keepFirst(
      db,
      sql`insert into experiment_leads as known (experiment_id, kommo_lead_id, arm, at)
          values (${id}, ${kommoLeadId}, ${arm}, ${at})
          on conflict (experiment_id, kommo_lead_id) do update set arm = known.arm returning arm`,
      arm,
    ),
  armOf: async (id, kommoLeadId) => {
    const { rows } = await sql<{ arm: Arm }>`
        select arm from experiment_leads where experiment_id = ${id} and kommo_lead_id = ${kommoLeadId}`.execute(
      db,
    );
    return rows[0]?.arm ?? null;
  },
  visits: async (id) => {
    const { rows } = await sql<{ arm: Arm; count: number }>`
        select arm, count(*)::int as count from experiment_visits where experiment_id = ${id} group by arm`.execute(
      db,
    );
    const countOf = (arm: Arm): number => rows.find((row) => row.arm === arm)?.count ?? 0;
    return { a: countOf('a'), b: countOf('b') };
  },
});

async function keepFirst(db: Database, insert: RawBuilder<unknown>, otherwise: Arm): Promise<Arm> {
  const { rows } = await sql<{ arm: Arm }>`${insert}`.execute(db);
  return rows[0]?.arm ?? otherwise;
}

interface Stored extends Omit<Experiment, 'beganAt' | 'endedAt' | 'costs' | 'listed'> {
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  readonly costs: Partial<Experiment['costs']>;
  readonly listed: Partial<Experiment['listed']>;
}

const nothing = { a: '', b: '' } as const;

/** What nobody has noted yet reads as none. */
const toExperiment = ({ beganAt, endedAt, costs, listed, ...row }: Stored): Experiment => ({
  ...row,
  beganAt: beganAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  costs: {
    currency: costs.currency ?? 'DOP',
    shared: costs.shared ?? 0,
    own: costs.own ?? { a: 0, b: 0 },
  },
  listed: {
    maintenance: listed.maintenance ?? nothing,
    flexibility: listed.flexibility ?? nothing,
    time: listed.time ?? nothing,
  },
});
