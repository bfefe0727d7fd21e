import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ConsentProof } from '../../../../domain/consent/consent-proof.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Database } from '../db.js';
import { createGroupedWriter } from './grouped-writer.js';
import type { Receiver } from './receiver.js';
import { storableJson, storableText } from '../storable-json.js';
import type { AppendedCapture, CaptureTable, NewCapture, StoredCapture } from '../tables.js';

export function createCaptureTable({
  db,
  clock,
  onReceived,
}: Receiver): CaptureTable & { settled(): Promise<void> } {
  const writer = createGroupedWriter<NewCapture, AppendedCapture>({
    write: (captures) => writeCaptures(db, captures, clock()),
    most: 500,
    waiting: 5000,
    onCommit: onReceived,
  });
  return {
    append: (capture) => writer.append(capture),
    settled: () => writer.settled(),
    findByIds: async (ids) => {
      const { rows } = await sql<CaptureRecord>`
        select id, profile::jsonb - 'consentProof' as profile, profile -> 'consentProof' as proof, received_at
        from captures where id = any(${ids}::text[])`.execute(db);
      return rows.map(({ id, profile, proof, received_at }): StoredCapture => ({
        ...{ id, profile, proof },
        receivedAt: received_at.toISOString(),
      }));
    },
  };
}

interface CaptureRecord {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly proof: ConsentProof | null;
  readonly received_at: Date;
}

interface First {
  readonly id: string;
  readonly bodyHash: string;
}

async function writeCaptures(
  db: Database,
  captures: readonly NewCapture[],
  now: Date,
): Promise<readonly AppendedCapture[]> {
  const drafts = captures.map((capture) => ({ capture, id: randomUUID(), key: keyOf(capture) }));
  const firstByKey = new Map<string, First>();
  const rows = drafts.filter(({ capture, id, key }) => {
    if (key === null) return true;
    if (firstByKey.has(key)) return false;
    firstByKey.set(key, { id, bodyHash: capture.bodyHash });
    return true;
  });
  const inserted = await insert(db, rows, now);
  const known = rows.filter(({ id }) => !inserted.has(id)).map(({ capture }) => capture);
  for (const [key, first] of await findFirsts(db, known)) firstByKey.set(key, first);
  return drafts.map(({ capture, id, key }): AppendedCapture => {
    if (inserted.has(id)) return { kind: 'stored', captureId: id };
    const first = key === null ? undefined : firstByKey.get(key);
    // Deleted between the two statements (retention): as good as a conflict, the sender may try again.
    if (first?.bodyHash !== capture.bodyHash) return { kind: 'conflict' };
    return { kind: 'repeated', captureId: first.id };
  });
}

const keyOf = ({ source, idempotencyKey }: NewCapture): string | null =>
  idempotencyKey === null ? null : `${source} ${storableText(idempotencyKey)}`;

interface Draft {
  readonly capture: NewCapture;
  readonly id: string;
}

async function insert(
  db: Database,
  drafts: readonly Draft[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = storableJson(
    drafts.map(({ capture, id }) => ({
      id,
      source: capture.source,
      idempotency_key: capture.idempotencyKey,
      body_hash: capture.bodyHash,
      profile: capture.profile,
      request_id: capture.requestId,
    })),
  );
  const result = await sql`
    insert into captures (id, source, idempotency_key, body_hash, profile, request_id, received_at)
    select id, source, idempotency_key, body_hash, profile, request_id, ${now}
    from json_to_recordset(${rows}::json) as row
      (id text, source text, idempotency_key text, body_hash text, profile json, request_id text)
    on conflict (source, idempotency_key) where idempotency_key is not null do nothing`.execute(db);
  // Only a key that was there before keeps a row out; asking for every id back would cost more than this rare look.
  if (Number(result.numAffectedRows) === drafts.length) return new Set(drafts.map(({ id }) => id));
  return findIds(
    db,
    drafts.map(({ id }) => id),
  );
}

async function findIds(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select id from captures where id = any(${ids}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

async function findFirsts(
  db: Database,
  captures: readonly NewCapture[],
): Promise<ReadonlyMap<string, First>> {
  if (captures.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    source: string;
    idempotency_key: string;
    body_hash: string;
  }>`
    select id, source, idempotency_key, body_hash from captures
    where (source, idempotency_key) in (
      select * from unnest(
        ${captures.map(({ source }) => source)}::text[],
        ${captures.map(({ idempotencyKey }) => storableText(idempotencyKey ?? ''))}::text[]))`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [
      `${row.source} ${row.idempotency_key}`,
      { id: row.id, bodyHash: row.body_hash },
    ]),
  );
}
