export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

/** The body as sent, or undefined where it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON.parse yields nothing else; the check only tells the compiler. */
function isJson(value: unknown): value is Json {
  return typeof value !== 'function' && typeof value !== 'undefined';
}

/** A value as Python prints it in an error message. */
export function pythonRepr(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isObject(value)) {
    const parts = Object.entries(value).map(([key, item]) => `'${key}': ${pythonRepr(item)}`);
    return `{${parts.join(', ')}}`;
  }
  return String(value);
}

/** Odoo treats None, False, '', 0 and [] alike in most places. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (isArray(value) && value.length === 0)
  );
}

export function asText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

export function asNumber(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

export function asIds(value: Json | undefined): readonly number[] {
  if (isId(value)) return [value];
  return isArray(value) ? value.filter(isId) : [];
}
