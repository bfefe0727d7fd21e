import { createHash } from 'node:crypto';
import { z } from 'zod';
import { explainGone } from '../records/gone.js';
import { historyNote } from './history-note.js';
import type { HandOver, HistoryEntry, WrittenHistory } from '../odoo.js';
import { checked, silently } from '../records/records.js';
import type { StepTools } from '../records/step-tools.js';
import { createdIds, text, toOdooDatetime } from '../records/values.js';

const mostEntries = 100;
/** Odoo took a body of 1 MB; a quarter of it stays readable. */
const mostCharacters = 250_000;

/**
 * Notes of at most 100 entries, oldest first, each dated as its last entry. The note's Message-Id says how far it
 * reaches, so a repeat goes on behind the last note; an entry that turns up later with an older date is not added.
 */
export async function writeHistory(
  tools: StepTools,
  handOver: HandOver,
  opportunityId: number,
  entries: readonly HistoryEntry[],
): Promise<WrittenHistory> {
  const ordered = [...entries].sort(byTime);
  const written = await readWritten(tools, handOver, opportunityId);
  const done = written.reduce((most, { to }) => Math.max(most, to), 0);
  const chunks = inChunks(after(ordered, written));
  let from = done;
  for (const chunk of chunks) {
    await post(tools, handOver, { opportunityId, from, chunk });
    from += chunk.length;
  }
  return { notes: written.length + chunks.length, entries: from, added: chunks.length };
}

interface WrittenNote {
  readonly to: number;
  readonly atMs: number;
  readonly lastRef: string;
}

const messageRow = z.object({ message_id: text });

async function readWritten(
  { records }: StepTools,
  { kommoLeadId }: HandOver,
  opportunityId: number,
): Promise<readonly WrittenNote[]> {
  const rows = await records.search(
    'mail.message',
    {
      domain: [
        ['model', '=', 'crm.lead'],
        ['res_id', '=', opportunityId],
        ['message_id', '=like', `<kommo-lead-${kommoLeadId}-hist-%`],
      ],
      fields: ['message_id'],
      limit: 1_000,
    },
    messageRow,
  );
  return rows.flatMap(({ message_id: id }) => readMessageId(id ?? ''));
}

function readMessageId(id: string): readonly WrittenNote[] {
  const found = /-hist-\d+-(\d+)-(\d+)-([0-9a-f]+)@/.exec(id);
  if (!found) return [];
  return [{ to: Number(found[1]), atMs: Number(found[2]), lastRef: found[3] ?? '' }];
}

function after(
  ordered: readonly HistoryEntry[],
  written: readonly WrittenNote[],
): readonly HistoryEntry[] {
  const last = written.reduce<WrittenNote | null>(
    (latest, note) => (latest === null || note.to > latest.to ? note : latest),
    null,
  );
  if (last === null) return ordered;
  const index = ordered.findIndex(
    (entry) => timeOf(entry) === last.atMs && shortHash(entry.ref) === last.lastRef,
  );
  return index >= 0
    ? ordered.slice(index + 1)
    : ordered.filter((entry) => timeOf(entry) > last.atMs);
}

function inChunks(entries: readonly HistoryEntry[]): readonly (readonly HistoryEntry[])[] {
  const chunks: HistoryEntry[][] = [];
  let size = 0;
  for (const entry of entries) {
    const current = chunks.at(-1);
    size += entry.text.length;
    if (!current || current.length === mostEntries || size > mostCharacters) {
      chunks.push([entry]);
      size = entry.text.length;
    } else {
      current.push(entry);
    }
  }
  return chunks;
}

interface Chunk {
  readonly opportunityId: number;
  readonly from: number;
  readonly chunk: readonly HistoryEntry[];
}

async function post(
  { records, settings }: StepTools,
  { kommoLeadId }: HandOver,
  { opportunityId, from, chunk }: Chunk,
): Promise<void> {
  const last = chunk.at(-1);
  if (!last) return;
  const reach = `${from + 1}-${from + chunk.length}-${timeOf(last)}-${shortHash(last.ref)}`;
  const answer = await explainGone(records, { opportunity: opportunityId }, () =>
    records.run({
      model: 'crm.lead',
      method: 'message_post',
      ids: [opportunityId],
      args: {
        body: historyNote(chunk, from, settings.timeZone),
        body_is_html: true,
        message_type: 'comment',
        // An internal note. `mail.mt_comment` would mail the customer.
        subtype_xmlid: 'mail.mt_note',
        date: toOdooDatetime(last.at),
        message_id: `<kommo-lead-${kommoLeadId}-hist-${reach}@kommo>`,
      },
      context: silently,
    }),
  );
  checked(createdIds, answer, 'crm.lead.message_post');
}

const timeOf = ({ at }: HistoryEntry): number => new Date(at).getTime();

const byTime = (one: HistoryEntry, other: HistoryEntry): number =>
  timeOf(one) - timeOf(other) || (one.ref < other.ref ? -1 : 1);

const shortHash = (ref: string): string =>
  createHash('sha256').update(ref).digest('hex').slice(0, 8);
