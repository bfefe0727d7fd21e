import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importTable } from '../scripts/import-table.mjs';
import { journey } from '../backend/src/journey/journey.js';

interface Import {
  readonly file: string;
  readonly from: string;
  /** The imported file below the project, or the package's name. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const root = process.cwd();
const sourceFolders = ['contract', 'backend/src', 'widget', 'sandbox'];

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const importLine = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(importLine)].map(([, type, from = '']) => ({
    file,
    from,
    target: from.startsWith('.') ? relative(root, resolve(dirname(file), from)) : from,
    typeOnly: type !== undefined,
  }));
}

/** The table's patterns are those of no-restricted-imports: a folder anywhere in the path, a file, or a package. */
function matches(pattern: string, target: string): boolean {
  if (pattern.startsWith('**/')) {
    const part = pattern.slice(3).replace(/\/\*\*$/, '');
    return `/${target}/`.includes(`/${part}/`);
  }
  if (pattern.endsWith('*')) return target.startsWith(pattern.slice(0, -1));
  return target === pattern;
}

/** As in gitignore, a later "!" pattern takes back what an earlier one named. */
function anyMatches(patterns: readonly string[], target: string): boolean {
  const allowed = patterns
    .filter((one) => one.startsWith('!'))
    .some((one) => matches(one.slice(1), target));
  return !allowed && patterns.some((pattern) => matches(pattern, target));
}

const allImports = sourceFolders.flatMap((folder) => filesBelow(folder, '.ts')).flatMap(importsOf);

describe('who may import whom', () => {
  test.each(importTable)('$folder keeps to the table', ({ folder, never, typesOnly }) => {
    const mine = allImports.filter(({ file }) => file.startsWith(`${folder}/`));
    const broken = mine.filter(
      ({ target, typeOnly }) =>
        anyMatches(never, target) || (!typeOnly && anyMatches(typesOnly, target)),
    );
    expect(mine.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  test('an adapter does not import another adapter', () => {
    const adapter = /^backend\/src\/adapters\/([^/]+)\//;
    const broken = allImports.filter(({ file, target }) => {
      const own = adapter.exec(file)?.[1];
      const other = adapter.exec(target)?.[1];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(broken).toEqual([]);
  });

  test('a step does not import another step', () => {
    const steps = new Set(journey.map(({ name }) => `backend/src/journey/${name}.js`));
    const broken = allImports.filter(
      ({ file, target }) =>
        steps.has(target) &&
        file.startsWith('backend/src/journey/') &&
        !file.endsWith('/journey.ts'),
    );
    expect(broken).toEqual([]);
  });
});

test('only config.ts and the processes that hand it over read the environment', () => {
  const readers = sourceFolders
    .flatMap((folder) => filesBelow(folder, '.ts'))
    .filter((file) => readFileSync(file, 'utf8').includes('process.env'));
  expect(readers.filter((file) => !/(main|cli|-cli)\.ts$/.test(file))).toEqual([]);
});

test('.env.example names every variable that config.ts reads, and no other', () => {
  const config = readFileSync('backend/src/config.ts', 'utf8');
  const read = [...config.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
  const example = readFileSync('.env.example', 'utf8');
  const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  expect([...named].sort()).toEqual(
    [...read].filter((name) => name !== 'SANDBOX' && name !== 'KOMMO_BASE_URL').sort(),
  );
});

describe('the journey', () => {
  test('every step has a file of its name and a test of its name', () => {
    const names = journey.map(({ name }) => name);
    const sources = new Set(filesBelow('backend/src/journey', '.ts'));
    const tests = new Set(filesBelow('test/journey', '.test.ts'));
    expect(names.filter((name) => !sources.has(`backend/src/journey/${name}.ts`))).toEqual([]);
    expect(names.filter((name) => !tests.has(`test/journey/${name}.test.ts`))).toEqual([]);
  });

  test('the README prints its steps in order', () => {
    const readme = readFileSync('README.md', 'utf8');
    const places = journey.map(({ name }) => readme.indexOf(`\`${name}\``));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
