import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db.js';
import { createGroupedWriter } from './grouped-writer.js';
import type { Receiver } from './receiver.js';
import { storableJson } from '../storable-json.js';
import type { HookKind, HookTable } from '../tables.js';

type NewHook = Parameters<HookTable['append']>[0];

export function createHookTable({
  db,
  clock,
  onReceived,
}: Receiver): HookTable & { settled(): Promise<void> } {
  const writer = createGroupedWriter<NewHook, boolean>({
    write: (hooks) => writeHooks(db, hooks, clock()),
    most: 500,
    waiting: 5000,
    onCommit: onReceived,
  });
  return {
    append: (hook) => writer.append(hook),
    settled: () => writer.settled(),
    findByIds: async (ids) => {
      const { rows } = await sql<{ id: string; kind: HookKind; body: unknown; received_at: Date }>`
        select id, kind, body, received_at from hooks where id = any(${ids}::text[])`.execute(db);
      return rows.map(({ id, kind, body, received_at }) => ({
        id,
        kind,
        body,
        receivedAt: received_at.toISOString(),
      }));
    },
  };
}

/** A delivery met twice in one statement is stored once, under the first's id: `on conflict` sees its own rows. */
async function writeHooks(
  db: Database,
  hooks: readonly NewHook[],
  now: Date,
): Promise<readonly boolean[]> {
  const drafts = hooks.map((hook) => ({ ...hook, id: randomUUID() }));
  const rows = storableJson(
    drafts.map(({ id, kind, dedupeKey, body, requestId }) => ({
      id,
      kind,
      dedupeKey,
      body: body ?? null,
      requestId,
    })),
  );
  const result = await sql<{ id: string }>`
    insert into hooks (id, kind, dedupe_key, body, request_id, received_at)
    select id, kind, "dedupeKey", coalesce(body, 'null'::jsonb), "requestId", ${now}
    from json_to_recordset(${rows}::json) as row
      (id text, kind text, "dedupeKey" text, body jsonb, "requestId" text)
    on conflict (kind, dedupe_key) do nothing
    returning id`.execute(db);
  const inserted = new Set(result.rows.map(({ id }) => id));
  return drafts.map(({ id }) => inserted.has(id));
}
