import type { Row, Values } from '../database.js';
import { missingRecord, valueError } from '../errors.js';
import { asIds, isEmpty, isObject, pythonRepr } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { formatMoment } from '../rules/moment.js';
import { checkAccess } from './access.js';
import { checkRow } from './constraints.js';
import { convertValue } from './convert.js';
import { readCommands } from './commands.js';
import type { Command } from './commands.js';
import type { Env, Model } from './model.js';
import { fieldsOf, findField, findModel } from './registry.js';
import { unknownField } from './read.js';

export function createRecords(env: Env, model: Model, list: readonly Json[]): readonly number[] {
  checkAccess(env, model, 'create');
  return list.map((values) => {
    if (!isObject(values))
      throw valueError(`Wrong values for ${model.name}: ${pythonRepr(values)}`);
    return createRecord(env, model, values);
  });
}

export function writeRecords(
  env: Env,
  model: Model,
  ids: readonly number[],
  values: JsonObject,
): void {
  checkAccess(env, model, 'write');
  for (const id of ids) writeRecord(env, model, id, values);
}

export function unlinkRecords(env: Env, model: Model, ids: readonly number[]): void {
  checkAccess(env, model, 'unlink');
  for (const id of ids) {
    if (!env.db.get(model.name, id)) throw missingRecord(model.name, id, env.uid);
    env.db.remove(model.name, id);
    emptyLinks(env, model.name, id);
    for (const link of env.db.all('ir.model.data')) {
      if (link['model'] === model.name && link['res_id'] === id) {
        env.db.remove('ir.model.data', Number(link['id']));
      }
    }
  }
}

/** `ondelete='set null'`, the default of a link that is not required. */
function emptyLinks(env: Env, relation: string, id: number): void {
  for (const { name, fields } of env.models.values()) {
    const links = Object.entries(fields).filter(
      ([, field]) => field.type === 'many2one' && field.relation === relation && !field.compute,
    );
    for (const row of links.length === 0 ? [] : env.db.all(name)) {
      const pointing = links.filter(([field]) => asIds(row[field])[0] === id);
      const patch = Object.fromEntries(pointing.map(([field]) => [field, false]));
      if (pointing.length > 0) env.db.update(name, Number(row['id']), patch);
    }
  }
}

function createRecord(env: Env, model: Model, given: JsonObject): number {
  const { stored, commands } = splitValues(env, model, {
    ...defaultsOf(env, model, given),
    ...given,
  });
  model.prepare?.(env, stored, null);
  checkRow(env, model, stored, null);

  const stamp = formatMoment(env.now());
  const id = env.db.insert(model.name, {
    create_date: stamp,
    create_uid: env.uid,
    write_date: stamp,
    write_uid: env.uid,
    ...stored,
  });

  applyCommands(env, model, id, commands);
  model.after?.(env, env.db.get(model.name, id) ?? {}, stored);
  return id;
}

function writeRecord(env: Env, model: Model, id: number, given: JsonObject): void {
  const before = env.db.get(model.name, id);
  if (!before) throw missingRecord(model.name, id, env.uid);

  const { stored, commands } = splitValues(env, model, given);
  model.prepare?.(env, stored, before);
  checkRow(env, model, stored, before);
  env.db.update(model.name, id, {
    ...stored,
    write_date: formatMoment(env.now()),
    write_uid: env.uid,
  });

  applyCommands(env, model, id, commands);
  model.after?.(env, env.db.get(model.name, id) ?? {}, stored);
}

/** `default_x` in the context wins over the field's own default. */
export function defaultsOf(env: Env, model: Model, given: JsonObject): Values {
  const defaults: Values = {};
  for (const [name, field] of Object.entries(fieldsOf(env, model))) {
    if (name in given) continue;
    const fromContext = env.context[`default_${name}`];
    if (fromContext !== undefined) defaults[name] = fromContext;
    else if (typeof field.default === 'function') defaults[name] = field.default(env);
    else if (field.default !== undefined) defaults[name] = field.default;
  }
  return defaults;
}

interface FieldCommands {
  readonly name: string;
  readonly commands: readonly Command[];
}

function splitValues(env: Env, model: Model, given: JsonObject) {
  const stored: Values = {};
  const commands: FieldCommands[] = [];
  for (const [name, written] of Object.entries(given)) {
    const field = findField(env, model, name);
    if (!field) throw unknownField(env, model, name);
    if (field.compute || name === 'id' || name === 'display_name') continue;
    if (field.type === 'one2many' || field.type === 'many2many') {
      commands.push({ name, commands: readCommands(model, name, written) });
    } else {
      stored[name] = convertValue({ env, model, name, field }, written);
    }
  }
  return { stored, commands };
}

function applyCommands(env: Env, model: Model, id: number, all: readonly FieldCommands[]): void {
  for (const { name, commands } of all) {
    const field = findField(env, model, name);
    const related = findModel(env, field?.relation ?? '');
    if (field?.type === 'many2many') {
      const before = asIds(env.db.get(model.name, id)?.[name]);
      const after = commands.reduce((ids, command) => linked(env, related, ids, command), before);
      env.db.update(model.name, id, { [name]: after });
    } else {
      for (const command of commands)
        applyChild(env, related, { [field?.inverse ?? '']: id }, command);
    }
  }
}

function linked(
  env: Env,
  related: Model,
  ids: readonly number[],
  command: Command,
): readonly number[] {
  switch (command.kind) {
    case 'create':
      return [...ids, ...createRecords(env, related, [command.values])];
    case 'update':
      writeRecords(env, related, [command.id], command.values);
      return ids;
    case 'remove':
      return ids.filter((id) => id !== command.id);
    case 'link':
      requireRecords(env, related, [command.id]);
      return ids.includes(command.id) ? ids : [...ids, command.id];
    case 'set':
      requireRecords(env, related, command.ids);
      return [...new Set(command.ids)];
  }
}

function applyChild(env: Env, related: Model, parent: JsonObject, command: Command): void {
  switch (command.kind) {
    case 'create':
      createRecords(env, related, [{ ...command.values, ...parent }]);
      return;
    case 'update':
      writeRecords(env, related, [command.id], command.values);
      return;
    case 'remove':
      unlinkRecords(env, related, [command.id]);
      return;
    case 'link':
      writeRecords(env, related, [command.id], parent);
      return;
    case 'set':
      if (!isEmpty([...command.ids])) writeRecords(env, related, command.ids, parent);
  }
}

function requireRecords(env: Env, related: Model, ids: readonly number[]): void {
  const missing = ids.find((id) => !env.db.get(related.name, id));
  if (missing !== undefined) throw missingRecord(related.name, missing, env.uid);
}

/** The row a write would leave, for rules that look at several fields. */
export function merged(before: Row | null, values: Values): Row {
  return { ...before, ...values };
}
