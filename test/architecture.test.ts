import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importTable, violationOf } from '../scripts/import-table.mjs';
import { journey } from '../backend/src/journey/journey.js';

interface Import {
  readonly file: string;
  readonly from: string;
  /** The imported file below the project, or the package's name. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const root = process.cwd();
const sourceFolders = [
  'contract',
  'domain',
  'wording',
  'backend/src',
  'widget',
  'landing',
  'sandbox',
];

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

const allImports = sourceFolders.flatMap((folder) => filesBelow(folder, '.ts')).flatMap(importsOf);

describe('who may import whom', () => {
  test.each(importTable)('$folder keeps to the table', ({ folder }) => {
    const mine = allImports.filter(({ file }) => file.startsWith(`${folder}/`));
    const broken = mine.map(({ file, from, typeOnly }) => violationOf(file, from, typeOnly));
    expect(mine.length).toBeGreaterThan(0);
    expect(broken.filter((one) => one !== null)).toEqual([]);
  });

  test('the table refuses what it does not name', () => {
    const journey = 'backend/src/journey/capture/score.ts';
    expect(violationOf(journey, 'express', false)).toMatch('may not import express');
    expect(violationOf(journey, '../../services.js', false)).toMatch('only types');
    expect(violationOf(journey, '../../services.js', true)).toBe(null);
    expect(violationOf('domain/time/nights.ts', 'node:fs', true)).toMatch('may not import node:fs');
    const kommo = 'backend/src/adapters/kommo/kommo.ts';
    expect(violationOf(kommo, '../odoo/odoo.js', true)).toMatch('do not import one another');
  });

  test('a step does not import another step', () => {
    const names = new Set(Object.keys(journey).map((name) => `${name}.js`));
    const steps = new Set(
      allImports
        .map(({ target }) => target)
        .filter(
          (target) => target.startsWith('backend/src/journey/') && names.has(basename(target)),
        ),
    );
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
  const config = [
    'config.ts',
    'config-alerts.ts',
    'config-messages.ts',
    'config-landing.ts',
    'config-meta.ts',
    'config-privacy.ts',
    'config-sources.ts',
    'config-traces.ts',
  ]
    .map((file) => readFileSync(`backend/src/${file}`, 'utf8'))
    .join('\n');
  const read = [...config.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
  const example = readFileSync('.env.example', 'utf8');
  const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  expect([...named].sort()).toEqual(
    [...read]
      .filter((name) => !['SANDBOX', 'KOMMO_BASE_URL', 'META_GRAPH_URL'].includes(name ?? ''))
      .sort(),
  );
});

describe('the journey', () => {
  test('every step has a file of its name and a test of its name', () => {
    const names = Object.keys(journey);
    const sources = filesBelow('backend/src/journey', '.ts').map((file) => basename(file, '.ts'));
    const tests = filesBelow('test/journey', '.test.ts').map((file) => basename(file, '.test.ts'));
    expect(names.filter((name) => !sources.includes(name))).toEqual([]);
    expect(names.filter((name) => !tests.includes(name))).toEqual([]);
  });
});
