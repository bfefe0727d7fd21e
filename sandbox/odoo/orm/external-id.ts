import { missingRecord, valueError } from '../errors.js';
import { asNumber, asText } from '../json.js';
import type { Env, Model } from './model.js';

export interface ExternalId {
  readonly module: string;
  readonly name: string;
}

/** Without a module the import's own is meant. */
export function splitExternalId(written: string): ExternalId {
  const [module = '', ...rest] = written.split('.');
  return rest.length > 0
    ? { module, name: rest.join('.') }
    : { module: '__import__', name: written };
}

export function externalRecord(env: Env, written: string) {
  const { module, name } = splitExternalId(written);
  const link = env.db
    .all('ir.model.data')
    .find((row) => row['module'] === module && row['name'] === name);
  if (!link) return undefined;
  return {
    linkId: asNumber(link['id']),
    model: asText(link['model']),
    resId: asNumber(link['res_id']),
    noupdate: link['noupdate'] === true,
  };
}

export function linkExternalId(
  env: Env,
  { module, name }: ExternalId,
  model: string,
  id: number,
): void {
  const known = env.db
    .all('ir.model.data')
    .find((row) => row['module'] === module && row['name'] === name);
  const link = { module, name, model, res_id: id };
  // As in Odoo, what stands there keeps the `noupdate` that it was made with.
  if (known) env.db.update('ir.model.data', asNumber(known['id']), link);
  else env.db.insert('ir.model.data', { ...link, noupdate: env.context['noupdate'] === true });
}

/** `ensure_one`. */
export function requireSingle(env: Env, model: Model, ids: readonly number[]): number {
  const [id] = ids;
  if (id === undefined || ids.length !== 1) {
    throw valueError(
      `Expected singleton: ${model.name}(${ids.join(', ')}${ids.length === 1 ? ',' : ''})`,
    );
  }
  if (!env.db.get(model.name, id)) throw missingRecord(model.name, id, env.uid);
  return id;
}
