import type { Sentence } from '../../../../wording/sentence.js';
import { clientIdOf } from '../../adapters/kommo/auth/oauth-owner.js';
import type { Known, Question, Values } from './question.js';
import { testAddress } from './test-address.js';
import { testClient, testToken } from './test-kommo.js';
import { testMeta } from './test-meta.js';
import { testOdoo, testOdooServer } from './test-odoo.js';

const trim = (typed: string): string => typed.trim();
const always = (): boolean => true;
const nothing = (): null => null;
const here = (where: Sentence) => (): Sentence => where;

const plain = {
  isSecret: false,
  isNeeded: false,
  applies: always,
  tidy: trim,
  suggest: nothing,
  test: null,
} as const;
const secret = { ...plain, isSecret: true } as const;

const has = (variable: string, { values }: Known): boolean => (values[variable] ?? '') !== '';
const isOdooHere = (known: Known): boolean => !known.postponed.has('ODOO_URL');

/** In the order in which a person meets the pages that hold the answers. What a test learns is not asked. */
export const questions: readonly Question[] = [
  {
    ...plain,
    variable: 'PUBLIC_URL',
    what: { code: 'installation.public_url' },
    where: here({ code: 'installation.public_url_where' }),
    isNeeded: true,
    tidy: originOf,
    test: { run: testAddress, asksAgain: ['PUBLIC_URL'], maySayAgain: false },
  },
  {
    ...plain,
    variable: 'KOMMO_SUBDOMAIN',
    what: { code: 'installation.subdomain' },
    where: here({ code: 'installation.subdomain_where' }),
    isNeeded: true,
    tidy: subdomainOf,
  },
  {
    ...secret,
    variable: 'KOMMO_TOKEN',
    what: { code: 'installation.token' },
    where: (values) => ({
      code: 'installation.token_where',
      params: { redirect: redirectOf(values) },
    }),
    applies: (known) => has('KOMMO_SUBDOMAIN', known) || !known.postponed.has('KOMMO_SUBDOMAIN'),
    test: { run: testToken, asksAgain: ['KOMMO_SUBDOMAIN', 'KOMMO_TOKEN'], maySayAgain: false },
  },
  {
    ...plain,
    variable: 'KOMMO_ACCOUNT_ID',
    what: { code: 'installation.account_id' },
    where: here({ code: 'installation.account_id_where' }),
    isNeeded: true,
    applies: (known) => known.postponed.has('KOMMO_TOKEN'),
    tidy: (typed) => typed.replace(/\D/gu, ''),
  },
  {
    ...plain,
    variable: 'KOMMO_CLIENT_ID',
    what: { code: 'installation.client_id' },
    where: here({ code: 'installation.client_id_where' }),
    isNeeded: true,
    tidy: (typed) => typed.trim().toLowerCase(),
    suggest: ({ KOMMO_TOKEN }) => clientIdOf(KOMMO_TOKEN ?? ''),
  },
  {
    ...secret,
    variable: 'KOMMO_CLIENT_SECRET',
    what: { code: 'installation.client_secret' },
    where: here({ code: 'installation.client_secret_where' }),
    isNeeded: true,
    test: {
      run: testClient,
      asksAgain: ['KOMMO_CLIENT_ID', 'KOMMO_CLIENT_SECRET'],
      maySayAgain: true,
    },
  },
  {
    ...plain,
    variable: 'WHATSAPP_NUMBER',
    what: { code: 'installation.whatsapp' },
    where: here({ code: 'installation.whatsapp_where' }),
    tidy: phoneOf,
  },
  {
    ...plain,
    variable: 'FIRM_TAX_ID',
    what: { code: 'installation.tax_id' },
    where: here({ code: 'installation.tax_id_where' }),
  },
  {
    ...plain,
    variable: 'FIRM_ADDRESS',
    what: { code: 'installation.firm_address' },
    where: here({ code: 'installation.firm_address_where' }),
  },
  {
    ...plain,
    variable: 'FIRM_PRIVACY_EMAIL',
    what: { code: 'installation.privacy_email' },
    where: here({ code: 'installation.privacy_email_where' }),
  },
  {
    ...plain,
    variable: 'ODOO_URL',
    what: { code: 'installation.odoo_url' },
    where: here({ code: 'installation.odoo_url_where' }),
    tidy: originOf,
    test: { run: testOdooServer, asksAgain: ['ODOO_URL'], maySayAgain: false },
  },
  {
    ...plain,
    variable: 'ODOO_DATABASE',
    what: { code: 'installation.odoo_database' },
    where: here({ code: 'installation.odoo_database_where' }),
    applies: isOdooHere,
    suggest: ({ ODOO_URL }) => /^https:\/\/([\w-]+)\.odoo\.com$/u.exec(ODOO_URL ?? '')?.[1] ?? null,
  },
  {
    ...plain,
    variable: 'ODOO_LOGIN',
    what: { code: 'installation.odoo_login' },
    where: here({ code: 'installation.odoo_login_where' }),
    // From Odoo 19 on the key alone says whose it is.
    applies: (known) => isOdooHere(known) && known.values['ODOO_LOGIN'] !== '',
  },
  {
    ...secret,
    variable: 'ODOO_KEY',
    what: { code: 'installation.odoo_key' },
    where: here({ code: 'installation.odoo_key_where' }),
    applies: isOdooHere,
    test: {
      run: testOdoo,
      asksAgain: ['ODOO_DATABASE', 'ODOO_LOGIN', 'ODOO_KEY'],
      maySayAgain: false,
    },
  },
  {
    ...secret,
    variable: 'META_APP_SECRET',
    what: { code: 'installation.meta_secret' },
    where: here({ code: 'installation.meta_secret_where' }),
  },
  {
    ...secret,
    variable: 'META_PAGE_TOKEN',
    what: { code: 'installation.meta_token' },
    where: here({ code: 'installation.meta_token_where' }),
    applies: (known) => !known.postponed.has('META_APP_SECRET'),
    test: { run: testMeta, asksAgain: ['META_APP_SECRET', 'META_PAGE_TOKEN'], maySayAgain: false },
  },
];

export const redirectOf = ({ PUBLIC_URL }: Values): string => `${PUBLIC_URL ?? ''}/oauth/callback`;

/** "leads.firma.com/algo" → "https://leads.firma.com". */
function originOf(typed: string): string {
  const text = typed.trim();
  const address = /^[a-z]+:\/\//iu.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).origin : text;
}

/** What a browser shows of the account, or the name alone. */
function subdomainOf(typed: string): string {
  const text = typed.trim().toLowerCase();
  return (
    /^(?:https?:\/\/)?([a-z0-9-]+)(?:\.(?:kommo|amocrm)\.\w+)?(?:\/.*)?$/u.exec(text)?.[1] ?? text
  );
}

/** Ten digits are a number of the country. */
function phoneOf(typed: string): string {
  const digits = typed.replace(/\D/gu, '');
  return digits.length === 10 ? `+1${digits}` : `+${digits}`;
}
