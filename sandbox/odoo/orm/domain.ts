import type { Row } from '../database.js';
import { valueError } from '../errors.js';
import { asIds, asText, isArray, isEmpty, isId, pythonRepr } from '../json.js';
import type { Json } from '../json.js';
import { displayName, fieldValue } from './field-value.js';
import type { Env, Field, Model } from './model.js';
import { findField, findModel } from './registry.js';

type Test = (row: Row) => boolean;

/** Compiles a domain in Odoo's prefix notation; throws ValueError where it is malformed or names an unknown field. */
export function compileDomain(env: Env, model: Model, domain: Json): Test {
  if (isEmpty(domain)) return () => true;
  if (!isArray(domain)) throw valueError(`Invalid domain: ${pythonRepr(domain)}`);

  const terms = [...domain];
  const tests: Test[] = [];
  while (terms.length > 0) tests.push(takeTest(env, model, terms));
  return (row) => tests.every((test) => test(row));
}

export function mentions(domain: Json, field: string): boolean {
  return isArray(domain) && domain.some((term) => isArray(term) && term[0] === field);
}

function takeTest(env: Env, model: Model, terms: Json[]): Test {
  const term = terms.shift();
  if (term === undefined) throw valueError('Domain is syntactically not correct');
  if (term === '!') {
    const test = takeTest(env, model, terms);
    return (row) => !test(row);
  }
  if (term === '&' || term === '|') {
    const [first, second] = [takeTest(env, model, terms), takeTest(env, model, terms)];
    return term === '&' ? (row) => first(row) && second(row) : (row) => first(row) || second(row);
  }
  return leaf(env, model, term);
}

function leaf(env: Env, model: Model, term: Json): Test {
  if (!isArray(term) || term.length !== 3) throw invalidLeaf(term);
  const [path = false, operator = false, wanted = false] = term;
  if (path === 1 || path === 0) return () => path === wanted;
  return comparison(env, model, { path: asText(path), operator: asText(operator), wanted, term });
}

interface Leaf {
  readonly path: string;
  readonly operator: string;
  readonly wanted: Json;
  readonly term: readonly Json[];
}

function comparison(env: Env, model: Model, { path, operator, wanted, term }: Leaf): Test {
  const [name = '', ...rest] = path.split('.');
  const field = findField(env, model, name);
  if (!field) throw unknownField(env, model, path, term);
  const target = { env, model, name, field };
  if (rest.length > 0 && field.relation) return through(target, rest.join('.'), term);

  const compare = operators[operator.toLowerCase()];
  if (!compare) throw invalidLeaf(term);
  return (row) => compare(target, fieldValue(env, model, name, row), wanted);
}

const invalidLeaf = (term: Json): Error => valueError(`Invalid leaf ${pythonRepr(term)}`);

interface Target {
  readonly env: Env;
  readonly model: Model;
  readonly name: string;
  readonly field: Field;
}

function through(target: Target, rest: string, term: readonly Json[]): Test {
  const related = findModel(target.env, target.field.relation ?? '');
  const test = leaf(target.env, related, [rest, term[1] ?? false, term[2] ?? false]);
  return (row) =>
    asIds(fieldValue(target.env, target.model, target.name, row)).some((id) => {
      const found = target.env.db.get(related.name, id);
      return found !== undefined && test(found);
    });
}

type Compare = (target: Target, own: Json, wanted: Json) => boolean;

const operators: Readonly<Record<string, Compare>> = {
  '=': equals,
  '==': equals,
  '!=': not(equals),
  '<>': not(equals),
  in: isIn,
  'not in': not(isIn),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  like: matching((wanted) => `%${wanted}%`, ''),
  ilike: matching((wanted) => `%${wanted}%`, 'i'),
  'not like': not(matching((wanted) => `%${wanted}%`, '')),
  'not ilike': not(matching((wanted) => `%${wanted}%`, 'i')),
  '=like': matching((wanted) => wanted, ''),
  '=ilike': matching((wanted) => wanted, 'i'),
  child_of: childOf,
};

function not(compare: Compare): Compare {
  return (target, own, wanted) => !compare(target, own, wanted);
}

function equals(target: Target, own: Json, wanted: Json): boolean {
  if (isArray(wanted)) return isIn(target, own, wanted);
  if (isEmpty(wanted)) return isEmpty(own) || (own === 0 && wanted === false);
  if (isArray(own) || isLabel(target, wanted)) return textOrIds(target, asIds(own), wanted);
  if (typeof own === 'boolean') return own === (wanted !== 0);
  return own === wanted || (typeof own === 'number' && String(own) === wanted);
}

const isLabel = ({ field }: Target, wanted: Json): boolean =>
  field.relation !== undefined && typeof wanted === 'string';

function textOrIds({ env, field }: Target, own: readonly Json[], wanted: Json): boolean {
  if (isId(wanted)) return own.includes(wanted);
  return asIds(own).some(
    (id) => displayName(env, findModel(env, field.relation ?? ''), id) === wanted,
  );
}

function isIn(target: Target, own: Json, wanted: Json): boolean {
  const options = isArray(wanted) ? wanted : [wanted];
  return options.some((option) => !isArray(option) && equals(target, own, option));
}

function ordered(accept: (order: number) => boolean): Compare {
  return (_target, own, wanted) => {
    if (isEmpty(own) || isEmpty(wanted)) return false;
    if (typeof own === 'number' && typeof wanted === 'number') return accept(own - wanted);
    const [first, second] = [plainText(own), plainText(wanted)];
    return accept(first < second ? -1 : first > second ? 1 : 0);
  };
}

function matching(pattern: (wanted: string) => string, flags: string): Compare {
  return ({ env, field }, own, wanted) => {
    if (isEmpty(wanted)) return true;
    const expression = likeExpression(pattern(plainText(wanted)), flags);
    if (!field.relation) return !isEmpty(own) && expression.test(plainText(own));
    const related = findModel(env, field.relation);
    return asIds(own).some((id) => expression.test(displayName(env, related, id)));
  };
}

function plainText(value: Json): string {
  return typeof value === 'boolean' ? String(value) : asText(value);
}

function likeExpression(pattern: string, flags: string): RegExp {
  const source = pattern.replace(/\\?[\s\S]/g, (token) => {
    if (token === '%') return '[\\s\\S]*';
    if (token === '_') return '[\\s\\S]';
    const character = token.length === 2 ? token.slice(1) : token;
    return character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, flags);
}

function childOf({ env, model, name, field }: Target, own: Json, wanted: Json): boolean {
  const owner = name === 'id' ? model.name : (field.relation ?? model.name);
  const roots = asIds(wanted);
  return asIds(own).some((id) => {
    const seen = new Set<number>();
    for (
      let next = id;
      next && !seen.has(next);
      next = asIds(env.db.get(owner, next)?.['parent_id'])[0] ?? 0
    ) {
      if (roots.includes(next)) return true;
      seen.add(next);
    }
    return false;
  });
}

function unknownField(env: Env, model: Model, path: string, term: readonly Json[]): Error {
  const where = `(${term.map(pythonRepr).join(', ')})`;
  return valueError(
    env.version >= 19
      ? `Invalid field ${model.name}.${path} in condition ${where}`
      : `Invalid field ${model.name}.${path} in leaf ${where}`,
  );
}
