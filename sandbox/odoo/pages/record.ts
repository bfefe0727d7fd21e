import type { Row } from '../database.js';
import { asIds, asText, isEmpty, isArray } from '../json.js';
import { displayName, fieldValue } from '../orm/field-value.js';
import type { Env, Field, Model } from '../orm/model.js';
import { fieldsOf } from '../orm/registry.js';
import { html, trusted } from './html.js';
import type { Markup } from './html.js';
import { fieldLabels, hiddenFields, valueLabels } from './labels.js';
import { renderNotes } from './notes.js';
import { money, moment, recordPath } from './words.js';

/** Every field that holds something, then the notes. */
export function renderRecord(env: Env, model: Model, row: Row): Markup {
  const rows = Object.entries(fieldsOf(env, model)).flatMap(([name, field]) => {
    if (hiddenFields.has(name)) return [];
    const value = fieldValue(env, model, name, row);
    if (isEmpty(value) || value === 0) return [];
    return [
      html`<tr>
        <th scope="row" title="${name}">${fieldLabels[field.string] ?? field.string}</th>
        <td>${renderValue(env, field, value)}</td>
      </tr>`,
    ];
  });
  const messages = env.db
    .all('mail.message')
    .filter((message) => message['model'] === model.name && message['res_id'] === row['id']);

  return html`<p><a href="/">← Todos los registros</a></p>
    <section>
      <div class="box">
        <table>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    </section>
    <section>
      <h2>Notas</h2>
      <div class="box">${renderNotes(env, messages, false)}</div>
    </section>`;
}

function renderValue(env: Env, field: Field, value: Row[string] | undefined): Markup {
  if (field.relation !== undefined) return html`${related(env, field.relation, value)}`;
  if (field.type === 'html') return html`<div class="note">${trusted(asText(value))}</div>`;
  if (field.type === 'monetary') return html`${money(value)}`;
  if (field.type === 'datetime') return html`${moment(value)}`;
  if (value === true) return html`Sí`;
  const label = (field.selection ?? []).find(([key]) => key === value)?.[1];
  return html`${label === undefined ? asText(value) : (valueLabels[label] ?? label)}`;
}

function related(env: Env, relation: string, value: Row[string] | undefined): readonly Markup[] {
  const model = env.models.get(relation);
  const ids = isArray(value) ? asIds(value) : asIds(value ?? false);
  return ids.map((id, index) => {
    const name = model ? displayName(env, model, id) : `${relation},${id}`;
    return html`${index > 0 ? ', ' : ''}<a href="${recordPath(relation, id)}">${name}</a>`;
  });
}
