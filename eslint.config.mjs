import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { importRule } from './scripts/import-table.mjs';

const source = [
  'contract/**/*.ts',
  'domain/**/*.ts',
  'wording/**/*.ts',
  'backend/src/**/*.ts',
  'widget/**/*.ts',
  'landing/**/*.ts',
  'sandbox/**/*.ts',
];
const tests = ['test/**/*.ts'];

/** What would tell another time than the one clock (decision 20). */
const otherClocks = [
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  String.raw`TemplateElement[value.raw=/(^|[^.\w])(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_(timestamp|date|time)\b|\blocaltime/i]`,
].map((selector) => ({ selector, message: 'Ask the clock that services holds.' }));

export default tseslint.config(
  { ignores: ['dist/', 'data/', '.cache/', 'node_modules/', 'odoo-addon/'] },
  {
    files: [...source, ...tests],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
  },
  {
    files: [...source, ...tests],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.test.json' })],
    },
    languageOptions: {
      parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: source,
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50 }],
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    // A stopwatch (performance.now) measures how long something takes; what time it is, the clock tells. The pace of calls to
    // a vendor is real time, and the database's, since processes differ: the last three.
    files: source,
    ignores: [
      'backend/src/clock.ts',
      'sandbox/main.ts',
      'backend/src/storage/change-state.ts',
      'backend/src/storage/database-facts.ts',
      'backend/src/storage/shared.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...otherClocks] },
  },
  {
    // Data may be long: a table is read, not stepped through.
    files: ['domain/blueprint/**/*.ts', 'wording/*/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: tests,
    rules: {
      // describe and test return promises that the runner awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: ['describe', 'test', 'it'] },
      ],
    },
  },
  {
    files: source,
    plugins: { project: { rules: { 'import-table': importRule } } },
    rules: { 'project/import-table': 'error' },
  },
);
