import { sql } from 'kysely';
import type { Database } from '../db.js';
import type { Level, Measured, MeasureTable } from './measure-table.js';

export function createMeasureTable({ db }: { readonly db: Database }): MeasureTable {
  return {
    add: async (measured) => {
      if (measured.length === 0) return;
      await sql`
        insert into measured_hours as kept (hour, kind, name, outcome, counts)
        select hour, kind, name, outcome, counts
        from json_to_recordset(${JSON.stringify(measured)}::json)
          as row (hour timestamptz, kind text, name text, outcome text, counts bigint[])
        -- Two processes that write the same rows do it in the same order.
        order by hour, kind, name, outcome
        on conflict (hour, kind, name, outcome) do update set counts = array(
          select coalesce(one, 0) + coalesce(other, 0)
          from unnest(kept.counts, excluded.counts) with ordinality as both_counts (one, other, place)
          order by place)`.execute(db);
    },
    raise: async (levels) => {
      if (levels.length === 0) return;
      await sql`
        insert into level_hours as kept (hour, name, most)
        select hour, name, most from json_to_recordset(${JSON.stringify(levels)}::json)
          as row (hour timestamptz, name text, most double precision)
        order by hour, name
        on conflict (hour, name) do update set most = excluded.most
        where excluded.most > kept.most`.execute(db);
    },
    read: async (since) => {
      const { rows } = await sql<MeasuredRecord>`
        select hour, kind, name, outcome, counts from measured_hours
        where hour >= ${since} order by hour, kind, name, outcome`.execute(db);
      return rows.map(({ hour, counts, ...row }) => ({
        ...row,
        hour: hour.toISOString(),
        counts: counts.map(Number),
      }));
    },
    levels: async (since) => {
      const { rows } = await sql<Omit<Level, 'hour'> & { readonly hour: Date }>`
        select hour, name, most from level_hours where hour >= ${since} order by hour, name`.execute(
        db,
      );
      return rows.map(({ hour, ...row }) => ({ ...row, hour: hour.toISOString() }));
    },
  };
}

/** The driver reads an array of bigint as text or numbers, as its parsers are set. */
type MeasuredRecord = Omit<Measured, 'hour' | 'counts'> & {
  readonly hour: Date;
  readonly counts: readonly (number | string)[];
};
