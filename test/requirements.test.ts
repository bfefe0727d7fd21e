import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { requirementIds } from './support/requirement-ids.js';

/** What is not built yet. An id leaves this list with the test that names it. */
const notBuilt: readonly string[] = [];

const named = new Set(
  readdirSync('test', { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name.endsWith('.test.ts') && entry.name !== 'requirements.test.ts',
    )
    .flatMap((entry) => [
      ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/\bR\d\.\d\b/g),
    ])
    .map(([id]) => id),
);

test('every requirement is named by a test, or stands in the list of what is not built yet', () => {
  expect(requirementIds.filter((id) => !named.has(id))).toEqual([...notBuilt]);
});

test('no test names a requirement that does not exist', () => {
  expect([...named].filter((id) => !requirementIds.includes(id))).toEqual([]);
});
