import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** How many rows each section of the requirements has: R1.1 to R1.6, R2.1 to R2.5 … */
const rowsBySection = { 1: 6, 2: 5, 3: 4, 4: 4, 5: 5, 6: 4, 8: 9, 9: 3 } as const;
const ids = Object.entries(rowsBySection).flatMap(([section, rows]) =>
  Array.from({ length: rows }, (_none, row) => `R${section}.${row + 1}`),
);

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
  expect(ids.filter((id) => !named.has(id))).toEqual([...notBuilt]);
});

test('no test names a requirement that does not exist', () => {
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
});
