import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

/** Words that English code and its log lines do not have. */
const spanishWord =
  /\b(el|los|las|del|que|una|para|con|sin|pero|falta|empresa|cliente|desde|hasta|cuando|cada|puede|debe|ejecute|escriba|compruebe|nombre|correo)\b/iu;
const spanishLetter = /[áéíóúñ¿¡]/iu;

/** The rest of what people read is no TypeScript of these folders: wording/, i18n and templates. */
const home = 'domain/blueprint/';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(process.cwd(), join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(home));

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

/** A letter alone is a sign that the reader of a message looks for. */
const isSpanish = (text: string): boolean =>
  (text.length > 1 && spanishLetter.test(text)) || (text.includes(' ') && spanishWord.test(text));

function spanishIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && isSpanish(node.text)) found.push(`${file}: ${node.text.slice(0, 80)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test.each(['contract', 'domain', 'backend/src', 'widget'])(
  'no Spanish sentence stands in %s outside wording, blueprint, i18n and templates',
  (folder) => {
    expect(filesOf(folder).flatMap(spanishIn)).toEqual([]);
  },
);

test('a Spanish sentence is known when it is seen', () => {
  expect(['No hay nada que cambiar', 'Conexión', 'Nobody foresaw this'].map(isSpanish)).toEqual([
    true,
    true,
    false,
  ]);
});
