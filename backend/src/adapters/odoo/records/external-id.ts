import { z } from 'zod';
import { AppError, backoff, never } from '../../../errors.js';
import { isFault } from '../errors.js';
import { checked, silently } from './records.js';
import type { Records } from './records.js';
import type { Named } from '../transport/transport.js';
import { wording } from '../wording.js';

/** Module of our external ids: "__kommo__.contact_55". */
export const externalModule = '__kommo__';

export interface Linked {
  readonly id: number;
  /** False when the record was there already. */
  readonly created: boolean;
}

export interface LinkTools {
  readonly records: Records;
  /** Milliseconds; tests pass one that does not wait. */
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
}

export interface NewRecord {
  readonly model: string;
  /** Part after the dot, unique over all models. */
  readonly name: string;
  /** Columns as `load` takes them: "partner_id/.id" for a link by database id, "1,2" for several. */
  readonly columns: Named;
}

const referenceSchema = z.tuple([z.string(), z.union([z.int(), z.literal(false)])]);

/** The record behind our external id, archived or not; null when there is none. */
export async function findLinked(
  records: Records,
  model: string,
  name: string,
): Promise<number | null> {
  try {
    const answer = await records.run({
      model: 'ir.model.data',
      method: 'check_object_reference',
      args: { module: externalModule, xml_id: name },
      context: { active_test: false },
    });
    const [found, id] = checked(referenceSchema, answer, 'ir.model.data.check_object_reference');
    return found === model && id !== false ? id : null;
  } catch (error) {
    // Some builds answer an unknown id with an exception instead of `false`.
    if (isFault(error, 'builtins.ValueError')) return null;
    throw error;
  }
}

/**
 * Creates the record under its external id, once, however many try at the same time. `load` would write its values
 * over an existing record, so the link is looked for first; a race is lost with "could not serialize", and then the
 * winner's record is found by the second look.
 */
export async function ensureLinked(tools: LinkTools, record: NewRecord): Promise<Linked> {
  const found = await findLinked(tools.records, record.model, record.name);
  if (found !== null) return { id: found, created: false };
  return createLinked(tools, record);
}

/** As `ensureLinked`, where the caller has just looked. */
export async function createLinked(tools: LinkTools, record: NewRecord): Promise<Linked> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await load(tools.records, record.model, [record]);
    if (outcome.kind === 'loaded') return { id: firstId(outcome.ids, record), created: true };
    // The message is Odoo's, in the bot's language: whether it was a race is answered by looking again.
    const found = await findLinked(tools.records, record.model, record.name);
    if (found !== null) return { id: found, created: false };
    if (attempt === mostAttempts) throw loadRefused(record.model, outcome.messages);
    await tools.wait(attempt * 100 + tools.random() * 200);
  }
}

const mostAttempts = 3;

/** Several records of one model in one call; after a lost race, whatever is still missing. */
export async function ensureManyLinked(
  tools: LinkTools,
  model: string,
  rows: readonly Omit<NewRecord, 'model'>[],
): Promise<void> {
  let missing = rows;
  for (let attempt = 1; missing.length > 0; attempt += 1) {
    const outcome = await load(tools.records, model, missing);
    if (outcome.kind === 'loaded') return;
    missing = await withoutLinked(tools.records, model, missing);
    if (attempt === mostAttempts && missing.length > 0) throw loadRefused(model, outcome.messages);
    await tools.wait(attempt * 100 + tools.random() * 200);
  }
}

/** Those that have no record yet: `load` would write over the others. */
export async function withoutLinked<T extends { readonly name: string }>(
  records: Records,
  model: string,
  rows: readonly T[],
): Promise<readonly T[]> {
  const found = await Promise.all(rows.map(({ name }) => findLinked(records, model, name)));
  return rows.filter((_row, index) => found[index] === null);
}

export type Loaded =
  | { readonly kind: 'loaded'; readonly ids: readonly number[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] };

const loadSchema = z.object({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.object({ message: z.string().catch('') })).catch([]),
});

/** All rows or none; rows must have the same columns. A refusal arrives as a success with `ids: false`. */
export async function load(
  records: Records,
  model: string,
  rows: readonly Omit<NewRecord, 'model'>[],
): Promise<Loaded> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.columns)))];
  const answer = await records.run({
    model,
    method: 'load',
    args: {
      fields: ['id', ...columns],
      data: rows.map((row) => [
        `${externalModule}.${row.name}`,
        ...columns.map((column) => row.columns[column] ?? ''),
      ]),
    },
    // Datetimes in `load` are read in the user's time zone unless the context says otherwise.
    context: { ...silently, tz: 'UTC' },
  });
  const { ids, messages } = checked(loadSchema, answer, `${model}.load`);
  return ids === false
    ? { kind: 'refused', messages: messages.map(({ message }) => message) }
    : { kind: 'loaded', ids };
}

export const loadRefused = (model: string, messages: readonly string[]): AppError =>
  new AppError('odoo_rejected', `Odoo refused to load ${model}`, {
    retry: never,
    reason: wording.rejected(messages.join(' ').replace(/\s+/g, ' ').trim().slice(0, 300)),
    facts: { where: `${model}.load` },
  });

function firstId(ids: readonly number[], record: NewRecord): number {
  const [id] = ids;
  if (id !== undefined) return id;
  throw new AppError('odoo_unreachable', `Odoo loaded ${record.model} and named no id`, {
    retry: backoff,
    reason: wording.oddAnswer,
    facts: { where: `${record.model}.load` },
  });
}
