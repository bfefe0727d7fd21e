import { readQuizPost } from './inlead-post.js';

/**
 * What an administrator pasted of a delivery, as its fields: a quiz's post, or the answers of an ad's lead as Meta shows them
 * (`field_data`). Null where nothing of it is a field.
 */
export function readSample(given: unknown): Readonly<Record<string, unknown>> | null {
  return readAnswers(given) ?? readQuizPost(given)?.fields ?? null;
}

function readAnswers(given: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof given !== 'object' || given === null || !('field_data' in given)) return null;
  const { field_data: list } = given;
  if (!Array.isArray(list)) return null;
  const fields = list.slice(0, mostFields).flatMap((one: unknown) => readAnswer(one));
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

const mostFields = 200;

function readAnswer(given: unknown): readonly (readonly [string, unknown])[] {
  if (typeof given !== 'object' || given === null || !('name' in given)) return [];
  const { name } = given;
  const values: unknown = 'values' in given ? given.values : null;
  if (typeof name !== 'string' || !Array.isArray(values)) return [];
  const said = values.filter((value) => typeof value === 'string');
  return said.length === 0 ? [] : [[name.slice(0, 200), said.length === 1 ? said[0] : said]];
}
