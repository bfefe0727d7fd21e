import type { Row, Values } from '../database.js';
import { userError, validationError } from '../errors.js';
import { asIds, asText, isEmpty } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import type { Env, Model } from '../orm/model.js';
import { isInstalled } from '../orm/registry.js';
import { normalizeEmail, sanitizePhone } from '../rules/phone.js';
import { judgeDominicanVat } from '../rules/vat.js';
import { char, link } from './field.js';
import { salesManager, salesman } from './rights.js';

/** Kept the same on a company and its contacts. */
const commercialFields = ['vat', 'company_registry'] as const;
const addressFields = ['street', 'street2', 'city', 'zip', 'state_id', 'country_id'] as const;

export const partnerModel: Model = {
  name: 'res.partner',
  label: 'Contact',
  module: 'base',
  thread: true,
  order: 'complete_name, id desc',
  rights: {
    read: ['base.group_user'],
    create: ['base.group_partner_manager', ...salesman, ...salesManager],
    write: ['base.group_partner_manager', ...salesman, ...salesManager],
    unlink: ['base.group_partner_manager'],
  },
  displayName: completeName,
  fields: {
    name: char('Name'),
    complete_name: { ...char('Complete Name'), compute: completeName },
    active: { type: 'boolean', string: 'Active', default: true },
    is_company: { type: 'boolean', string: 'Is a Company', default: false },
    company_type: {
      type: 'selection',
      string: 'Company Type',
      selection: [
        ['person', 'Person'],
        ['company', 'Company'],
      ],
    },
    type: {
      type: 'selection',
      string: 'Address Type',
      selection: [
        ['contact', 'Contact'],
        ['invoice', 'Invoice Address'],
        ['delivery', 'Delivery Address'],
        ['other', 'Other Address'],
      ],
      default: 'contact',
    },
    parent_id: link('Related Company', 'res.partner'),
    child_ids: {
      type: 'one2many',
      string: 'Contact',
      relation: 'res.partner',
      inverse: 'parent_id',
    },
    commercial_partner_id: {
      ...link('Commercial Entity', 'res.partner'),
      compute: (env, row) => commercialId(env, row),
    },
    email: char('Email'),
    email_normalized: { ...char('Normalized Email'), readonly: true },
    phone: char('Phone'),
    mobile: { ...char('Mobile'), until: 18 },
    phone_sanitized: { ...char('Sanitized Number'), readonly: true },
    title: { ...link('Title', 'res.partner.title'), until: 18 },
    function: char('Job Position'),
    street: char('Street'),
    street2: char('Street2'),
    city: char('City'),
    zip: char('Zip'),
    state_id: link('State', 'res.country.state'),
    country_id: link('Country', 'res.country'),
    website: char('Website'),
    lang: char('Language'),
    tz: char('Timezone'),
    comment: { type: 'html', string: 'Notes' },
    category_id: { type: 'many2many', string: 'Tags', relation: 'res.partner.category' },
    ref: char('Reference'),
    vat: char('Tax ID'),
    company_registry: char('Company ID'),
    user_id: link('Salesperson', 'res.users'),
    company_id: link('Company', 'res.company'),
    customer_rank: { type: 'integer', string: 'Customer Rank', module: 'sale', default: 0 },
    currency_id: {
      ...link('Currency', 'res.currency'),
      compute: (env) => env.db.get('res.company', 1)?.['currency_id'] ?? false,
    },
    property_product_pricelist: {
      ...link('Pricelist', 'product.pricelist'),
      module: 'product',
      default: firstPricelist,
    },
    credit_limit: {
      type: 'float',
      string: 'Credit Limit',
      module: 'account',
      groups: ['account.group_account_readonly', 'account.group_account_invoice'],
    },
    property_account_receivable_id: {
      ...link('Account Receivable', 'account.account'),
      module: 'account',
    },
    opportunity_ids: {
      type: 'one2many',
      string: 'Opportunities',
      relation: 'crm.lead',
      inverse: 'partner_id',
      module: 'crm',
    },
  },
  prepare,
  importReads,
  check,
  after: syncContacts,
};

export const partnerModels: readonly Model[] = [
  partnerModel,
  {
    name: 'res.partner.category',
    label: 'Contact Tags',
    module: 'base',
    order: 'name',
    rights: {
      read: ['base.group_user'],
      create: ['base.group_partner_manager'],
      write: ['base.group_partner_manager'],
    },
    fields: {
      name: { ...char('Name'), required: true },
      active: { type: 'boolean', string: 'Active', default: true },
    },
  },
];

/** The first that is active is everybody's who has none of their own. */
function firstPricelist(env: Env): Json {
  return env.db.all('product.pricelist').find((row) => row['active'] !== false)?.['id'] ?? false;
}

function completeName(env: Env, row: Row): string {
  const own = asText(row['name']);
  const parent = asText(env.db.get('res.partner', Number(row['parent_id']))?.['name']);
  return parent && row['is_company'] !== true ? `${parent}, ${own}` : own;
}

function commercialId(env: Env, row: Row): Json {
  const parent = env.db.get('res.partner', Number(row['parent_id']));
  if (row['is_company'] === true || !parent) return row['id'] ?? false;
  return commercialId(env, parent);
}

function prepare(env: Env, values: Values, before: Row | null): void {
  if ('company_type' in values) values['is_company'] = values['company_type'] === 'company';
  if (before === null || 'is_company' in values) {
    values['company_type'] = values['is_company'] === true ? 'company' : 'person';
  }
  const row: Row = { ...before, ...values };
  inherit(env, values, row, before);
  if ('email' in values) values['email_normalized'] = normalizeEmail(asText(values['email']));
  keepSanitizedPhone(env, values, row);
  keepVat(env, values, { ...before, ...values });
  requireLanguage(env, values['lang']);
}

/** From 18 on an import of a contact reads what its company shares with it, `credit_limit` included. */
function importReads(env: Env, values: JsonObject): readonly string[] {
  const isShared = env.version >= 18 && !isEmpty(values['parent_id'] ?? false);
  return isShared ? [...commercialFields, 'credit_limit'] : [];
}

function keepSanitizedPhone(env: Env, values: Values, row: Row): void {
  if (!['phone', 'mobile', 'country_id'].some((name) => name in values)) return;
  const number = asText(row['mobile']) || asText(row['phone']);
  const canRead = env.switches.phonenumbers && !isEmpty(row['country_id']);
  values['phone_sanitized'] = sanitizePhone(number, canRead);
}

/** A contact has its company's tax id, and at first its address. */
function inherit(env: Env, values: Values, row: Row, before: Row | null): void {
  const company = env.db.get('res.partner', Number(row['parent_id']));
  if (!company || row['is_company'] === true) return;
  for (const name of commercialFields) values[name] = company[name] ?? false;
  if (before === null && addressFields.every((name) => isEmpty(row[name]))) {
    for (const name of addressFields) values[name] = company[name] ?? false;
  }
}

function keepVat(env: Env, values: Values, row: Row): void {
  const vat = asText(row['vat']);
  if (!vat || !('vat' in values || 'country_id' in values) || !isInstalled(env, 'base_vat')) return;
  if (!isDominican(env, row) && !/^DO\d/i.test(vat)) return;

  const verdict = judgeDominicanVat(vat, env.version);
  if (verdict.kind === 'kept') {
    values['vat'] = verdict.vat;
    return;
  }
  throw validationError(
    `The VAT number [${vat}] for partner [${asText(row['name'])}] does not seem to be valid. \n` +
      'Note: the expected format is DO1-01-85004-3 or 101850043',
  );
}

function isDominican(env: Env, row: Row): boolean {
  return env.db.get('res.country', Number(row['country_id']))?.['code'] === 'DO';
}

function requireLanguage(env: Env, lang: Json | undefined): void {
  if (lang === undefined || isEmpty(lang)) return;
  const installed = env.db
    .all('res.lang')
    .some((row) => row['code'] === lang && row['active'] !== false);
  if (!installed) throw userError(`Invalid language code: ${asText(lang)}`);
}

function check(_env: Env, row: Row): void {
  if (isEmpty(row['name']) && (row['type'] ?? 'contact') === 'contact') {
    throw validationError('The operation cannot be completed: Contacts require a name');
  }
}

function syncContacts(env: Env, row: Row, changed: Row): void {
  const touched = commercialFields.filter((name) => name in changed);
  if (touched.length === 0 || row['is_company'] !== true) return;
  const patch = Object.fromEntries(touched.map((name) => [name, row[name] ?? false]));
  for (const contact of env.db.all('res.partner')) {
    if (contact['parent_id'] !== row['id'] || contact['is_company'] === true) continue;
    for (const id of asIds(contact['id'])) env.db.update('res.partner', id, patch);
  }
}
