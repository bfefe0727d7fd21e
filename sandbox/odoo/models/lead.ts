import type { Row, Values } from '../database.js';
import { asIds, asText, isEmpty } from '../json.js';
import type { Json } from '../json.js';
import { value } from '../orm/model.js';
import type { Env, Model } from '../orm/model.js';
import { findModel } from '../orm/registry.js';
import { writeRecords } from '../orm/write.js';
import { formatMoment } from '../rules/moment.js';
import { normalizeEmail, sanitizePhone } from '../rules/phone.js';
import { salesManager, salesman } from './rights.js';
import { char, link } from './field.js';

export const leadModel: Model = {
  name: 'crm.lead',
  label: 'Lead',
  labelBefore19: 'Lead/Opportunity',
  module: 'crm',
  thread: true,
  order: 'priority desc, id desc',
  rights: {
    read: [...salesman, ...salesManager],
    create: [...salesman, ...salesManager],
    write: [...salesman, ...salesManager],
    unlink: salesManager,
  },
  unique: { fields: ['kommo_ref'], message: 'A lead with this Kommo reference already exists.' },
  fields: {
    name: { ...char('Opportunity'), required: true },
    active: { type: 'boolean', string: 'Active', default: true },
    type: {
      type: 'selection',
      string: 'Type',
      required: true,
      selection: [
        ['lead', 'Lead'],
        ['opportunity', 'Opportunity'],
      ],
      default: 'opportunity',
    },
    kommo_ref: { ...char('Kommo reference'), module: 'kommo_leads' },
    kommo_project_id: { type: 'integer', string: 'Kommo project', module: 'kommo_leads' },
    partner_id: link('Customer', 'res.partner'),
    commercial_partner_id: {
      ...link('Commercial Entity', 'res.partner'),
      since: 19,
      compute: commercialEntity,
    },
    contact_name: char('Contact Name'),
    partner_name: char('Company Name'),
    email_from: char('Email'),
    email_normalized: { ...char('Normalized Email'), readonly: true },
    phone: char('Phone'),
    mobile: { ...char('Mobile'), until: 18 },
    phone_sanitized: { ...char('Sanitized Number'), readonly: true },
    title: { ...link('Title', 'res.partner.title'), until: 18 },
    kanban_state: {
      type: 'selection',
      string: 'Kanban State',
      until: 18,
      selection: [
        ['grey', 'No next activity planned'],
        ['red', 'Next activity late'],
        ['green', 'Next activity is planned'],
      ],
      default: 'grey',
    },
    function: char('Job Position'),
    website: char('Website'),
    street: char('Street'),
    street2: char('Street2'),
    city: char('City'),
    zip: char('Zip'),
    state_id: link('State', 'res.country.state'),
    country_id: link('Country', 'res.country'),
    stage_id: { ...link('Stage', 'crm.stage'), default: firstStage },
    team_id: { ...link('Sales Team', 'crm.team'), default: 1 },
    user_id: { ...link('Salesperson', 'res.users'), default: (env) => env.uid },
    company_id: { ...link('Company', 'res.company'), default: 1 },
    company_currency: {
      ...link('Currency', 'res.currency'),
      compute: (env) => env.db.get('res.company', 1)?.['currency_id'] ?? false,
    },
    expected_revenue: { type: 'monetary', string: 'Expected Revenue', default: 0 },
    recurring_revenue: { type: 'monetary', string: 'Recurring Revenues', default: 0 },
    recurring_plan: link('Recurring Plan', 'crm.recurring.plan'),
    probability: { type: 'float', string: 'Probability', default: 0 },
    date_deadline: { type: 'date', string: 'Expected Closing' },
    date_closed: { type: 'datetime', string: 'Closed Date', readonly: true },
    priority: {
      type: 'selection',
      string: 'Priority',
      selection: [
        ['0', 'Low'],
        ['1', 'Medium'],
        ['2', 'High'],
        ['3', 'Very High'],
      ],
      default: '0',
    },
    tag_ids: { type: 'many2many', string: 'Tags', relation: 'crm.tag' },
    source_id: link('Source', 'utm.source'),
    medium_id: link('Medium', 'utm.medium'),
    campaign_id: link('Campaign', 'utm.campaign'),
    referred: char('Referred By'),
    description: { type: 'html', string: 'Notes' },
    lang_id: link('Language', 'res.lang'),
    lost_reason_id: link('Lost Reason', 'crm.lost.reason'),
    won_status: {
      type: 'selection',
      string: 'Is Won',
      since: 19,
      selection: [
        ['won', 'Won'],
        ['lost', 'Lost'],
        ['pending', 'Pending'],
      ],
      compute: (env, row) =>
        isWon(env, row) ? 'won' : row['active'] === false ? 'lost' : 'pending',
    },
    order_ids: {
      type: 'one2many',
      string: 'Orders',
      relation: 'sale.order',
      inverse: 'opportunity_id',
      module: 'sale',
    },
  },
  prepare,
  after: overwritePartner,
  methods: {
    action_set_won: {
      on: 'records',
      params: [],
      run: (env, { model, ids }) => {
        const [won] = env.db.all('crm.stage').filter((stage) => stage['is_won'] === true);
        writeRecords(env, model, ids, {
          stage_id: won?.['id'] ?? false,
          probability: 100,
          active: true,
        });
        return value(true);
      },
    },
    action_set_lost: {
      on: 'records',
      params: ['lost_reason_id?'],
      run: (env, { model, ids, args }) => {
        writeRecords(env, model, ids, { active: false, probability: 0, ...args });
        return value(true);
      },
    },
  },
};

function firstStage(env: Env) {
  const stages = [...env.db.all('crm.stage')].sort(
    (a, b) => Number(a['sequence']) - Number(b['sequence']),
  );
  return stages[0]?.['id'] ?? false;
}

function commercialEntity(env: Env, row: Row): Json {
  const partner = env.db.get('res.partner', Number(row['partner_id']));
  const [company] = asIds(partner?.['parent_id']);
  return company ?? row['partner_id'] ?? false;
}

function isWon(env: Env, row: Row): boolean {
  return env.db.get('crm.stage', Number(row['stage_id']))?.['is_won'] === true;
}

function prepare(env: Env, values: Values, before: Row | null): void {
  if ('partner_id' in values) takeFromPartner(env, values, before);
  if ('email_from' in values)
    values['email_normalized'] = normalizeEmail(asText(values['email_from']));
  if ('phone' in values) {
    values['phone_sanitized'] = sanitizePhone(asText(values['phone']), env.switches.phonenumbers);
  }
  if ('stage_id' in values && isWon(env, { ...before, ...values })) close(env, values, before);
}

/** Created directly in the won stage, 17 and 18 leave the closing date empty. */
function close(env: Env, values: Values, before: Row | null): void {
  values['probability'] = 100;
  if (before !== null || env.version >= 19) values['date_closed'] = formatMoment(env.now());
}

function takeFromPartner(env: Env, values: Values, before: Row | null): void {
  const partner = env.db.get('res.partner', Number(values['partner_id']));
  if (!partner) return;
  const company = env.db.get('res.partner', Number(partner['parent_id']));
  const known: Record<string, string> = {
    email_from: asText(partner['email']),
    phone: asText(partner['phone']),
    contact_name: partner['is_company'] === true ? '' : asText(partner['name']),
    partner_name:
      partner['is_company'] === true ? asText(partner['name']) : asText(company?.['name']),
  };
  const free = (name: string) =>
    isEmpty(values[name]) && (isEmpty(before?.[name]) || !name.includes('name'));
  for (const [name, text] of Object.entries(known)) {
    if (text && free(name)) values[name] = text;
  }
}

/** Odoo keeps the customer's phone and e-mail the same as the lead's, from either side. */
function overwritePartner(env: Env, row: Row, changed: Row): void {
  for (const id of asIds(row['partner_id'])) {
    const partner = env.db.get('res.partner', id);
    const patch: Record<string, string> = {};
    if (changed['email_from'] && changed['email_from'] !== partner?.['email'])
      patch['email'] = asText(changed['email_from']);
    if (changed['phone'] && changed['phone'] !== partner?.['phone'])
      patch['phone'] = asText(changed['phone']);
    if (Object.keys(patch).length > 0)
      writeRecords({ ...env, sudo: true }, findModel(env, 'res.partner'), [id], patch);
  }
}
