import { z } from 'zod';
import { AppError, backoff, never } from '../../../errors.js';
import { isFault } from '../errors.js';
import { moduleOf } from './modules.js';
import type { Named, OdooCall, OdooTransport } from '../transport/transport.js';
import { createdIds, ids } from './values.js';

export type Domain = readonly (string | readonly [string, string, unknown])[];

export interface Query {
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly limit?: number;
  readonly order?: string;
}

export interface FieldInfo {
  readonly type: string;
  readonly relation: string | null;
  readonly relationField: string | null;
  readonly required: boolean;
  readonly readonly: boolean;
}
export type Fields = Readonly<Record<string, FieldInfo>>;

/** Typed access to Odoo's records over whichever transport; results are checked before anyone uses them. */
export interface Records {
  search<T>(model: string, query: Query, row: z.ZodType<T>): Promise<readonly T[]>;
  create(model: string, rows: readonly Named[]): Promise<readonly number[]>;
  write(model: string, id: number, values: Named): Promise<void>;
  /** Any other method; the result is the caller's to check. */
  run(call: OdooCall): Promise<unknown>;
  /** Null when the model does not exist (its module is not installed). Asked once per model. */
  fields(model: string): Promise<Fields | null>;
  /** Models are asked for their fields again: somebody installed a module or gave a right. */
  forget(): void;
  /** As `fields`, throwing what the admin must install. */
  requireFields(model: string): Promise<Fields>;
}

/** Archived records count: without this a search misses them and makes duplicates. */
const everything = { active_test: false };

/** No followers, no tracking notes, no mails: the hand-over is silent. */
export const silently = {
  active_test: false,
  mail_create_nosubscribe: true,
  mail_create_nolog: true,
  mail_notrack: true,
  tracking_disable: true,
  mail_auto_subscribe_no_notify: true,
};

export function createRecords(transport: OdooTransport, clock: () => Date): Records {
  const run = (call: OdooCall) => transport.call(call);
  const { fields, forget } = rememberFields(run, clock);

  return {
    run,
    fields,
    forget,
    async search(model, query, row) {
      const answer = await run({
        model,
        method: 'search_read',
        args: { ...query },
        context: everything,
      });
      return checked(z.array(row), answer, `${model}.search_read`);
    },
    async create(model, rows) {
      const answer = await run({
        model,
        method: 'create',
        args: { vals_list: rows },
        context: silently,
      });
      return checked(createdIds, answer, `${model}.create`);
    },
    async write(model, id, values) {
      await run({ model, method: 'write', ids: [id], args: { vals: values }, context: silently });
    },
    async requireFields(model) {
      const found = await fields(model);
      if (found) return found;
      throw new AppError('odoo_mapping', `Odoo has no model ${model}: install its module`, {
        retry: never,
        reason: { code: 'odoo.module_missing', params: { name: moduleOf(model) } },
        facts: { model },
      });
    },
  };
}

const keptMs = 5 * 60_000;

function rememberFields(
  run: Records['run'],
  clock: () => Date,
): Pick<Records, 'fields' | 'forget'> {
  const asked = new Map<string, { readonly fields: Promise<Fields | null>; readonly at: number }>();
  const ask = (model: string): Promise<Fields | null> => {
    const known = asked.get(model);
    const now = clock().getTime();
    if (known !== undefined && now - known.at < keptMs) return known.fields;
    const fields = askFields(run, model);
    asked.set(model, { fields, at: now });
    return fields;
  };
  return {
    forget: () => {
      asked.clear();
    },
    fields: async (model) => {
      try {
        const found = await ask(model);
        // A module may be installed while we run, so "not there" is not remembered.
        if (found === null) asked.delete(model);
        return found;
      } catch (error) {
        asked.delete(model);
        throw error;
      }
    },
  };
}

/** @throws AppError `odoo_unreachable` when Odoo's answer has another shape than its version promises. */
export function checked<T>(schema: z.ZodType<T>, answer: unknown, where: string): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new AppError('odoo_unreachable', `Odoo answered ${where} in an unknown shape`, {
    retry: backoff,
    reason: { code: 'odoo.odd_answer' },
    facts: { where, problem: read.error.issues[0]?.message ?? '' },
  });
}

/** The first record that carries our mark; null when there is none. */
export async function findMarked(
  records: Records,
  model: string,
  field: string,
  mark: string,
): Promise<number | null> {
  const [found] = await records.search(
    model,
    { domain: [[field, '=', mark]], fields: ['id'], limit: 1, order: 'id' },
    idRow,
  );
  return found?.id ?? null;
}

/** The only result of `search` where the id alone matters. */
export const idRow = z.object({ id: z.int() });
export const idList = ids;

const fieldSchema = z
  .object({
    type: z.string(),
    relation: z.string().optional(),
    relation_field: z.string().optional(),
    required: z.boolean().catch(false),
    readonly: z.boolean().catch(false),
  })
  .transform((field): FieldInfo => ({
    type: field.type,
    relation: field.relation ?? null,
    relationField: field.relation_field ?? null,
    required: field.required,
    readonly: field.readonly,
  }));

async function askFields(run: Records['run'], model: string): Promise<Fields | null> {
  try {
    const answer = await run({
      model,
      method: 'fields_get',
      args: { attributes: ['type', 'relation', 'relation_field', 'required', 'readonly'] },
    });
    return checked(z.record(z.string(), fieldSchema), answer, `${model}.fields_get`);
  } catch (error) {
    if (saysNoModel(error)) return null;
    throw error;
  }
}

/** JSON-RPC says UserError "Object x doesn't exist" (KeyError on some), JSON-2 answers 404. */
const saysNoModel = (error: unknown): boolean =>
  ['odoo.exceptions.UserError', 'builtins.KeyError', 'werkzeug.exceptions.NotFound'].some((name) =>
    isFault(error, name),
  );
