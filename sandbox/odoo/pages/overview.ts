import type { Row } from '../database.js';
import { asNumber, asText } from '../json.js';
import type { Env } from '../orm/model.js';
import { fieldValue } from '../orm/field-value.js';
import { findModel, isInstalled } from '../orm/registry.js';
import { html } from './html.js';
import type { Markup } from './html.js';
import { renderNotes } from './notes.js';
import { count, linkTo, money, moment, names, recordPath } from './words.js';

const shownNotes = 50;

/** What the hand-over left in Odoo; what Odoo brought itself (staff, templates) is not shown. */
export function renderOverview(env: Env): Markup {
  const customers = newest(customersOf(env));
  const opportunities = newest(env.db.all('crm.lead'));
  const projects = newest(
    env.db.all('project.project').filter((row) => row['is_template'] !== true),
  );
  const deals = newest([...env.db.all('sale.order'), ...contractsOf(env)]);
  const notes = newest(env.db.all('mail.message'));
  const counts = [
    ['clientes', 'Clientes y contactos', customers.length],
    ['oportunidades', 'Oportunidades', opportunities.length],
    ['proyectos', 'Proyectos', projects.length],
    ['contratos', 'Pedidos y contratos', deals.length],
    ['notas', 'Notas', notes.length],
  ] as const;

  return html` <nav class="counts" aria-label="Resumen">
      ${counts.map(([id, label, value]) => html`<a href="#${id}"><strong>${value}</strong>${label}</a>`)}
    </nav>
    ${section(
      'clientes',
      'Clientes y contactos',
      ['Nombre', 'Empresa', 'RNC o cédula', 'Correo', 'Teléfono', 'Creado'],
      customers.map((row) => customerRow(env, row)),
    )}
    ${section(
      'oportunidades',
      'Oportunidades',
      ['Oportunidad', 'Cliente', 'Etapa', 'Vendedor', 'Etiquetas', '#Ingreso'],
      opportunities.map((row) => leadRow(env, row)),
    )}
    ${section(
      'proyectos',
      'Proyectos',
      ['Proyecto y tareas', 'Cliente', 'Responsable', 'Creado'],
      projects.map((row) => projectRow(env, row)),
    )}
    ${section(
      'contratos',
      'Pedidos y contratos',
      ['Documento', 'Cliente', 'Estado', 'Origen', '#Total'],
      deals.map((row) => dealRow(env, row)),
    )}
    <section id="notas">
      <h2>Notas</h2>
      <div class="box">${renderNotes(env, notes.slice(0, shownNotes), true)}</div>
      ${notes.length > shownNotes ? html`<p class="empty">Se muestran las últimas ${shownNotes}.</p>` : html``}
    </section>`;
}

/** A heading that begins with # belongs to a column of numbers. */
function section(
  id: string,
  title: string,
  headings: readonly string[],
  rows: readonly Markup[],
): Markup {
  const head = headings.map((heading) =>
    heading.startsWith('#')
      ? html`<th class="number">${heading.slice(1)}</th>`
      : html`<th>${heading}</th>`,
  );
  const body =
    rows.length === 0
      ? html`<p class="empty">Todavía no hay nada aquí.</p>`
      : html`<table>
          <thead>
            <tr>
              ${head}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`;
  return html`<section id="${id}">
    <h2>${title}</h2>
    <div class="box">${body}</div>
  </section>`;
}

function newest(rows: readonly Row[]): readonly Row[] {
  return [...rows].reverse();
}

function customersOf(env: Env): readonly Row[] {
  const staff = new Set([1, 4, 5, ...env.db.all('res.users').map((user) => user['partner_id'])]);
  return env.db.all('res.partner').filter((row) => !staff.has(row['id'] ?? false));
}

function contractsOf(env: Env): readonly Row[] {
  return isInstalled(env, 'contract') ? env.db.all('contract.contract') : [];
}

function customerRow(env: Env, row: Row): Markup {
  const id = asNumber(row['id']);
  const archived = row['active'] === false ? html` <span class="plain">archivado</span>` : html``;
  return html`<tr>
    <td><a href="${recordPath('res.partner', id)}">${asText(row['name'])}</a>${archived}</td>
    <td>${linkTo(env, 'res.partner', row['parent_id'])}</td>
    <td class="code">${asText(row['vat']) || '—'}</td>
    <td>${asText(row['email']) || '—'}</td>
    <td class="code">${asText(row['phone']) || '—'}</td>
    <td>${moment(row['create_date'])}</td>
  </tr>`;
}

function leadRow(env: Env, row: Row): Markup {
  const stage = env.db.get('crm.stage', asNumber(row['stage_id']));
  const name = asText(stage?.['name']);
  const shown =
    stage?.['is_won'] === true
      ? html`<span class="mark">Ganada</span>`
      : html`<span class="plain">${name}</span>`;
  return html`<tr>
    <td>${linkTo(env, 'crm.lead', row['id'])}</td>
    <td>${linkTo(env, 'res.partner', row['partner_id'])}</td>
    <td>${shown}</td>
    <td>${names(env, 'res.users', row['user_id'])}</td>
    <td>${names(env, 'crm.tag', row['tag_ids'])}</td>
    <td class="number">${money(row['expected_revenue'])}</td>
  </tr>`;
}

function projectRow(env: Env, row: Row): Markup {
  const tasks = env.db.all('project.task').filter((task) => task['project_id'] === row['id']);
  const list = tasks.map((task) => {
    const due = asText(task['date_deadline']);
    return html`<li>${asText(task['name'])}${due ? ` · vence ${moment(due)}` : ''}</li>`;
  });
  return html`<tr>
    <td>
      ${linkTo(env, 'project.project', row['id'])}
      <span class="plain">${count(tasks.length, 'tarea', 'tareas')}</span>
      <ul class="tasks">
        ${list}
      </ul>
    </td>
    <td>${linkTo(env, 'res.partner', row['partner_id'])}</td>
    <td>${names(env, 'res.users', row['user_id'])}</td>
    <td>${moment(row['create_date'])}</td>
  </tr>`;
}

const states: Readonly<Record<string, string>> = {
  draft: 'Cotización',
  sent: 'Cotización enviada',
  sale: 'Confirmado',
  cancel: 'Cancelado',
};

function dealRow(env: Env, row: Row): Markup {
  const isContract = 'contract_type' in row;
  const model = isContract ? 'contract.contract' : 'sale.order';
  const state = isContract ? 'Contrato' : (states[asText(row['state'])] ?? '');
  const total = isContract
    ? contractTotal(env, row)
    : fieldValue(env, findModel(env, model), 'amount_total', row);
  return html`<tr>
    <td><a href="${recordPath(model, asNumber(row['id']))}">${asText(row['name'])}</a></td>
    <td>${linkTo(env, 'res.partner', row['partner_id'])}</td>
    <td>
      <span class="${row['state'] === 'sale' || isContract ? 'mark' : 'plain'}">${state}</span>
    </td>
    <td>${asText(row['client_order_ref']) || asText(row['code']) || '—'}</td>
    <td class="number">${money(total)}</td>
  </tr>`;
}

function contractTotal(env: Env, row: Row): number {
  const lines = env.db.all('contract.line').filter((line) => line['contract_id'] === row['id']);
  return lines.reduce(
    (sum, line) => sum + asNumber(line['quantity']) * asNumber(line['price_unit']),
    0,
  );
}
