import { keyError, OdooError, serializationFailure } from '../errors.js';
import { asText, isArray, isEmpty } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { checkFields } from './access.js';
import { readCell } from './load-cell.js';
import { externalRecord, linkExternalId, splitExternalId } from './external-id.js';
import type { Call, Env, Model } from './model.js';
import { findField } from './registry.js';
import { createRecords, writeRecords } from './write.js';

/** A row's problem: it becomes a message of the answer, and the whole call is undone. */
export interface LoadProblem {
  readonly message: string;
  readonly field?: string;
}

/**
 * Odoo's import: creates or updates by external id. Failures are an answer (`ids: false` and messages), not an error,
 * and Odoo's own retry on a serialisation failure does not reach it.
 */
export function loadRecords(env: Env, { model, args }: Call): JsonObject {
  const columns = (isArray(args['fields']) ? args['fields'] : []).map(asText);
  const rows = (isArray(args['data']) ? args['data'] : []).map((row) => (isArray(row) ? row : []));
  for (const column of columns) requireColumn(env, model, column);

  const messages: JsonObject[] = [];
  const ids: number[] = [];
  try {
    env.db.transaction(() => {
      rows.forEach((row, index) => {
        const outcome = tryRow(env, model, columns, row);
        if (typeof outcome === 'number') ids.push(outcome);
        else messages.push(message(outcome, index));
      });
      if (messages.length > 0) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return { ids: false, messages, nextrow: 0 };
  }
  return { ids, messages: [], nextrow: 0 };
}

class Undone extends Error {}

function tryRow(
  env: Env,
  model: Model,
  columns: readonly string[],
  row: readonly Json[],
): number | LoadProblem {
  try {
    return env.db.transaction(() => loadRow(env, model, columns, row));
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const field = /\((\w+)\)\.?\n/.exec(error.message)?.[1];
    return { message: error.message, ...(field === undefined ? {} : { field }) };
  }
}

function loadRow(env: Env, model: Model, columns: readonly string[], row: readonly Json[]): number {
  const { externalId, id, values } = readRow(env, model, columns, row);
  const link = seenLink(env, externalId);
  const known = id ?? link?.resId;
  if (known !== undefined && env.db.get(model.name, known)) {
    if (!isKept(env, link)) writeRecords(env, model, [known], values);
    return known;
  }

  checkFields(env, model, model.importReads?.(env, values) ?? []);
  const [created = 0] = createRecords(env, model, [values]);
  if (externalId) linkExternalId(env, splitExternalId(externalId), model.name, created);
  return created;
}

function seenLink(env: Env, externalId: string) {
  const link = externalId ? externalRecord(env, externalId) : undefined;
  if (link) checkSeen(env, link);
  return link;
}

/** `mode: 'update'` leaves alone what was made with `noupdate`, as an update of a module does. */
const isKept = (env: Env, link: { readonly noupdate: boolean } | undefined): boolean =>
  env.context['mode'] === 'update' && link?.noupdate === true;

function readRow(env: Env, model: Model, columns: readonly string[], row: readonly Json[]) {
  const values: Record<string, Json> = {};
  let externalId = '';
  let id: number | undefined;
  columns.forEach((column, index) => {
    const cell = row[index] ?? false;
    if (column === 'id') externalId = asText(cell);
    else if (column === '.id') id = isEmpty(cell) ? undefined : Number(cell);
    else Object.assign(values, readCell(env, model, column, cell));
  });
  return { externalId, id, values };
}

/** The link was committed after this call began: REPEATABLE READ cannot see it, and PostgreSQL gives up. */
function checkSeen(
  env: Env,
  link: { readonly linkId: number; readonly model: string; readonly resId: number },
): void {
  const isNew = env.db.changedAfter('ir.model.data', link.linkId, env.seenCommits);
  if (isNew || env.db.changedAfter(link.model, link.resId, env.seenCommits))
    throw serializationFailure();
}

function requireColumn(env: Env, model: Model, column: string): void {
  const name = column.split('/')[0] ?? '';
  if (name !== '.id' && !findField(env, model, name)) throw keyError(name);
}

function message({ message: text, field }: LoadProblem, index: number): JsonObject {
  return {
    type: 'error',
    message: text,
    record: index,
    rows: { from: index, to: index },
    ...(field === undefined ? {} : { field }),
  };
}
