import { accessError, badArguments, missingMethod, typeError } from '../errors.js';
import { asIds } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { coreMethods } from './core-methods.js';
import type { Env, Method, Model, Result } from './model.js';
import { inVersion } from './registry.js';

export function findMethod(env: Env, model: Model, name: string): Method {
  if (name.startsWith('_')) {
    throw accessError(
      `Private methods (such as '${model.name}.${name}') cannot be called remotely.`,
    );
  }
  const method = [
    model.methods?.[`${name}@${env.version}`],
    model.methods?.[name],
    coreMethods[`${name}@${env.version}`],
    coreMethods[name],
  ].find((candidate) => candidate !== undefined && inVersion(candidate, env.version));
  if (!method) throw missingMethod(model.name, name);
  return method;
}

/** execute_kw: ids first for a record method, then positions, then names. */
export function bindPositions(method: Method, positions: readonly Json[], named: JsonObject) {
  const rest = [...positions];
  const ids = method.on === 'records' ? asIds(rest.shift()) : [];
  const params = method.params.map(plainName);
  if (rest.length > params.length) {
    throw typeError(
      `takes ${params.length + 1} positional arguments but ${rest.length + 1} were given`,
    );
  }

  const args: Record<string, Json> = { ...named };
  delete args['context'];
  rest.forEach((value, index) => {
    args[params[index] ?? ''] = value;
  });
  const unknown = Object.keys(args).find((name) => !params.includes(name));
  if (unknown !== undefined) throw typeError(`got an unexpected keyword argument '${unknown}'`);
  const missing = missingArgument(method, args);
  if (missing !== undefined)
    throw typeError(`missing 1 required positional argument: '${missing}'`);
  return { ids, args };
}

/** JSON-2: names only, `ids` apart. */
export function bindNames(method: Method, body: JsonObject) {
  const args: Record<string, Json> = { ...body };
  const ids = asIds(args['ids']);
  const hasIds = 'ids' in args;
  delete args['ids'];
  delete args['context'];

  if (hasIds && method.on === 'model')
    throw badArguments("got an unexpected keyword argument 'ids'");
  const params = method.params.map(plainName);
  const missing = missingArgument(method, args);
  if (missing !== undefined) throw badArguments(`missing a required argument: '${missing}'`);
  const unknown = Object.keys(args).find((name) => !params.includes(name));
  if (unknown !== undefined) throw badArguments(`got an unexpected keyword argument '${unknown}'`);
  return { ids, args };
}

/** What execute_kw answers: an id or ids, by version and method. */
export function plainResult(env: Env, method: Method, args: JsonObject, result: Result): Json {
  if (result.kind === 'value') return result.value;
  const [first] = result.ids;
  return method.single?.(env.version, args) && first !== undefined ? first : result.ids;
}

function missingArgument(method: Method, args: JsonObject): string | undefined {
  return method.params.find((name) => !name.endsWith('?') && args[name] === undefined);
}

function plainName(param: string): string {
  return param.replace('?', '');
}
