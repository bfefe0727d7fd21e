import type { Row } from '../database.js';
import { asIds, asNumber, asText } from '../json.js';
import { displayName } from '../orm/field-value.js';
import type { Env } from '../orm/model.js';
import { findModel } from '../orm/registry.js';
import { html } from './html.js';
import type { Markup } from './html.js';

const amount = new Intl.NumberFormat('es-DO', { style: 'currency', currency: 'DOP' });
const date = new Intl.DateTimeFormat('es-DO', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'America/Santo_Domingo',
});

export const money = (value: Row[string] | undefined): string => amount.format(asNumber(value));

/** Odoo's UTC text as the firm's local time. */
export function moment(value: Row[string] | undefined): string {
  const text = asText(value);
  return text ? date.format(new Date(`${text.replace(' ', 'T')}Z`)) : '—';
}

export const recordPath = (model: string, id: number): string => `/sandbox/view/${model}/${id}`;

/** A many2one as a link; a dash where it is empty. */
export function linkTo(env: Env, model: string, value: Row[string] | undefined): Markup {
  const [id] = asIds(value);
  if (id === undefined) return html`—`;
  return html`<a href="${recordPath(model, id)}"
    >${displayName(env, findModel(env, model), id)}</a
  >`;
}

export function names(env: Env, model: string, value: Row[string] | undefined): string {
  const list = asIds(value).map((id) => displayName(env, findModel(env, model), id));
  return list.join(', ') || '—';
}

export function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`;
}
