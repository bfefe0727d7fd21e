import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import type { Contact } from '../kommo/account/records.js';

const mostShown = 500;

export function contactsPage(account: Account): Html {
  const contacts = [...account.state.contacts.values()]
    .filter((contact) => !contact.is_deleted)
    .reverse();
  if (contacts.length === 0)
    return html`<h1>Contactos</h1>
      <p class="empty">Todavía no hay contactos. Aparecen cuando llega el primer lead.</p>`;
  return html`
    <h1>Contactos</h1>
    <p class="note">${contacts.length} en total; los más nuevos primero.</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Nombre</th>
            <th scope="col">Teléfono</th>
            <th scope="col">Correo</th>
            <th scope="col">Compañía</th>
            <th scope="col">Leads</th>
          </tr>
        </thead>
        <tbody>
          ${contacts.slice(0, mostShown).map((contact) => row(account, contact))}
        </tbody>
      </table>
    </div>
  `;
}

function row(account: Account, contact: Contact): Html {
  const company = account.state.companies.get(contact.company_id ?? NaN);
  const leads = [...account.state.leads.values()].filter((lead) =>
    lead.contacts.some((c) => c.id === contact.id),
  );
  return html`
    <tr>
      <td>${contact.name}</td>
      <td class="num">${valuesOf(account, contact, 'PHONE')}</td>
      <td>${valuesOf(account, contact, 'EMAIL')}</td>
      <td>${company?.name ?? '—'}</td>
      <td>${leads.map((lead) => html`<a href="/leads/detail/${lead.id}">${lead.name}</a> `)}</td>
    </tr>
  `;
}

function valuesOf(account: Account, contact: Contact, code: string): string {
  const values = contact.fields
    .filter((field) => account.state.customFields.get(field.field_id)?.code === code)
    .flatMap((field) => field.values.map(({ value }) => String(value)));
  return values.length === 0 ? '—' : values.join(', ');
}
