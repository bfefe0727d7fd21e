import { keyError, missingModel } from '../errors.js';
import type { OdooVersion } from '../switches.js';
import type { Env, Field, Model } from './model.js';

/** Throws what Odoo throws where the model's module is not installed. */
export function findModel(env: Env, name: string): Model {
  const model = env.models.get(name);
  if (!model || !isInstalled(env, model.module)) throw missingModel(name);
  return model;
}

export function isInstalled(env: Env, module: string): boolean {
  return module === 'base' || env.switches.modules.includes(module);
}

export function fieldsOf(env: Env, model: Model): Readonly<Record<string, Field>> {
  const own = Object.entries(model.fields).filter(([, field]) => exists(env, field));
  return { ...Object.fromEntries(own), ...automaticFields };
}

export function findField(env: Env, model: Model, name: string): Field | undefined {
  const field = automaticFields[name] ?? model.fields[name];
  return field && exists(env, field) ? field : undefined;
}

/** For fields the stand-in itself relies on. */
export function requireField(env: Env, model: Model, name: string): Field {
  const field = findField(env, model, name);
  if (!field) throw keyError(name);
  return field;
}

export function inVersion(
  range: { readonly since?: OdooVersion; readonly until?: OdooVersion },
  version: OdooVersion,
): boolean {
  return version >= (range.since ?? 0) && version <= (range.until ?? Infinity);
}

function exists(env: Env, field: Field): boolean {
  return inVersion(field, env.version) && (!field.module || isInstalled(env, field.module));
}

const automaticFields: Readonly<Record<string, Field>> = {
  id: { type: 'integer', string: 'ID', readonly: true },
  display_name: { type: 'char', string: 'Display Name', readonly: true },
  create_date: { type: 'datetime', string: 'Created on', readonly: true },
  create_uid: { type: 'many2one', string: 'Created by', relation: 'res.users', readonly: true },
  write_date: { type: 'datetime', string: 'Last Updated on', readonly: true },
  write_uid: { type: 'many2one', string: 'Last Updated by', relation: 'res.users', readonly: true },
};
