import { dirname, relative, resolve } from 'node:path';

/**
 * Who may import whom, as data: `values` may be imported whole, of `types` only the types; everything else is refused.
 * A folder may import itself; the longest folder that holds a file decides. eslint.config.mjs checks it while you type, and
 * test/architecture.test.ts over the whole tree.
 * @typedef {{ folder: string, values: readonly string[], types: readonly string[], apart?: boolean }} Row
 */

const errors = 'backend/src/errors';
const log = 'backend/src/log';
const services = 'backend/src/services';
/** Whoever says something names a sentence; only those at the doors word it. */
const sentence = 'wording/sentence';
const config = 'backend/src/config';

/** `apart`: the folders below it do not import one another. @type {readonly Row[]} */
export const importTable = [
  { folder: 'contract', values: ['zod'], types: [] },
  { folder: 'wording', values: ['contract/language'], types: ['contract'] },
  { folder: 'domain', values: [], types: ['contract', sentence] },
  { folder: 'domain/blueprint', values: [], types: ['contract', 'domain'] },
  { folder: 'backend/src/work', values: ['domain', errors, 'zod'], types: [services, sentence] },
  {
    folder: 'backend/src/journey',
    values: ['domain', 'backend/src/work', errors, 'zod'],
    types: [services, 'contract', sentence, 'backend/src/adapters', 'backend/src/storage/tables'],
  },
  {
    folder: 'backend/src/operations',
    values: ['domain', 'backend/src/work', errors, 'zod', 'node:crypto'],
    types: [services, 'contract', sentence, 'backend/src/adapters', 'backend/src/storage/tables'],
  },
  {
    folder: 'backend/src/adapters',
    values: [
      'domain',
      errors,
      'zod',
      'ipaddr.js',
      'node:async_hooks',
      'node:crypto',
      'node:dns',
      'node:net',
      'jose',
      'libphonenumber-js',
      'lru-cache',
      'p-limit',
      'undici',
    ],
    types: [log, 'contract', sentence],
    apart: true,
  },
  {
    folder: 'backend/src/account',
    values: [
      'domain',
      'wording',
      'contract',
      'backend/src/work',
      'backend/src/adapters',
      'backend/src/storage',
      'backend/src/create-services',
      'backend/src/clock',
      // The commands that show what would be sent read the lead as the journey does.
      'backend/src/journey/reading/hand-over',
      'backend/src/journey/reading/delivery-evidence',
      'backend/src/http/problems',
      errors,
      log,
      config,
      `${config}-error`,
      'commander',
      'lru-cache',
      'zod',
      'node:',
    ],
    types: [services],
  },
  {
    folder: 'backend/src/http',
    values: [
      'domain',
      'wording',
      'contract',
      'backend/src/adapters',
      'backend/src/journey',
      'backend/src/operations',
      errors,
      'express',
      'zod',
      'node:',
    ],
    types: [services, log, 'backend/src/account', 'prom-client'],
  },
  {
    folder: 'backend/src/jobs',
    values: ['backend/src/storage', errors, 'kysely', 'pg', 'pg-boss', 'node:'],
    types: [log, sentence, 'domain', 'backend/src/work'],
  },
  {
    folder: 'backend/src/storage',
    values: [errors, 'age-encryption', 'kysely', 'pg', 'zod', 'node:'],
    types: [log, 'contract', 'domain', sentence],
  },
  { folder: 'widget/host', values: ['jquery'], types: [] },
  {
    folder: 'widget/view',
    values: ['wording/t'],
    types: ['widget/host', 'widget/outcome', 'widget/i18n'],
  },
  {
    folder: 'widget/api',
    values: ['contract/paths', 'contract/language'],
    types: ['contract', 'widget/host', 'widget/outcome'],
  },
  {
    folder: 'widget/card',
    values: ['widget/host', 'widget/view', 'widget/templates', 'widget/api/card-calls'],
    types: ['contract', 'widget/api'],
  },
  {
    folder: 'widget/card/state',
    values: ['domain', 'widget/reason'],
    types: ['contract', 'widget/outcome'],
  },
  {
    folder: 'widget/card/view',
    values: ['widget/card/state', 'widget/view', 'widget/templates'],
    types: ['contract'],
  },
  {
    folder: 'widget/admin',
    values: [
      'contract/paths',
      'widget/api',
      'widget/reason',
      'widget/host',
      'widget/view',
      'widget/templates',
      'widget/list',
      'widget/pipeline',
      'widget/salesbot',
      'widget/settings',
    ],
    types: ['contract', 'widget/other-places', 'widget/outcome'],
  },
  ...['list', 'pipeline', 'salesbot', 'settings'].map((place) => ({
    folder: `widget/${place}`,
    values: ['widget/api', 'widget/host', 'widget/view', 'widget/templates', 'domain', 'jquery'],
    types: ['contract', 'widget/other-places', 'widget/outcome'],
  })),
  {
    folder: 'widget/calls',
    values: ['widget/api', 'widget/host', 'widget/view', 'widget/templates'],
    types: ['contract', 'widget/outcome'],
  },
  { folder: 'landing', values: ['domain', 'wording'], types: ['contract'] },
  { folder: 'sandbox', values: ['node:', 'express', 'fflate', 'jose', 'twig', 'zod'], types: [] },
];

/**
 * What is wrong with an import, or null.
 * @param {string} file below the project
 * @param {string} from as it stands in the import
 * @param {boolean} typeOnly
 */
export function violationOf(file, from, typeOnly) {
  const row = rowOf(file);
  if (row === undefined) return null;
  const target = targetOf(file, from);
  if (isWithin(target, row.folder)) {
    return row.apart === true && isStranger(row.folder, file, target)
      ? `${row.folder}: its folders do not import one another.`
      : null;
  }
  if (row.values.some((allowed) => isWithin(target, allowed))) return null;
  if (row.types.some((allowed) => isWithin(target, allowed))) {
    return typeOnly ? null : `${row.folder} may import only types from ${target}.`;
  }
  return `${row.folder} may not import ${target}: see scripts/import-table.mjs.`;
}

/** @param {string} file */
const rowOf = (file) =>
  importTable
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];

/** @param {string} file @param {string} from */
const targetOf = (file, from) =>
  from.startsWith('.') ? relative('.', resolve(dirname(file), from)).replace(/\.js$/, '') : from;

/** @param {string} target @param {string} allowed */
const isWithin = (target, allowed) =>
  target === allowed || target.startsWith(allowed.endsWith(':') ? allowed : `${allowed}/`);

/** @param {string} folder @param {string} file @param {string} target */
function isStranger(folder, file, target) {
  const own = file.slice(folder.length + 1).split('/');
  const other = target.slice(folder.length + 1).split('/');
  return own.length > 1 && other.length > 1 && own[0] !== other[0];
}

/** The table as a rule of the linter. @type {import('eslint').Rule.RuleModule} */
export const importRule = {
  create(context) {
    const file = relative(context.cwd, context.filename);
    const check = (node) => {
      if (!node.source) return;
      const typeOnly = (node.importKind ?? node.exportKind) === 'type';
      const message = violationOf(file, String(node.source.value), typeOnly);
      if (message !== null) context.report({ node, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};
