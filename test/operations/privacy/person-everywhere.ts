import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { personalData } from '../../../backend/src/storage/privacy/personal-data.js';
import { profile, until } from '../../support/world.js';
import type { WorkWorld } from '../work-world.js';

/** An invented person, and how others write its number and RNC. */
export const person = {
  name: 'Altagracia Mercedes Vásquez',
  company: 'Colmado La Esperanza SRL',
  phone: '+18095550142',
  typedPhone: '(809) 555-0142',
  email: 'altagracia@laesperanza.example',
  taxId: '131246796',
  typedTaxId: '1-31-24679-6',
} as const;

const needles = [/altagracia/iu, /laesperanza/iu, /809\D{0,3}555\D{0,3}0142/u, /1-?31-?24679-?6/u];

/** Captures the person as its form does, and waits until Kommo has the lead. */
export async function captureLead(
  work: WorkWorld,
  change: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly leadId: string; readonly kommoLeadId: number; readonly contactId: number }> {
  const { world, services } = work;
  const appended = await services.store.captures.append({
    source: 'direct',
    idempotencyKey: randomUUID(),
    bodyHash: 'hash',
    profile: {
      ...profile(1, {
        full_name: person.name,
        company_name: person.company,
        email: person.email,
        phone_number: person.phone,
        ...change,
      }),
      taxId: person.typedTaxId,
    },
    requestId: randomUUID(),
  });
  if (appended.kind !== 'stored') throw new Error(appended.kind);
  await world.relay.look();
  const leadId = appended.captureId;
  const row = await until('the lead is in Kommo', async () => {
    await work.rest();
    const [found] = await services.store.leads.findByIds([leadId]);
    return found?.kommoLeadId == null || found.kommoContactId === null ? null : found;
  });
  return { leadId, kommoLeadId: row.kommoLeadId ?? 0, contactId: row.kommoContactId ?? 0 };
}

/** A row of the person in every table that can hold one, as the product's own code would leave it. */
export async function leaveEverywhere(
  pool: pg.Pool,
  lead: { readonly leadId: string; readonly kommoLeadId: number },
  at: Date,
): Promise<void> {
  const { kommoLeadId, leadId } = lead;
  const said = JSON.stringify({ code: 'plain.as_stored', params: { text: person.name } });
  const text = `${person.name} ${person.typedPhone}`;
  const body = JSON.stringify({ full_name: person.name, phone_number: person.typedPhone });
  const run = (sql: string, ...values: readonly unknown[]) => pool.query(sql, [...values]);
  await run(
    `insert into hooks (id, kind, dedupe_key, body, request_id, received_at, state)
     values ($1, 'account', $1, $2, 'r', $3, 'queued')`,
    ...[randomUUID(), JSON.stringify({ leads: [], unreadable: text }), at],
  );
  await run(
    `insert into form_drafts (id, state, body, facts, saved_at) values ($1, '{}', $2, '{}', $3)`,
    ...[randomUUID(), body, at],
  );
  await run(
    `insert into capture_drafts (id, source, code, fields, updated_at) values ($1, 'inlead', $1, $2, $3)`,
    ...[randomUUID(), body, at],
  );
  await run(
    `insert into lead_snapshots (kommo_lead_id, seen_at, snapshot) values ($1, $3, $2)
     on conflict (kommo_lead_id) do update set snapshot = excluded.snapshot`,
    ...[kommoLeadId, body, at],
  );
  await run(
    `insert into feedback (kommo_lead_id, model, total, reason, user_id, at) values ($1, 'pre', 1, $2, 1, $3)`,
    ...[kommoLeadId, text, at],
  );
  await run(
    `insert into conversations (kommo_lead_id, state, facts) values ($1, 'ended', $2)
     on conflict (kommo_lead_id) do update set facts = excluded.facts`,
    ...[kommoLeadId, body],
  );
  await run(
    `insert into lead_stages (kommo_lead_id, stage, outcome, entered_at, facts) values ($1, 'new', 'lost', $3, $2)
     on conflict (kommo_lead_id) do update set facts = excluded.facts, due = null, due_at = null`,
    ...[kommoLeadId, body, at],
  );
  await run(
    `insert into assignments (kommo_lead_id, state, services, score, queued_at, reason) values ($1, 'done', '[]', 1, $3, $2)
     on conflict (kommo_lead_id) do update set reason = excluded.reason`,
    ...[kommoLeadId, text, at],
  );
  await run(
    `insert into follow_ups (kommo_lead_id, state, stage, by_person, silent_since, started_at)
     values ($1, 'ended', 'new', false, $2, $2) on conflict do nothing`,
    ...[kommoLeadId, at],
  );
  await run(
    `insert into touches (kommo_lead_id, key, due_at, state, why) values ($1, 'x', $3, 'sent', $2)`,
    ...[kommoLeadId, JSON.stringify([text]), at],
  );
  await run(
    `insert into proposals (id, kommo_lead_id, version, draft, facts, recipient, made_by, made_at, expires_at)
     values ($1, $2, 99, '{}', '{}', $3, 1, $4, $4)`,
    ...[randomUUID(), kommoLeadId, body, at],
  );
  await run(
    `insert into hand_overs (kommo_lead_id, state, requested_at, requested_by, request_id, failure_reason, reason)
     values ($1, 'failed', $4, 'user:1', 'r', $2, $3)`,
    ...[kommoLeadId, said, text, at],
  );
  await run(
    `insert into dead_letters (id, step, key, data, code, reason, message, attempts, failed_at)
     values ($1, 'look-again', $1, $2, 'internal', $3, $4, 1, $5)`,
    ...[randomUUID(), JSON.stringify({ kommoLeadId }), said, text, at],
  );
  await run(
    `insert into waiting_work (id, step, key, lead_id, code, reason, attempts, since, next_at)
     values ($1, 'score', 'k', $2, 'internal', $3, 1, $4, $4)`,
    ...[randomUUID(), leadId, said, at],
  );
  const replay = randomUUID();
  await run(`insert into replays values ($1, 'user:1', 'r', $2)`, replay, at);
  await run(
    `insert into replay_items (replay_id, position, dead_letter_id, step, key, data, plan, edits, changes)
     values ($1, 1, 'd', 'score', 'k', '{}', $2, $3, '[]')`,
    ...[replay, said, body],
  );
  const comparison = randomUUID();
  await run(
    `insert into reconciliations (id, started_by, started_at, state) values ($1, 'user:1', $2, 'done')`,
    ...[comparison, at],
  );
  await run(
    `insert into differences (id, reconciliation_id, position, kind, kommo_lead_id, text, repairable)
     values ($1, $2, 1, 'x', $3, $4, false)`,
    ...[randomUUID(), comparison, kommoLeadId, said],
  );
  await run(
    `insert into dismissed_differences values ('x', $1, 0, $2, 'user:1', $3)`,
    ...[kommoLeadId, text, at],
  );
  await run(
    `insert into audit_log (request_id, at, done_by, action, kommo_lead_id, before) values ($1, $4, 'user:1', 'x', $2, $3)`,
    ...[randomUUID(), kommoLeadId, body, at],
  );
}

/** Every row of every table, of the queue's too, in which the person still stands. */
export async function searchDatabase(pool: pg.Pool): Promise<readonly string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
     from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t`,
    );
    found.push(...rows.filter(({ row }) => names(row)).map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Tables in which the person stands now. */
export const tablesWith = (found: readonly string[]): readonly string[] =>
  [...new Set(found.map((one) => one.replace(/^"?\w+"?\."?(\w+).*$/su, '$1')))].sort();

/** Tables of the map that can name a person. */
export const personalTables = personalData
  .filter(({ personal }) => personal.length > 0)
  .map(({ table }) => table);

export const names = (text: string): boolean => needles.some((needle) => needle.test(text));

/** Files below a folder that name the person. */
export async function searchFiles(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const file of files.filter((one) => one.isFile())) {
    const at = path.join(file.parentPath, file.name);
    if (names(await readFile(at, 'latin1'))) found.push(at);
  }
  return found;
}
