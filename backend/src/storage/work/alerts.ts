import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db.js';
import { executorOf } from '../executor.js';
import type { Alert, AlertSubject, AlertTable, AlertTask } from './work-tables.js';

interface Parts {
  readonly db: Database;
  readonly clock: () => Date;
}

export function createAlertTable({ db, clock }: Parts): AlertTable {
  return {
    keepOnly: (subject, levels, size, also) =>
      db.transaction().execute(async (trx) => {
        const raised = await keepOnly(trx, { subject, levels, size, now: clock() });
        if (raised.length > 0) await also?.(raised, executorOf(trx));
        return raised;
      }),
    open: () => findAlerts(db, sql`cleared_at is null`),
    find: async (id) => (await findAlerts(db, sql`id = ${id}`))[0] ?? null,
    keepTask: async (id, kommoTaskId) => {
      await sql`update alerts set kommo_task_id = ${kommoTaskId} where id = ${id}`.execute(db);
    },
    unsettledTasks: async ({ subject, raisedAt, except }) => {
      const { rows } = await sql<AlertTask>`
        select id, kommo_task_id::int as "kommoTaskId" from alerts
        where subject = ${subject} and raised_at <= ${raisedAt} and id <> ${except}
          and kommo_task_id is not null and task_settled_at is null`.execute(db);
      return rows;
    },
    settleTasks: async (ids) => {
      await sql`update alerts set task_settled_at = ${clock()} where id = any(${ids})`.execute(db);
    },
    addFailures: async (integration, failures) => {
      await sql`
        insert into failure_streaks as streak (integration, failures) values (${integration}, ${failures})
        on conflict (integration) do update set failures = streak.failures + excluded.failures`.execute(
        db,
      );
    },
    clearFailures: async (integration) => {
      await sql`
        update failure_streaks set failures = 0
        where integration = ${integration} and failures > 0`.execute(db);
    },
    failures: async () => {
      const { rows } = await sql<{ integration: string; failures: number }>`
        select integration, failures from failure_streaks`.execute(db);
      const of = (name: string) => rows.find(({ integration }) => integration === name);
      const count = (name: string) => of(name)?.failures ?? 0;
      return { kommo: count('kommo'), odoo: count('odoo'), meta: count('meta') };
    },
  };
}

interface Kept extends Pick<Alert, 'subject'> {
  readonly levels: readonly number[];
  readonly size: Pick<Alert, 'count' | 'limit'>;
  readonly now: Date;
}

async function keepOnly(db: Database, kept: Kept): Promise<readonly Alert[]> {
  const { subject, levels, now } = kept;
  const { numAffectedRows } = await sql`
    update alerts set cleared_at = ${now}
    where subject = ${subject} and cleared_at is null and level <> all(${levels}::int[])`.execute(
    db,
  );
  // Told once: by whoever cleared the last one.
  const isClear = levels.length === 0 && (numAffectedRows ?? 0n) > 0n;
  const rows: AlertRecord[] = isClear ? [...(await insert(db, kept, 0))] : [];
  for (const level of levels) rows.push(...(await insert(db, kept, level)));
  return rows.map(toAlert);
}

/** Nothing where another process was quicker: the open alert is unique. That all is clear is over once it is said. */
async function insert(
  db: Database,
  { subject, size: { count, limit }, now }: Kept,
  level: number,
): Promise<readonly AlertRecord[]> {
  const { rows } = await sql<AlertRecord>`
    insert into alerts (id, subject, level, count, failure_limit, raised_at, cleared_at)
    values (${randomUUID()}, ${subject}, ${level}, ${count}, ${limit}, ${now}, ${level === 0 ? now : null})
    on conflict (subject, level) where cleared_at is null do nothing
    returning *`.execute(db);
  return rows;
}

interface AlertRecord {
  readonly id: string;
  readonly subject: AlertSubject;
  readonly level: number;
  readonly count: number;
  readonly failure_limit: number;
  readonly raised_at: Date;
}

async function findAlerts(
  db: Database,
  condition: ReturnType<typeof sql>,
): Promise<readonly Alert[]> {
  const { rows } = await sql<AlertRecord>`
    select * from alerts where ${condition} order by subject, level`.execute(db);
  return rows.map(toAlert);
}

const toAlert = (row: AlertRecord): Alert => ({
  id: row.id,
  subject: row.subject,
  level: row.level,
  count: row.count,
  limit: row.failure_limit,
  raisedAt: row.raised_at.toISOString(),
});
