import type { Row, Values } from '../database.js';
import { OdooError } from '../errors.js';
import { asIds, asNumber, asText, isEmpty } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { copyRecord } from '../orm/copy.js';
import { findMethod } from '../orm/call.js';
import type { Env } from '../orm/model.js';
import { findModel, isInstalled } from '../orm/registry.js';
import { searchRecords } from '../orm/search.js';
import { createRecords, writeRecords } from '../orm/write.js';
import { escapeHtml } from '../rules/html.js';
import type { AddonBody } from './addon-body.js';

type Customer = AddonBody['customer'];

/** Customer and contact: known ones are completed, never overwritten. */
export function ensureCustomer(env: Env, customer: Customer) {
  const { contact, country_code: code, languages = [], ...given } = customer;
  const language = installedOf(env, languages);
  const [countryId] = code ? search(env, 'res.country', [['code', '=', code.toUpperCase()]]) : [];
  const values = {
    ...withoutEmpty(given),
    ...(countryId === undefined ? {} : { country_id: countryId }),
    ...language,
  };
  const customerId = ensurePartner(env, values, [['parent_id', '=', false]]);
  if (!contact) return { customerId, contactId: customerId };

  const person = { ...withoutEmpty(contact), ...language, parent_id: customerId };
  return { customerId, contactId: ensurePartner(env, person, [['parent_id', '=', customerId]]) };
}

/** The first that is installed. */
function installedOf(env: Env, codes: readonly string[]): Values {
  const installed = env.db.all('res.lang').filter((lang) => lang['active'] !== false);
  const code = codes.find((one) => installed.some((lang) => lang['code'] === one));
  return code === undefined ? {} : { lang: code };
}

function ensurePartner(env: Env, values: Values, scope: Json[]): number {
  const partners = findModel(env, 'res.partner');
  for (const key of ['vat', 'email'] as const) {
    const wanted = values[key];
    if (typeof wanted !== 'string') continue;
    const leaf = key === 'vat' ? [key, '=', wanted.replace(/[\s-]/g, '')] : [key, '=ilike', wanted];
    const found = search(env, 'res.partner', [...scope, leaf]);
    if (found.length > 1)
      throw new OdooError('addon.Ambiguous', `${key} matches ${found.length} customers`);
    const [id] = found;
    if (id === undefined) continue;
    const row = env.db.get('res.partner', id) ?? {};
    const missing = Object.entries(values).filter(([name]) => isEmpty(row[name]));
    if (missing.length > 0) writeRecords(env, partners, [id], Object.fromEntries(missing));
    return id;
  }
  return createPartner(env, values);
}

/** A tax id that this version refuses becomes a note. */
function createPartner(env: Env, values: Values): number {
  const partners = findModel(env, 'res.partner');
  const create = (given: Values) => createRecords(env, partners, [given])[0] ?? 0;
  const { vat, ...kept } = values;
  try {
    return env.db.transaction(() => create(values));
  } catch (error) {
    const isRefused =
      error instanceof OdooError && error.exception === 'odoo.exceptions.ValidationError';
    if (!isRefused || typeof vat !== 'string') throw error;
    return create({ ...kept, comment: `<p>RNC o cédula: ${escapeHtml(vat)}</p>` });
  }
}

export function createOpportunity(env: Env, body: AddonBody, partnerId: number): number {
  const { opportunity } = body;
  const leads = findModel(env, 'crm.lead');
  const [userId] = opportunity.salesperson_login
    ? search(env, 'res.users', [['login', '=ilike', opportunity.salesperson_login]])
    : [];
  const [id = 0] = createRecords(env, leads, [
    {
      kommo_ref: body.kommo_ref,
      name: opportunity.name,
      type: 'opportunity',
      partner_id: partnerId,
      user_id: userId ?? false,
      expected_revenue: inCompanyCurrency(env, opportunity),
      referred: opportunity.referred ?? false,
      source_id: namedRecord(env, 'utm.source', opportunity.source),
      medium_id: namedRecord(env, 'utm.medium', opportunity.medium),
      campaign_id: namedRecord(env, 'utm.campaign', opportunity.campaign),
      tag_ids: [
        [6, 0, (opportunity.tags ?? []).flatMap((tag) => asIds(namedRecord(env, 'crm.tag', tag)))],
      ],
      description: customFieldsHtml(body),
    },
  ]);
  if (opportunity.won !== false)
    findMethod(env, leads, 'action_set_won').run(env, { model: leads, ids: [id], args: {} });
  return id;
}

function inCompanyCurrency(env: Env, opportunity: AddonBody['opportunity']): number {
  const [id = 0] = asIds(env.db.get('res.company', 1)?.['currency_id']);
  return convert(env, opportunity, id);
}

export function convert(
  env: Env,
  { expected_revenue: amount, currency, exchange_rates: rates }: AddonBody['opportunity'],
  currencyId: number,
): number {
  const own = asText(env.db.get('res.currency', currencyId)?.['name']);
  if (!currency || currency === own || !amount) return amount ?? 0;
  const rate = rates?.[own];
  if (rate === undefined) throw new OdooError('addon.RateMissing', `${currency}>${own}`);
  return Math.round(amount * rate * 100) / 100;
}

export function createProject(env: Env, body: AddonBody, partnerId: number): number | null {
  if (!body.project || !isInstalled(env, 'project')) return null;
  const projects = findModel(env, 'project.project');
  const { template_id: template, manager_login: login, tasks = [] } = body.project;
  const [userId] = login ? search(env, 'res.users', [['login', '=ilike', login]]) : [];
  const values = { name: body.project.name, partner_id: partnerId, user_id: userId ?? false };
  const id =
    template === undefined
      ? (createRecords(env, projects, [values])[0] ?? 0)
      : copyProject(env, template, values);
  addTasks(env, id, tasks, userId);
  return id;
}

type Tasks = NonNullable<NonNullable<AddonBody['project']>['tasks']>;

/** Those that the template did not bring. */
function addTasks(env: Env, projectId: number, tasks: Tasks, userId: number | undefined): void {
  const there = new Set(
    search(env, 'project.task', [['project_id', '=', projectId]]).map(
      (id) => env.db.get('project.task', id)?.['name'],
    ),
  );
  const missing = tasks.filter(({ name }) => !there.has(name));
  createRecords(
    env,
    findModel(env, 'project.task'),
    missing.map(({ name, due }) => ({
      ...{ name, project_id: projectId },
      ...(userId === undefined ? {} : { user_ids: [[6, 0, [userId]]] }),
      ...(due === undefined ? {} : { date_deadline: `${due} 21:00:00` }),
    })),
  );
}

function copyProject(env: Env, template: number, values: Values): number {
  const projects = findModel(env, 'project.project');
  return copyRecord(env, projects, template, {
    ...values,
    ...(env.version >= 19 ? { is_template: false } : {}),
  });
}

/** One internal note per item, found again by its message id. */
export function postHistory(env: Env, body: AddonBody, leadId: number): void {
  const leads = findModel(env, 'crm.lead');
  const messagePost = findMethod(env, leads, 'message_post');
  const known = new Set(env.db.all('mail.message').map((message) => message['message_id']));
  for (const item of body.history ?? []) {
    const messageId = `<${body.kommo_ref}-${item.ref}@kommo>`;
    if (known.has(messageId)) continue;
    const author = item.author ? `<b>${escapeHtml(item.author)}</b><br>` : '';
    const args: JsonObject = {
      body: `<p>${author}${escapeHtml(item.text).replaceAll('\n', '<br>')}</p>`,
      body_is_html: true,
      date: item.date,
      message_id: messageId,
      message_type: 'comment',
      subtype_xmlid: 'mail.mt_note',
    };
    messagePost.run(env, { model: leads, ids: [leadId], args });
    known.add(messageId);
  }
}

export function findByReference(env: Env, reference: string): Row | undefined {
  return env.db.all('crm.lead').find((lead) => lead['kommo_ref'] === reference);
}

function customFieldsHtml(body: AddonBody): string {
  const items = (body.custom_fields ?? []).map(
    ({ label, value }) => `<li><b>${escapeHtml(label)}:</b> ${escapeHtml(value)}</li>`,
  );
  return items.length > 0 ? `<ul>${items.join('')}</ul>` : '';
}

function namedRecord(env: Env, model: string, name: string | undefined): number | false {
  if (!name) return false;
  const [known] = search(env, model, [['name', '=ilike', name]]);
  return known ?? asNumber(createRecords(env, findModel(env, model), [{ name }])[0]);
}

export function search(env: Env, model: string, domain: Json): readonly number[] {
  return searchRecords({ ...env, context: { active_test: false } }, findModel(env, model), {
    domain,
  });
}

function withoutEmpty(given: Readonly<Record<string, string | boolean | undefined>>): Values {
  const values: Values = {};
  for (const [name, text] of Object.entries(given))
    if (text !== undefined && text !== '') values[name] = text;
  return values;
}
