import type { Choice } from '../../../../contract/choice.js';
import { sql } from 'kysely';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { OdooStep } from '../../../../contract/odoo.js';
import type { Database } from '../db.js';
import { storableJson, storableText } from '../storable-json.js';
import type { HandOverRow, HandOverStepRow, HandOverTable } from '../tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

export function createHandOverTable({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: () => Date;
}): HandOverTable {
  return {
    request: (kommoLeadId, by, requestId, reason) =>
      request(db, { kommoLeadId, by, requestId, reason, at: clock() }),
    find: (kommoLeadId) => findHandOver(db, kommoLeadId),
    recordStep: async (kommoLeadId, { step, state, odooId, url, at }) => {
      await sql`
        insert into hand_over_steps (kommo_lead_id, step, state, odoo_id, url, at)
        values (${kommoLeadId}, ${step}, ${state}, ${odooId}, ${url}, ${at})
        on conflict (kommo_lead_id, step) do update set
          state = excluded.state, odoo_id = excluded.odoo_id, url = excluded.url, at = excluded.at`.execute(
        db,
      );
    },
    forgetStep: async (kommoLeadId, step) => {
      await sql`delete from hand_over_steps where kommo_lead_id = ${kommoLeadId} and step = ${step}`.execute(
        db,
      );
    },
    recordWaiting: async (kommoLeadId, code) => {
      await sql`
        update hand_overs set failure_code = ${code}, failure_reason = null,
          failed_at = case when failure_code = ${code} then failed_at else ${code === null ? null : clock()} end
        where kommo_lead_id = ${kommoLeadId} and state = 'requested'`.execute(db);
    },
    finish: async (kommoLeadId, at) => {
      await sql`
        update hand_overs set state = 'done', finished_at = ${at},
          failure_code = null, failure_reason = null, failed_at = null, choices = '[]'
        where kommo_lead_id = ${kommoLeadId}`.execute(db);
    },
    ...createChoices(db),
    fail: async (kommoLeadId, code, reason, at) => {
      await sql`
        update hand_overs set state = 'failed', failure_code = ${code}, failure_reason = ${reason && storableJson(reason)}::jsonb, failed_at = ${at}
        where kommo_lead_id = ${kommoLeadId}`.execute(db);
    },
  };
}

const createChoices = (db: Database): Pick<HandOverTable, 'recordChoices' | 'chooseCustomer'> => ({
  recordChoices: async (kommoLeadId, choices) => {
    await sql`
      update hand_overs set choices = ${storableJson(choices)}::jsonb
      where kommo_lead_id = ${kommoLeadId}`.execute(db);
  },
  chooseCustomer: async (kommoLeadId, customer) => {
    await sql`
      update hand_overs set chosen_customer = ${String(customer)}
      where kommo_lead_id = ${kommoLeadId}`.execute(db);
  },
});

interface Request {
  readonly kommoLeadId: number;
  readonly by: string;
  readonly requestId: string;
  readonly reason: string | undefined;
  readonly at: Date;
}

async function request(
  db: Database,
  { kommoLeadId, by, requestId, reason, at }: Request,
): Promise<boolean> {
  const { rows } = await sql`
    insert into hand_overs (kommo_lead_id, state, requested_at, requested_by, request_id, reason)
    values (${kommoLeadId}, 'requested', ${at}, ${by}, ${requestId},
      ${reason === undefined ? null : storableText(reason)})
    on conflict (kommo_lead_id) do update set
      state = 'requested', requested_at = excluded.requested_at, requested_by = excluded.requested_by,
      request_id = excluded.request_id, reason = coalesce(excluded.reason, hand_overs.reason), failure_code = null, failure_reason = null, failed_at = null
    where hand_overs.state = 'failed'
    returning 1`.execute(db);
  return rows.length > 0;
}

interface HandOverRecord {
  readonly kommo_lead_id: number;
  readonly state: HandOverRow['state'];
  readonly requested_at: Date;
  readonly requested_by: string;
  readonly request_id: string;
  readonly reason: string | null;
  readonly finished_at: Date | null;
  readonly failure_code: ErrorCode | null;
  readonly failure_reason: Sentence | null;
  readonly failed_at: Date | null;
  readonly choices: readonly Choice[];
  readonly chosen_customer: string | null;
}

interface StepRecord {
  readonly step: OdooStep;
  readonly state: HandOverStepRow['state'];
  readonly odoo_id: number | null;
  readonly url: string | null;
  readonly at: Date;
}

async function findHandOver(db: Database, kommoLeadId: number): Promise<HandOverRow | null> {
  const found =
    await sql<HandOverRecord>`select * from hand_overs where kommo_lead_id = ${kommoLeadId}`.execute(
      db,
    );
  const row = found.rows[0];
  if (!row) return null;
  const steps = await sql<StepRecord>`
    select step, state, odoo_id, url, at from hand_over_steps
    where kommo_lead_id = ${kommoLeadId}`.execute(db);
  return {
    kommoLeadId: row.kommo_lead_id,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: row.requested_by,
    requestId: row.request_id,
    reason: row.reason,
    finishedAt: row.finished_at?.toISOString() ?? null,
    failure:
      row.failure_code === null || row.failed_at === null
        ? null
        : { code: row.failure_code, reason: row.failure_reason, at: row.failed_at.toISOString() },
    choices: row.choices,
    chosenCustomer: chosenOf(row.chosen_customer),
    steps: [...steps.rows].sort(byPlace).map(({ step, state, odoo_id, url, at }) => ({
      step,
      state,
      odooId: odoo_id,
      url,
      at: at.toISOString(),
    })),
  };
}

/** Steps end within one millisecond where nothing is to be done. */
const places: Readonly<Record<OdooStep, number>> = {
  ...{ customer: 1, opportunity: 2, project: 3, contract: 4, history: 5, kommo: 6 },
};
const byPlace = (one: StepRecord, other: StepRecord): number =>
  one.at.getTime() - other.at.getTime() || places[one.step] - places[other.step];

const chosenOf = (stored: string | null): HandOverRow['chosenCustomer'] =>
  stored === null || stored === 'new' ? stored : Number(stored);
