import { valueError } from '../errors.js';
import { asIds, isArray, isEmpty, isId, isObject, pythonRepr } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import type { Model } from './model.js';

export type Command =
  | { readonly kind: 'create'; readonly values: JsonObject }
  | { readonly kind: 'update'; readonly id: number; readonly values: JsonObject }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'link'; readonly id: number }
  | { readonly kind: 'set'; readonly ids: readonly number[] };

/** `[[6,0,[ids]]]`, `[[0,0,{…}]]`, `[[4,id]]` and their siblings; bare id lists are refused. */
export function readCommands(model: Model, name: string, written: Json): readonly Command[] {
  if (isEmpty(written))
    return written === false || written === null ? [{ kind: 'set', ids: [] }] : [];
  const commands = isArray(written) ? written.map(readCommand) : [];
  const usable = commands.flatMap((command) => (command ? [command] : []));
  if (usable.length === 0 || usable.length !== commands.length) {
    throw valueError(`Wrong value for ${model.name}.${name}: ${pythonRepr(written)}`);
  }
  return usable;
}

function readCommand(written: Json): Command | undefined {
  if (!isArray(written)) return undefined;
  const [code, id, payload] = written;
  const read = typeof code === 'number' ? readers[code] : undefined;
  return read?.(isId(id) ? id : undefined, payload);
}

type Reader = (id: number | undefined, payload: Json | undefined) => Command | undefined;

const remove: Reader = (id) => (id === undefined ? undefined : { kind: 'remove', id });

const readers: Readonly<Record<number, Reader>> = {
  0: (_id, payload) => (isObject(payload) ? { kind: 'create', values: payload } : undefined),
  1: (id, values) =>
    id !== undefined && isObject(values) ? { kind: 'update', id, values } : undefined,
  2: remove,
  3: remove,
  4: (id) => (id === undefined ? undefined : { kind: 'link', id }),
  5: () => ({ kind: 'set', ids: [] }),
  6: (_id, payload) => ({ kind: 'set', ids: asIds(payload) }),
};
