import { accessError, missingRecord, valueError } from '../errors.js';
import { asIds, asNumber, asText, isArray, isEmpty, isObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { checkAccess, isAllowed } from './access.js';
import { displayName } from './field-value.js';
import { loadRecords } from './load.js';
import { records, value } from './model.js';
import type { Call, Env, Method, Operation } from './model.js';
import { copyRecords } from './copy.js';
import { describeFields } from './describe.js';
import { fieldNames, readRecords } from './read.js';
import { searchRecords } from './search.js';
import { createRecords, defaultsOf, unlinkRecords, writeRecords } from './write.js';

const searchParams = ['offset?', 'limit?', 'order?'];

/** What every model answers to. A name with `@version` is that version's form. */
export const coreMethods: Readonly<Record<string, Method>> = {
  create: {
    on: 'model',
    params: ['vals_list'],
    single: (_version, args) => isObject(args['vals_list']),
    run: (env, { model, args }) => {
      const given = args['vals_list'] ?? null;
      return records(createRecords(env, model, isArray(given) ? given : [given]));
    },
  },
  write: {
    on: 'records',
    params: ['vals'],
    run: (env, { model, ids, args }) => {
      writeRecords(env, model, ids, isObject(args['vals']) ? args['vals'] : {});
      return value(true);
    },
  },
  unlink: {
    on: 'records',
    params: [],
    run: (env, { model, ids }) => {
      unlinkRecords(env, model, ids);
      return value(true);
    },
  },
  read: {
    on: 'records',
    params: ['fields?', 'load?'],
    run: (env, { model, ids, args }) => value(readRecords(env, model, ids, args['fields'] ?? null)),
  },
  search: {
    on: 'model',
    params: ['domain', ...searchParams],
    run: (env, { model, args }) => records(searchRecords(env, model, args)),
  },
  search_read: {
    on: 'model',
    params: ['domain?', 'fields?', ...searchParams],
    run: (env, { model, args }) => {
      const names = fieldNames(env, model, args['fields'] ?? null);
      return value(readRecords(env, model, searchRecords(env, model, args), names));
    },
  },
  search_count: {
    on: 'model',
    params: ['domain', 'limit?'],
    run: (env, { model, args }) => value(searchRecords(env, model, args).length),
  },
  exists: {
    on: 'records',
    params: [],
    run: (env, { model, ids }) => records(ids.filter((id) => env.db.get(model.name, id))),
  },
  fields_get: {
    on: 'model',
    params: ['allfields?', 'attributes?'],
    run: (env, { model, args }) => value(describeFields(env, model, args)),
  },
  default_get: {
    on: 'model',
    params: ['fields_list'],
    run: (env, { model, args }) => value(defaultGet(env, model, args)),
  },
  name_create: {
    on: 'model',
    params: ['name'],
    run: (env, { model, args }) => {
      const [id = 0] = createRecords(env, model, [{ name: args['name'] ?? false }]);
      return value([id, displayName(env, model, id)]);
    },
  },
  name_search: {
    on: 'model',
    params: ['name?', 'domain?', 'operator?', 'limit?'],
    since: 19,
    run: nameSearch,
  },
  'name_search@17': {
    on: 'model',
    params: ['name?', 'args?', 'operator?', 'limit?'],
    run: nameSearch,
  },
  'name_search@18': {
    on: 'model',
    params: ['name?', 'args?', 'operator?', 'limit?'],
    run: nameSearch,
  },
  load: {
    on: 'model',
    params: ['fields', 'data'],
    run: (env, call) => value(loadRecords(env, call)),
  },
  copy: {
    on: 'records',
    params: ['default?'],
    single: (version) => version === 17,
    run: copyRecords,
  },
  check_access_rights: {
    on: 'model',
    params: ['operation', 'raise_exception?'],
    run: (env, { model, args }) => {
      const operation = readOperation(args['operation']);
      if (args['raise_exception'] !== false) checkAccess(env, model, operation);
      return value(isAllowed(env, model, operation));
    },
  },
  has_access: {
    on: 'records',
    params: ['operation'],
    since: 18,
    run: (env, { model, args }) => value(isAllowed(env, model, readOperation(args['operation']))),
  },
  action_archive: { on: 'records', params: [], run: (env, call) => archive(env, call, false) },
  action_unarchive: { on: 'records', params: [], run: (env, call) => archive(env, call, true) },
  get_metadata: { on: 'records', params: [], run: (env, call) => value(metadata(env, call)) },
  export_data: {
    on: 'records',
    params: ['fields_to_export'],
    run: () => {
      throw accessError(
        "You don't have the rights to export data. Please contact an Administrator.",
      );
    },
  },
};

function defaultGet(env: Env, model: Call['model'], args: JsonObject): JsonObject {
  const wanted = isArray(args['fields_list']) ? args['fields_list'] : [];
  const defaults = Object.entries(defaultsOf(env, model, {}));
  return Object.fromEntries(defaults.filter(([name]) => wanted.includes(name)));
}

function nameSearch(env: Env, { model, args }: Call) {
  const domain = args['domain'] ?? args['args'];
  const name = asText(args['name']);
  const operator = asText(args['operator']) || 'ilike';
  const leaf = name ? [['display_name', operator, name]] : [];
  const ids = searchRecords(env, model, {
    domain: [...(isArray(domain) ? domain : []), ...leaf],
    limit: isEmpty(args['limit']) ? 100 : asNumber(args['limit']),
  });
  return value(ids.map((id) => [id, displayName(env, model, id)]));
}

function archive(env: Env, { model, ids }: Call, active: boolean) {
  writeRecords(env, model, ids, { active });
  return value(env.version >= 18 ? true : null);
}

function metadata(env: Env, { model, ids }: Call): readonly JsonObject[] {
  return ids.map((id) => {
    const row = env.db.get(model.name, id);
    if (!row) throw missingRecord(model.name, id, env.uid);
    const links = env.db
      .all('ir.model.data')
      .filter((link) => link['model'] === model.name && link['res_id'] === id);
    const xmlids = links.map((link) => ({
      xmlid: `${asText(link['module'])}.${asText(link['name'])}`,
      noupdate: false,
    }));
    const [stamps = {}] = readRecords(env, model, asIds(id), [
      'create_uid',
      'create_date',
      'write_uid',
      'write_date',
    ]);
    return { ...stamps, noupdate: false, xmlid: xmlids.at(-1)?.xmlid ?? false, xmlids };
  });
}

function readOperation(operation: Json | undefined): Operation {
  const known = (['read', 'create', 'write', 'unlink'] as const).find((name) => name === operation);
  if (!known) throw valueError(`Invalid operation ${asText(operation)}`);
  return known;
}
