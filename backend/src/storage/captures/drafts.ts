import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db.js';
import { storableJson, storableText } from '../storable-json.js';
import { createUnmappedNames } from './unmapped-names.js';
import type { Draft, DraftTable } from './draft-table.js';

export function createDraftTable({ db }: { readonly db: Database }): DraftTable {
  return {
    ...createUnmappedNames(db),
    merge: async ({ source, code, fields, at, dueAt }) => {
      const { numAffectedRows } = await sql`
        insert into capture_drafts as draft (id, source, code, fields, updated_at, due_at)
        values (${randomUUID()}, ${source}, ${storableText(code)}, ${storableJson(fields)}::jsonb, ${at}, ${dueAt})
        on conflict (source, code) do update set
          fields = draft.fields || excluded.fields, posts = draft.posts + 1,
          updated_at = excluded.updated_at, due_at = excluded.due_at
        where draft.captured_at is null`.execute(db);
      return numAffectedRows === 1n;
    },
    find: async (id) => (await findDrafts(db, sql`id = ${id} and captured_at is null`))[0] ?? null,
    listDue: (now, limit, skip = 0) =>
      findDrafts(db, sql`due_at <= ${now} order by due_at, id limit ${limit} offset ${skip}`),
    rest: async (id, posts) => {
      await sql`update capture_drafts set due_at = null where id = ${id} and posts = ${posts}`.execute(
        db,
      );
    },
    wake: async (source, at) => {
      await sql`
        update capture_drafts set due_at = ${at}, posts = posts + 1
        where source = ${source} and captured_at is null and due_at is null`.execute(db);
    },
    settle: async (id, at) => {
      await sql`
        update capture_drafts set captured_at = ${at}, due_at = null, fields = '{}' where id = ${id}`.execute(
        db,
      );
    },
    forgetBefore: async (at) => {
      const { numAffectedRows } = await sql`
        delete from capture_drafts where updated_at < ${at} and captured_at is null`.execute(db);
      return Number(numAffectedRows ?? 0n);
    },
  };
}

async function findDrafts(
  db: Database,
  condition: ReturnType<typeof sql>,
): Promise<readonly Draft[]> {
  const { rows } = await sql<Draft>`
    select id, code, fields, posts from capture_drafts where ${condition}`.execute(db);
  return rows;
}
