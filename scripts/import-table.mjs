/**
 * Who may import whom, as data: eslint.config.mjs turns it into `no-restricted-imports`, and
 * test/architecture.test.ts checks the same table against every import in the tree.
 *
 * `never`: not even types. `typesOnly`: types may be imported, values may not.
 */
export const importTable = [
  {
    folder: 'contract',
    never: ['**/backend/**', '**/widget/**', '**/sandbox/**', 'node:*', 'express', 'pg', 'kysely'],
    typesOnly: [],
  },
  {
    folder: 'backend/src/domain',
    never: [
      'node:*',
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/blueprint/**',
      '**/adapters/**',
      '**/storage/**',
      '**/journey/**',
      '**/http/**',
      '**/jobs/**',
      '**/operations/**',
      '**/services.js',
      '**/config.js',
    ],
    typesOnly: ['**/contract/**'],
  },
  {
    folder: 'backend/src/blueprint',
    never: [
      'node:*',
      'express',
      'pg',
      'zod',
      '**/adapters/**',
      '**/storage/**',
      '**/journey/**',
      '**/http/**',
      '**/jobs/**',
      '**/operations/**',
      '**/services.js',
      '**/config.js',
    ],
    typesOnly: ['**/domain/**', '**/contract/**'],
  },
  {
    folder: 'backend/src/journey',
    never: [
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/http/**',
      '**/storage/**',
      '!**/storage/tables.js',
      '**/jobs/**',
      '**/operations/**',
    ],
    typesOnly: [
      '**/storage/tables.js',
      '**/services.js',
      '**/contract/**',
      '**/blueprint/**',
      '**/adapters/**',
    ],
  },
  {
    folder: 'backend/src/operations',
    never: [
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/http/**',
      '**/storage/**',
      '!**/storage/tables.js',
      '**/jobs/**',
      '**/journey/**',
    ],
    typesOnly: [
      '**/storage/tables.js',
      '**/services.js',
      '**/contract/**',
      '**/blueprint/**',
      '**/adapters/**',
    ],
  },
  {
    folder: 'backend/src/adapters',
    never: [
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/storage/**',
      '**/journey/**',
      '**/http/**',
      '**/jobs/**',
      '**/operations/**',
    ],
    typesOnly: ['**/log.js', '**/services.js', '**/contract/**'],
  },
  {
    folder: 'backend/src/http',
    never: ['pg', 'kysely', 'pg-boss', '**/storage/**', '**/jobs/**'],
    typesOnly: ['**/services.js'],
  },
  {
    folder: 'backend/src/jobs',
    never: [
      'express',
      '**/journey/**',
      '**/domain/**',
      '**/adapters/**',
      '**/http/**',
      '**/operations/**',
    ],
    typesOnly: [],
  },
  {
    folder: 'backend/src/storage',
    never: [
      'express',
      'pg-boss',
      '**/journey/**',
      '**/adapters/**',
      '**/http/**',
      '**/jobs/**',
      '**/operations/**',
      '**/blueprint/**',
      '**/services.js',
    ],
    typesOnly: ['**/domain/**', '**/contract/**'],
  },
  {
    folder: 'backend/src/connection',
    never: [
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/blueprint/**',
      '**/domain/**',
      '**/journey/**',
      '**/operations/**',
      '**/http/**',
      '**/jobs/**',
      '**/provision/**',
    ],
    typesOnly: ['**/storage/**', '**/contract/**', '**/config.js', '**/log.js', '**/services.js'],
  },
  {
    folder: 'backend/src/provision',
    never: [
      'express',
      'pg',
      'kysely',
      'pg-boss',
      '**/jobs/**',
      '**/operations/**',
      '**/http/**',
      '!**/http/problems.js',
      '**/journey/**',
      '!**/journey/hand-over.js',
    ],
    typesOnly: ['**/services.js'],
  },
  {
    folder: 'widget/state',
    never: [
      'jquery',
      '**/host/**',
      '**/api/**',
      '**/views/**',
      '**/backend/**',
      '**/sandbox/**',
      'zod',
      'node:*',
    ],
    typesOnly: ['**/contract/**'],
  },
  {
    folder: 'widget/views',
    never: ['**/api/**', '**/backend/**', '**/sandbox/**', 'zod', 'node:*'],
    typesOnly: ['**/contract/**'],
  },
  {
    folder: 'widget/api',
    never: ['**/state/**', '**/views/**', '**/backend/**', '**/sandbox/**', 'zod', 'node:*'],
    typesOnly: [],
  },
  {
    folder: 'widget/admin',
    never: ['jquery', '**/state/**', '**/backend/**', '**/sandbox/**', 'zod', 'node:*'],
    typesOnly: ['**/contract/**'],
  },
  {
    folder: 'widget/faces',
    never: ['**/state/**', '**/contract/**', '**/backend/**', '**/sandbox/**', 'zod', 'node:*'],
    typesOnly: [],
  },
  {
    folder: 'sandbox',
    never: ['**/backend/**', '**/widget/**', '**/contract/**'],
    typesOnly: [],
  },
];

/** @param {{ never: string[], typesOnly: string[] }} rules */
export function restrictedPatterns({ never, typesOnly }) {
  return [
    ...(never.length > 0
      ? [{ group: never, message: 'Not allowed here: see the import table in the README.' }]
      : []),
    ...(typesOnly.length > 0
      ? [
          {
            group: typesOnly,
            allowTypeImports: true,
            message: 'Only types may come from here: see the import table.',
          },
        ]
      : []),
  ];
}
