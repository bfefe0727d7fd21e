import type { Row, Values } from '../database.js';
import { missingRecord } from '../errors.js';
import { asText, isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import { records } from './model.js';
import type { Call, Env, Model, Result } from './model.js';
import { fieldsOf, findModel } from './registry.js';
import { createRecords } from './write.js';

const notCopied = ['id', 'display_name', 'create_date', 'create_uid', 'write_date', 'write_uid'];

/** A project takes its tasks along; other children stay behind. */
export function copyRecords(env: Env, { model, ids, args }: Call): Result {
  const given = isObject(args['default']) ? args['default'] : {};
  return records(ids.map((id) => copyRecord(env, model, id, given)));
}

export function copyRecord(env: Env, model: Model, id: number, given: JsonObject): number {
  const row = env.db.get(model.name, id);
  if (!row) throw missingRecord(model.name, id, env.uid);

  const name = `${asText(row['name'])} (copy)`;
  const [copy = 0] = createRecords(env, model, [{ ...copyable(env, model, row), name, ...given }]);
  if (model.name === 'project.project') copyTasks(env, id, copy);
  return copy;
}

/** Tasks keep their names but belong to nobody yet: `partner_id` stays empty. */
function copyTasks(env: Env, from: number, to: number): void {
  const tasks = findModel(env, 'project.task');
  for (const task of env.db.all(tasks.name)) {
    if (task['project_id'] !== from) continue;
    createRecords(env, tasks, [
      { ...copyable(env, tasks, task), project_id: to, partner_id: false },
    ]);
  }
}

function copyable(env: Env, model: Model, row: Row): Values {
  const values: Values = {};
  for (const [name, field] of Object.entries(fieldsOf(env, model))) {
    const own = row[name];
    if (own === undefined || field.compute || field.type === 'one2many' || notCopied.includes(name))
      continue;
    values[name] = field.type === 'many2many' ? [[6, 0, own]] : own;
  }
  return values;
}
