import { OdooError, missingRecord, valueError } from '../errors.js';
import { isArray, isId, isEmpty, pythonRepr } from '../json.js';
import type { Json } from '../json.js';
import { sanitizeHtml } from '../rules/html.js';
import type { Env, Field, FieldType, Model } from './model.js';

interface Target {
  readonly env: Env;
  readonly model: Model;
  readonly name: string;
  readonly field: Field;
}

/** A written value as Odoo stores it; false stands for nothing. x2many fields are not converted here. */
export function convertValue(target: Target, value: Json): Json {
  const convert = converters[target.field.type];
  return convert ? convert(target, value) : value;
}

const converters: Readonly<Partial<Record<FieldType, (target: Target, value: Json) => Json>>> = {
  char: text,
  text,
  binary: text,
  html: (target, value) => {
    const written = text(target, value);
    return typeof written === 'string' ? sanitizeHtml(written) : written;
  },
  integer: (target, value) => number(target, value, 'int'),
  float: (target, value) => number(target, value, 'float'),
  monetary: (target, value) => number(target, value, 'float'),
  boolean: (_target, value) => !isEmpty(value) && value !== 0,
  date: (target, value) => (isEmpty(value) ? false : day(target, value)),
  datetime: (target, value) => (isEmpty(value) ? false : moment(target, value)),
  selection,
  many2one,
};

function text(_target: Target, value: Json): Json {
  if (value === null || value === false || value === '') return false;
  return typeof value === 'string' ? value : pythonRepr(value);
}

function number(_target: Target, value: Json, kind: 'int' | 'float'): Json {
  if (isEmpty(value)) return 0;
  if (value === true) return 1;
  const parsed = typeof value === 'string' ? Number(value.trim() || 'x') : value;
  if (typeof parsed === 'number' && Number.isFinite(parsed)) {
    return kind === 'int' ? Math.trunc(parsed) : parsed;
  }
  throw valueError(
    kind === 'int'
      ? `invalid literal for int() with base 10: ${pythonRepr(value)}`
      : `could not convert string to float: ${pythonRepr(value)}`,
  );
}

function day(_target: Target, value: Json): Json {
  const written = typeof value === 'string' ? value.slice(0, 10) : '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && isRealDate(written)) return written;
  throw valueError(`time data ${pythonRepr(value)} does not match format '%Y-%m-%d'`);
}

function moment(_target: Target, value: Json): Json {
  const written = typeof value === 'string' ? value : '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && isRealDate(written)) return `${written} 00:00:00`;
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(written) && isRealDate(written)) return written;
  throw valueError(`time data ${pythonRepr(value)} does not match format '%Y-%m-%d %H:%M:%S'`);
}

function isRealDate(written: string): boolean {
  const iso = written.includes(' ') ? `${written.replace(' ', 'T')}Z` : `${written}T00:00:00Z`;
  const date = new Date(iso);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written.slice(0, 10));
}

function selection({ model, name, field }: Target, value: Json): Json {
  if (isEmpty(value)) return false;
  if ((field.selection ?? []).some(([key]) => key === value)) return value;
  throw valueError(`Wrong value for ${model.name}.${name}: ${pythonRepr(value)}`);
}

function many2one({ env, model, name, field }: Target, value: Json): Json {
  if (isEmpty(value)) return false;
  if (isArray(value))
    throw valueError(`Wrong value for ${model.name}.${name}: ${pythonRepr(value)}`);
  if (!isId(value)) {
    throw new OdooError(
      'psycopg2.errors.InvalidTextRepresentation',
      `invalid input syntax for type integer: ${JSON.stringify(value)}`,
    );
  }
  const relation = field.relation ?? '';
  if (!env.db.get(relation, value)) throw missingRecord(relation, value, env.uid);
  return value;
}
