import { isUnavailable, unavailable } from './pool.js';

/**
 * The same table; where the database itself does not answer, its methods fail with `storage_unavailable`, which is told
 * as it is and tried again, instead of with an error that nobody foresaw.
 */
export const nameUnavailable = <Table extends object>(table: Table): Table =>
  new Proxy(table, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return isMethod(value) ? (...given: unknown[]) => translated(value, target, given) : value;
    },
  });

type Method = (...given: unknown[]) => unknown;
const isMethod = (value: unknown): value is Method => typeof value === 'function';

function translated(method: Method, target: object, given: readonly unknown[]): unknown {
  const result: unknown = Reflect.apply(method, target, given);
  if (!(result instanceof Promise)) return result;
  return result.catch((error: unknown) => {
    throw isUnavailable(error) ? unavailable('The database was asked', error) : error;
  });
}
