import { z } from 'zod';

/**
 * The checks of the widget, derived from the contract's schemas: `widget/api/guard.ts` says how they are read. Words of a closed
 * list are taken as any text, because a word that only a newer companion knows must not blank the card.
 * @param {Record<string, import('zod').ZodType>} schemas
 */
export const guardsOf = (schemas) =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      specOf(z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' })),
    ]),
  );

/** One name a line, so that a change of one answer is one line's change. @param {Record<string, unknown>} guards */
export const guardsFile = (guards) =>
  `{\n${Object.entries(guards)
    .map(([name, spec]) => `"${name}":${JSON.stringify(spec)}`)
    .join(',\n')}\n}\n`;

function specOf(schema) {
  const choices = schema.anyOf ?? schema.oneOf ?? typesOf(schema);
  if (choices) return choiceOf(choices);
  if (typeof schema.const === 'string') return `=${schema.const}`;
  switch (schema.type) {
    case 'string':
      return 's';
    case 'number':
    case 'integer':
      return 'n';
    case 'boolean':
      return 'b';
    case 'array':
      return ['*', specOf(schema.items)];
    case 'object':
      return schema.properties ? fieldsOf(schema) : ['%', specOf(schema.additionalProperties)];
    default:
      if (Object.keys(schema).some((key) => !['$schema', 'default', 'readOnly'].includes(key)))
        throw new Error(`The widget has no check for ${JSON.stringify(schema)}.`);
      return '_';
  }
}

/** `{ type: ['string', 'null'] }` is a choice in short. */
const typesOf = ({ type, ...rest }) =>
  Array.isArray(type) ? type.map((one) => ({ ...rest, type: one })) : undefined;

function choiceOf(choices) {
  const some = choices.filter(({ type }) => type !== 'null').map(specOf);
  const spec = some.length === 1 ? some[0] : ['|', ...some];
  return some.length === choices.length ? spec : ['?', spec];
}

const fieldsOf = ({ properties, required = [] }) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      required.includes(name) ? name : `${name}?`,
      specOf(schema),
    ]),
  );
