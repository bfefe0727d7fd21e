import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import type { Lead } from '../kommo/account/records.js';
import { messagesOf, talkOf } from '../kommo/talks/messages.js';
import { document } from './phone-page.js';

/** Whose phone to take up; the newest leads first. */
export function phoneIndex(account: Account): string {
  const leads = [...account.state.leads.values()]
    .filter((lead) => !lead.is_deleted && lead.contacts.length > 0)
    .sort((a, b) => b.id - a.id)
    .slice(0, 100);
  return document(
    'Teléfonos',
    html`<main class="index">
      <header>
        <h1>Teléfonos</h1>
        <a href="/">Leads</a>
      </header>
      <p class="note">Elija a quién jugar: verá su WhatsApp y podrá responder por esa persona.</p>
      ${
        leads.length === 0
          ? html`<p class="note">Todavía no hay leads con contacto.</p>`
          : html`<ul>
              ${leads.map((lead) => entry(account, lead))}
            </ul>`
      }
    </main>`,
  );
}

function entry(account: Account, lead: Lead): Html {
  const id = lead.contacts.find(({ is_main: isMain }) => isMain)?.id;
  const contact = account.state.contacts.get(id ?? NaN);
  const last = messagesOf(account, talkOf(account, lead.id)).at(-1);
  return html`<li>
    <a href="/phone/${lead.id}">
      <span class="avatar" aria-hidden="true">${contact?.name.slice(0, 1) ?? '?'}</span>
      <span><b>${contact?.name ?? 'Sin contacto'}</b><small>${lead.name}</small></span>
      <small class="last">${last === undefined ? 'sin mensajes' : last.text}</small>
    </a>
  </li>`;
}
