import type { Row, Snapshot } from './database.js';
import { formatMoment } from './rules/moment.js';
import { dominicanProvinces, products, projectTemplates } from './seed-data.js';

export const botUserId = 5;

/** A fresh Odoo of a Dominican accounting firm: users, stages, countries, templates and products; no customers. */
export function seedSnapshot(now: Date): Snapshot {
  const stamp = formatMoment(now);
  const tables = Object.fromEntries(
    Object.entries(seedTables()).map(([model, rows]) => [
      model,
      rows.map((row) => stamped(row, stamp)),
    ]),
  );
  const sequences = Object.fromEntries(
    Object.entries(tables).map(([model, rows]) => [
      model,
      Math.max(0, ...rows.map((row) => Number(row['id']))),
    ]),
  );
  return { tables, sequences };
}

function stamped(row: Row, stamp: string): Row {
  return { create_date: stamp, write_date: stamp, create_uid: 1, write_uid: 1, ...row };
}

const numbered = (names: readonly string[], more: Row = {}): Row[] =>
  names.map((name, index) => ({ id: index + 1, name, ...more }));

function seedTables(): Record<string, readonly Row[]> {
  return { ...seedBase(), ...seedSales(), ...seedProjects() };
}

function seedBase(): Record<string, readonly Row[]> {
  return {
    'res.company': [
      { id: 1, name: 'Firma Contable (sandbox)', partner_id: 1, currency_id: 1, country_id: 61 },
    ],
    'res.currency': [
      { id: 1, name: 'DOP', symbol: 'RD$', active: true },
      { id: 2, name: 'USD', symbol: '$', active: true },
    ],
    'product.pricelist': [{ id: 1, name: 'Default DOP pricelist', currency_id: 1, active: true }],
    'res.country': [
      { id: 61, name: 'Dominican Republic', code: 'DO', phone_code: 1 },
      { id: 68, name: 'Spain', code: 'ES', phone_code: 34 },
      { id: 177, name: 'Puerto Rico', code: 'PR', phone_code: 1 },
      { id: 233, name: 'United States', code: 'US', phone_code: 1 },
    ],
    'res.country.state': dominicanProvinces.map(([code, name], index) => ({
      id: index + 1,
      code,
      name,
      country_id: 61,
    })),
    'res.lang': [
      { id: 1, name: 'English (US)', code: 'en_US', active: true },
      { id: 2, name: 'Spanish / Español', code: 'es_ES', active: true },
      { id: 3, name: 'Spanish (DO) / Español (DO)', code: 'es_DO', active: false },
    ],
    ...seedPeople(),
  };
}

function seedPeople(): Record<string, readonly Row[]> {
  return {
    'res.partner': people.map(([name, email], index) => ({
      id: index + 1,
      name,
      email: email ?? false,
      email_normalized: email ?? false,
      active: true,
      is_company: index === 0,
      company_type: index === 0 ? 'company' : 'person',
      type: 'contact',
      lang: 'en_US',
      country_id: index === 0 ? 61 : false,
    })),
    'res.users': users.map(([id, partner]) => {
      const [name, email] = people[partner - 1] ?? [''];
      return {
        id,
        name,
        login: email ?? '__system__',
        email: email ?? false,
        partner_id: partner,
        company_id: 1,
        lang: 'en_US',
        tz: false,
        share: false,
        active: id !== 1,
      };
    }),
  };
}

function seedSales(): Record<string, readonly Row[]> {
  return {
    'crm.team': [{ id: 1, name: 'Sales', active: true }],
    'crm.stage': numbered(['New', 'Qualified', 'Proposition', 'Won']).map((stage, index) => ({
      ...stage,
      sequence: index,
      is_won: index === 3,
    })),
    'crm.lost.reason': numbered(
      ['Too expensive', "We don't have people/skills", 'Not enough stock'],
      { active: true },
    ),
    'utm.source': numbered(
      ['Search engine', 'Lead Recall', 'Newsletter', 'Facebook', 'X', 'LinkedIn'],
      { active: true },
    ),
    'utm.medium': numbered(['Website', 'Phone', 'Direct', 'Email', 'Banner', 'Google Adwords'], {
      active: true,
    }),
    'utm.campaign': numbered(['Sale', 'Christmas Special'], { active: true }),
    'mail.message.subtype': [
      { id: 1, name: 'Discussions', internal: false },
      { id: 2, name: 'Note', internal: true },
    ],
    'account.journal': [{ id: 1, name: 'Customer Invoices', code: 'INV', type: 'sale' }],
    'sale.subscription.plan': [
      { id: 1, name: 'Monthly', billing_period_value: 1, billing_period_unit: 'month' },
      { id: 2, name: 'Yearly', billing_period_value: 1, billing_period_unit: 'year' },
    ],
  };
}

const people: readonly (readonly [string, string?])[] = [
  ['Firma Contable (sandbox)', 'info@firma.example'],
  ['OdooBot', 'odoobot@example.com'],
  ['Administrator', 'admin@example.com'],
  ['Public user'],
  ['Default User Template'],
  ['Kommo Bot', 'kommo-bot@example.com'],
  ['Altagracia Peña', 'altagracia@firma.example'],
  ['Ramón Almonte', 'ramon@firma.example'],
  ['Yokasta Guzmán', 'yokasta@firma.example'],
];

/** User id and partner id. */
const users: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 3],
  [botUserId, 6],
  [6, 7],
  [7, 8],
  [8, 9],
];

function seedProjects(): Record<string, readonly Row[]> {
  const projects = projectTemplates.map(({ name }, index) => ({
    id: index + 1,
    name,
    active: true,
    is_template: true,
    user_id: 2,
    company_id: 1,
  }));
  const tasks = projectTemplates.flatMap(({ tasks: names }, project) =>
    names.map((name, index) => ({
      name,
      project_id: project + 1,
      sequence: (index + 1) * 10,
      active: true,
    })),
  );
  return {
    'project.project': projects,
    'project.task': tasks.map((task, index) => ({ id: index + 1, ...task })),
    'product.product': products.map((product, index) => ({
      id: index + 1,
      active: true,
      sale_ok: true,
      type: 'service',
      detailed_type: 'service',
      ...product,
    })),
  };
}
