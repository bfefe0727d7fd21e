import { z } from 'zod';
import { AppError, backoff, never } from '../../../errors.js';
import { deniedReason, quoted } from '../errors.js';
import { checked, silently } from './records.js';
import type { Records } from './records.js';
import type { Named } from '../transport/transport.js';

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
type Row = Omit<NewRecord, 'model'>;

/** The record under its external id; made where there is none, left as people made it where there is one. */
export async function ensureLinked(tools: LinkTools, record: NewRecord): Promise<number> {
  const [id] = await ensureManyLinked(tools, record.model, [record]);
  if (id !== undefined) return id;
  throw new AppError('odoo_unreachable', `Odoo loaded ${record.model} and named no id`, {
    retry: backoff,
    reason: { code: 'odoo.odd_answer' },
    facts: { where: `${record.model}.load` },
  });
}

const mostAttempts = 3;

/**
 * Several records of one model in one call, made once, however many processes try at the same time.
 * @throws AppError `odoo_unreachable` (backoff) when others are at the same records for too long, `odoo_rejected`.
 */
export async function ensureManyLinked(
  tools: LinkTools,
  model: string,
  rows: readonly Row[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await loadOnce(tools, model, rows);
    if (outcome.kind === 'loaded') return outcome.ids;
    // A race that PostgreSQL told in a language we cannot read looks like any refusal, so each is tried again.
    if (attempt === mostAttempts) throw loadRefused(model, outcome.messages);
    await denyUnlessAllowed(tools.records, model, outcome.messages);
    await breathe(tools, attempt);
  }
}

const mostRaces = 8;

/**
 * `load`, again where somebody else was at the same records: who loses the race is answered "could not serialize", and
 * finds the winner's record at the next attempt.
 */
export async function loadOnce(
  tools: LinkTools,
  model: string,
  rows: readonly Row[],
): Promise<Loaded> {
  for (let attempt = 1; attempt <= mostRaces; attempt += 1) {
    const outcome = await load(tools.records, model, rows);
    if (outcome.kind === 'loaded' || !isRace(outcome.messages)) return outcome;
    await breathe(tools, attempt);
  }
  throw new AppError('odoo_unreachable', `Others kept changing ${model} in Odoo`, {
    retry: backoff,
    reason: { code: 'odoo.busy_record' },
    facts: { where: `${model}.load` },
  });
}

const breathe = ({ wait, random }: LinkTools, attempt: number): Promise<void> =>
  wait(attempt * 100 + random() * 200);

/** PostgreSQL's own sentence, in the language of its server: "serialize", "serializar", "sérialiser", "serialisiert". */
const isRace = (messages: readonly string[]): boolean =>
  messages.some((message) => /s[eé]riali[sz]/i.test(message));

export type Loaded =
  | { readonly kind: 'loaded'; readonly ids: readonly number[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] };

const loadSchema = z.object({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.object({ message: z.string().catch('') })).catch([]),
});

/**
 * `load` made to create only. Odoo keeps `noupdate` with the external id, and its `mode: 'update'` leaves records alone
 * that have it, so that a repeat returns their ids and writes nothing over what somebody changed. An external id cannot
 * be searched with ordinary rights, and asking for one that is not there leaves an error in Odoo's log.
 */
const creating = { ...silently, noupdate: true, mode: 'update' };

/** All rows or none; rows must have the same columns. A refusal arrives as a success with `ids: false`. */
async function load(records: Records, model: string, rows: readonly Row[]): Promise<Loaded> {
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
    context: { ...creating, tz: 'UTC' },
  });
  const { ids, messages } = checked(loadSchema, answer, `${model}.load`);
  return ids === false
    ? { kind: 'refused', messages: messages.map(({ message }) => message) }
    : { kind: 'loaded', ids };
}

const loadRefused = (model: string, messages: readonly string[]): AppError =>
  new AppError('odoo_rejected', `Odoo refused to load ${model}`, {
    retry: never,
    reason: quoted({ code: 'odoo.rejected' }, inOneLine(messages)),
    facts: { where: `${model}.load` },
  });

/**
 * `load` answers a missing right with a sentence in the bot's language, where other calls raise AccessError, so Odoo is
 * asked for the right itself. A field that the message quotes and that `fields_get` does not show us is kept to groups.
 * @throws AppError `odoo_access_denied`
 */
export async function denyUnlessAllowed(
  records: Records,
  model: string,
  messages: readonly string[],
): Promise<void> {
  const text = inOneLine(messages);
  if (await isAllowed(records, model, text)) return;
  throw new AppError('odoo_access_denied', `Odoo lets the bot not load ${model}`, {
    retry: never,
    reason: deniedReason(model, text),
    facts: { where: `${model}.load` },
  });
}

async function isAllowed(records: Records, model: string, text: string): Promise<boolean> {
  const quoted = [...text.matchAll(/"([a-z]\w*_\w+(?:, \w+)*)"/g)].flatMap(
    ([, fields]) => fields?.split(', ') ?? [],
  );
  const fields = quoted.length === 0 ? {} : ((await records.fields(model)) ?? {});
  return quoted.every((field) => field in fields) && (await mayCreate(records, model));
}

export const mayCreate = async (records: Records, model: string): Promise<boolean> =>
  (await records.run({
    model,
    method: 'check_access_rights',
    args: { operation: 'create', raise_exception: false },
  })) === true;

const inOneLine = (messages: readonly string[]): string =>
  messages.join(' ').replace(/\s+/g, ' ').trim().slice(0, 300);
