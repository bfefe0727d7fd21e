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
  if (code === 0) return isObject(payload) ? { kind: 'create', values: payload } : undefined;
  if (code === 5) return { kind: 'set', ids: [] };
  if (code === 6) return { kind: 'set', ids: asIds(payload) };
  if (!isId(id)) return undefined;
  if (code === 1) return isObject(payload) ? { kind: 'update', id, values: payload } : undefined;
  if (code === 2 || code === 3) return { kind: 'remove', id };
  return code === 4 ? { kind: 'link', id } : undefined;
}
