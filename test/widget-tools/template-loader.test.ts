import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import * as runtime from '../../scripts/widget/template-runtime.mjs';

type Template = (data: unknown) => string;

const { compileTemplate } = createRequire(import.meta.url)(
  '../../scripts/widget/template-loader.cjs',
) as { compileTemplate: (source: string) => string };

const folder = 'widget/templates';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hbs'))
  .sort();

/** The compiled module, run with the runtime that it imports. */
function compile(source: string): Template {
  const code = compileTemplate(source)
    .replace(/^import .*$/m, '')
    .replace('export default', 'return');
  const names = Object.keys(runtime);
  const make = runInThisContext(`(${names.join()}) => {${code}}`) as (
    ...parts: readonly unknown[]
  ) => Template;
  return make(...names.map((name) => runtime[name as keyof typeof runtime]));
}

/** Data of any kind under the names that the template reads, and under some that every object inherits. */
function dataFor(source: string): fc.Arbitrary<unknown> {
  const names = [...new Set(source.match(/[a-zA-Z]\w*/g)), 'constructor'];
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, undefined, true, false, 0, 7, '', '<b onclick="x">\'`=&'),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 8, noNullPrototype: true }),
    ),
  }));
  const lists = new Set([...source.matchAll(/#each\s+(?:\w+\.)*(\w+)/g)].map(([, name]) => name));
  return fc
    .dictionary(fc.constantFrom(...names), value, { maxKeys: 20, noNullPrototype: true })
    .map((data) => withLists(data, lists));
}

/** What a template loops over is a list: our views give no object to `each`, whose keys Handlebars would walk. */
function withLists(value: unknown, lists: ReadonlySet<string | undefined>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withLists(item, lists));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => {
      const known = withLists(inner, lists);
      const isObject = typeof known === 'object' && known !== null && !Array.isArray(known);
      return [name, isObject && lists.has(name) ? [known] : known];
    }),
  );
}

/** Line ends and indentation between tags mean one space. */
const oneSpace = (html: string): string => html.replace(/\s+/g, ' ');

describe('a template in the bundle writes what Handlebars writes (R9.1):', () => {
  test.each(files)('%s', (name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const ours = compile(source);
    const theirs = Handlebars.compile(source, { knownHelpersOnly: true });
    fc.assert(
      fc.property(dataFor(source), (data) => {
        expect(oneSpace(ours(data))).toBe(oneSpace(theirs(data)));
      }),
      { numRuns: 60 },
    );
  });

  test('a list in a list, an empty one, the root and what is inherited', () => {
    const source =
      '{{#each rows}}<i>{{@root.id}}{{this}}{{#each cells}}{{a.b}}{{/each}}</i>{{/each}}{{#if rows}}y{{else}}n{{/if}}{{constructor}}';
    const ours = compile(source);
    const theirs = Handlebars.compile(source, { knownHelpersOnly: true });
    for (const data of [{ rows: [] }, { id: '<', rows: [{ cells: [{ a: { b: '"' } }, {}] }] }]) {
      expect(ours(data)).toBe(theirs(data));
    }
  });
});

test.each([
  ['{{{raw}}}', 'a value that is not escaped'],
  ['{{../parent}}', "a parent's data"],
  ['{{@index}}', 'data of the loop'],
  ['{{#with a}}x{{/with}}', 'another block'],
  ['{{#each a}}x{{else}}y{{/each}}', 'an else of a list'],
])('a template with %s is refused: %s', (source) => {
  expect(() => compileTemplate(source)).toThrow('A template may not');
});
