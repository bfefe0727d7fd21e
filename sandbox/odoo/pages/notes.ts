import type { Row } from '../database.js';
import { asIds, asNumber, asText } from '../json.js';
import type { Env } from '../orm/model.js';
import { html, trusted } from './html.js';
import type { Markup } from './html.js';
import { linkTo, moment } from './words.js';

/** Bodies were sanitised when they were stored, and the page runs no script but its own. */
export function renderNotes(env: Env, messages: readonly Row[], withRecord: boolean): Markup {
  if (messages.length === 0) return html`<p class="empty">Todavía no hay notas.</p>`;
  return html`${messages.map((message) => renderNote(env, message, withRecord))}`;
}

function renderNote(env: Env, message: Row, withRecord: boolean): Markup {
  const author = asText(env.db.get('res.partner', asIds(message['author_id'])[0] ?? 0)?.['name']);
  const mailed = Array.isArray(message['mailed']) ? message['mailed'].length : 0;
  const model = asText(message['model']);
  const about =
    withRecord && env.models.has(model)
      ? html` · ${linkTo(env, model, asNumber(message['res_id']))}`
      : html``;
  return html`<article>
    <p class="meta">
      ${moment(message['date'])} · ${author}${about}
      ${mailed > 0 ? html`<span class="mark">enviada por correo a ${mailed}</span>` : html`<span class="plain">nota interna</span>`}
    </p>
    <div class="note">${trusted(asText(message['body']))}</div>
  </article>`;
}
