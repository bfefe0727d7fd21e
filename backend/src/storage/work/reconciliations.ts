import { sql } from 'kysely';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { Database } from '../db.js';
import { storableJson, storableText } from '../storable-json.js';
import type {
  Compared,
  Difference,
  ReconciliationRun,
  ReconciliationTable,
} from './work-tables.js';

interface Parts {
  readonly db: Database;
  readonly clock: () => Date;
}

export function createReconciliationTable({ db, clock }: Parts): ReconciliationTable {
  return {
    start: async ({ id, night, by }) => {
      const { rows } = await sql`
        insert into reconciliations (id, night, started_by, started_at)
        values (${id}, ${night}, ${by}, ${clock()})
        on conflict do nothing returning 1`.execute(db);
      return rows.length > 0;
    },
    latest: () => findRun(db, sql`true`),
    latestDone: () => findRun(db, sql`state = 'done'`),
    isRunning: async (id) => (await findRun(db, sql`id = ${id}`))?.state === 'running',
    finish: (id, result) => db.transaction().execute((trx) => finish(trx, id, result, clock())),
    fail: async (id, code) => {
      await sql`
        update reconciliations set state = 'failed', failure_code = ${code}, finished_at = ${clock()}
        where id = ${id}`.execute(db);
    },
    differences: (runId) =>
      findDifferences(
        db,
        sql`reconciliation_id = ${runId} and repair_requested_at is null and not exists (
          select from dismissed_differences as dismissed
          where dismissed.kind = differences.kind
            and dismissed.kommo_lead_id = coalesce(differences.kommo_lead_id, 0)
            and dismissed.odoo_id = coalesce(differences.odoo_id, 0))`,
      ),
    dismiss: async (ids, { reason, by }) => {
      await sql`
        insert into dismissed_differences (kind, kommo_lead_id, odoo_id, reason, dismissed_by, dismissed_at)
        select distinct kind, coalesce(kommo_lead_id, 0), coalesce(odoo_id, 0),
          ${storableText(reason)}, ${by}, ${clock()}::timestamptz
        from differences where id = any(${ids}::text[])
        on conflict do nothing`.execute(db);
    },
    findDifferences: (ids) => findDifferences(db, sql`id = any(${ids}::text[])`),
    markRepairRequested: async (ids) => {
      await sql`
        update differences set repair_requested_at = ${clock()} where id = any(${ids}::text[])`.execute(
        db,
      );
    },
  };
}

/** A run that is repeated after a crash writes its result once. */
async function finish(
  trx: Database,
  id: string,
  { compared, underWay, differences }: Compared,
  at: Date,
): Promise<void> {
  const { rows } = await sql`
    update reconciliations set state = 'done', compared = ${compared}, under_way = ${underWay},
      finished_at = ${at}, failure_code = null
    where id = ${id} and state = 'running' returning 1`.execute(trx);
  if (rows.length === 0) return;
  await sql`
    insert into differences (id, reconciliation_id, position, kind, kommo_lead_id, odoo_id, text, repairable)
    select id, ${id}, row_number() over (), kind, "kommoLeadId", "odooId", text, repairable
    from json_to_recordset(${storableJson(differences)}::json) as row
      (id text, kind text, "kommoLeadId" bigint, "odooId" bigint, text jsonb, repairable boolean)
    on conflict do nothing`.execute(trx);
}

interface RunRecord {
  readonly id: string;
  readonly state: ReconciliationRun['state'];
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly compared: number;
  readonly under_way: number;
  readonly failure_code: ErrorCode | null;
}

async function findRun(
  db: Database,
  condition: ReturnType<typeof sql>,
): Promise<ReconciliationRun | null> {
  const { rows } = await sql<RunRecord>`
    select * from reconciliations where ${condition} order by started_at desc, id desc limit 1`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    id: row.id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    compared: row.compared,
    underWay: row.under_way,
    failure: row.failure_code,
  };
}

interface DifferenceRecord extends Pick<Difference, 'id' | 'kind' | 'text' | 'repairable'> {
  readonly kommo_lead_id: number | null;
  readonly odoo_id: number | null;
}

async function findDifferences(
  db: Database,
  condition: ReturnType<typeof sql>,
): Promise<readonly Difference[]> {
  const { rows } = await sql<DifferenceRecord>`
    select id, kind, kommo_lead_id, odoo_id, text, repairable from differences
    where ${condition} order by reconciliation_id, position`.execute(db);
  return rows.map(({ kommo_lead_id: kommoLeadId, odoo_id: odooId, ...row }) => ({
    ...row,
    kommoLeadId,
    odooId,
  }));
}
