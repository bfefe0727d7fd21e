import type { PageData } from '../boot.js';
import type { HostField, HostLead } from '../host-options.js';
import { html, type Html } from '../html.js';
import type { Words } from '../words.js';

/** The lead card: its fields on the left, the feed, and the panel that widgets live in. */
export function leadCard(data: PageData): Html {
  const { switches, words } = data;
  return html`<div
    id="card_holder"
    class="card-holder ${switches.panel === 'open' ? 'js-widgets-active' : ''}"
  >
    <div class="card-fields">${fieldsColumn(data)}</div>
    <div class="card-feed">${feed(data)}</div>
    <div id="card_widgets_overlay"></div>
    <aside
      id="widgets_block"
      class="card-widgets ${switches.panel === 'open' ? 'js-widgets-active' : ''}"
      aria-label="${words.widgets}"
    >
      <div class="card-widgets__top">
        <span class="card-widgets__top-caption">${words.widgets}</span>
        <button
          type="button"
          class="js-card-widgets-on-off card-widgets__toggle"
          aria-label="${words.widgets}"
        >
          ›
        </button>
      </div>
      <div id="nano-card-widgets" class="card-widgets__nano">
        <div class="card-widgets__elements"></div>
      </div>
    </aside>
  </div>`;
}

function fieldsColumn(data: PageData): Html {
  const { lead, words } = data;
  return html`<form class="card-fields__form" id="edit_card" data-tab="main" autocomplete="off">
    <header class="card-fields__top">
      <textarea class="card-fields__name" name="lead[NAME]" rows="1" aria-label="${words.name}">
${lead?.name ?? words.newLead}</textarea>
      <p class="card-fields__id">
        #${lead?.id ?? 0}
        ${(lead?.tags ?? []).map((tag) => html`<span class="card-fields__tag">${tag}</span>`)}
      </p>
      ${stagePicker(data)}
      <div class="card-tabs">
        <button type="button" class="card-tabs__item js-card-tab" data-tab="main">
          ${words.main}
        </button>
        <button type="button" class="card-tabs__item js-card-tab" data-tab="statistics">
          ${words.statistics}
        </button>
      </div>
    </header>
    <div class="card-fields__list" data-tab="main">
      ${row(words.responsible, responsibleName(data))}
      ${row(words.sale, html`<input class="card-fields__input" name="lead[PRICE]" inputmode="numeric" value="${lead?.price ?? 0}" aria-label="${words.sale}" /> RD$`)}
      ${data.fields.filter((field) => !isTracking(field)).map((field) => fieldRow(field, data))}
    </div>
    <div class="card-fields__list" data-tab="statistics">
      ${data.fields.filter(isTracking).map((field) => fieldRow(field, data))}
    </div>
    ${contactBlock(lead, words)}
    <div class="card-fields__save" id="save_and_close_contacts_link" hidden>
      <button type="submit" class="button-input button-input_blue">${words.save}</button>
      <button type="reset" class="button-input">${words.cancel}</button>
    </div>
  </form>`;
}

function responsibleName({ lead, options, user }: PageData): string {
  const id = lead?.responsibleUserId ?? user.id;
  return options.users.find((one) => one.id === id)?.name ?? '…';
}

function stagePicker({ lead, pipelines, words }: PageData): Html {
  const pipeline = pipelines.find((one) => one.id === lead?.pipelineId) ?? pipelines[0];
  const statuses = pipeline?.statuses ?? [];
  const index = statuses.findIndex((one) => one.id === lead?.statusId);
  const color = statuses[index]?.color ?? '#99ccff';
  const items = statuses.map((one) => {
    const selected = one.id === lead?.statusId ? { markup: 'selected' } : null;
    return html`<option value="${one.id}" ${selected}>${one.name}</option>`;
  });
  const bar = statuses.map(
    (_, at) => html`<i style="background:${at <= index ? color : 'transparent'}"></i>`,
  );
  return html`<label class="card-stage"
    ><span class="card-stage__pipeline">${pipeline?.name ?? ''}</span>
    <select name="lead[STATUS]" aria-label="${words.stage}">
      ${items}
    </select>
    <span class="card-stage__bar">${bar}</span></label
  >`;
}

function row(label: string, value: string | Html): Html {
  return html`<div class="card-fields__row">
    <span class="card-fields__label">${label}</span><span class="card-fields__value">${value}</span>
  </div>`;
}

/** Kommo keeps utm_* and their kin in a tab of their own. */
function isTracking(field: HostField): boolean {
  return field.type === 'tracking_data';
}

function fieldRow(field: HostField, { lead, words, switches }: PageData): Html {
  const values = lead?.fields.find((one) => one.fieldId === field.id)?.values ?? [];
  const name = `CFV[${field.id}]`;
  return html`<div
    class="card-fields__row linked-form__field"
    data-id="${field.id}"
    data-code="${field.code ?? ''}"
  >
    <span class="card-fields__label">${field.name}</span>
    <span class="card-fields__value"
      >${isDate(field) ? dateText(values, switches.lang) : fieldControl(field, name, values)}${values.length === 0 ? html`<span class="card-fields__empty">${words.emptyValue}</span>` : null}</span
    >
  </div>`;
}

/** Kommo's date types; their values are unix seconds. */
function isDate(field: HostField): boolean {
  return ['date', 'date_time', 'birthday'].includes(field.type);
}

function dateText(values: Values, lang: string): string {
  const seconds = Number(values[0]?.value ?? Number.NaN);
  if (Number.isNaN(seconds)) return '';
  return new Date(seconds * 1000).toLocaleDateString(lang, { timeZone: 'America/Santo_Domingo' });
}

type Values = HostLead['fields'][number]['values'];

function fieldControl(field: HostField, name: string, values: Values): Html {
  const first = values[0];
  if (field.type === 'select' || field.type === 'radiobutton') {
    const items = field.enums.map((one) => {
      const selected = one.id === first?.enumId ? { markup: 'selected' } : null;
      return html`<option value="${one.id}" ${selected}>${one.value}</option>`;
    });
    return html`<select class="card-fields__input" name="${name}" aria-label="${field.name}">
      <option value=""></option>
      ${items}
    </select>`;
  }
  if (field.type === 'multiselect') {
    return html`<span class="card-fields__many" data-name="${name}"
      >${values.map((one) => html`<span class="card-fields__tag">${String(one.value)}</span>`)}</span
    >`;
  }
  return html`<input
    class="card-fields__input"
    name="${name}"
    value="${first === undefined ? '' : String(first.value)}"
    aria-label="${field.name}"
  />`;
}

function contactBlock(lead: HostLead | null, words: Words): Html {
  const contacts = (lead?.contacts ?? []).map(
    (contact) =>
      html`<section class="card-contact" data-contact="${contact.id}">
        <h3 class="card-contact__name">
          <span class="card-contact__avatar" aria-hidden="true">${contact.name.slice(0, 1)}</span
          >${contact.name}
        </h3>
        ${contact.phones.map((phone) => row(words.phone, phone))}
        ${contact.emails.map((email) => row(words.email, email))}
      </section>`,
  );
  const company = lead?.company;
  return html`<div class="card-contacts">
    ${contacts.length === 0 ? html`<p class="card-contact__none">${words.noContacts}</p>` : contacts}
    ${
      company
        ? html`<section class="card-contact">
            <h3 class="card-contact__name">
              <span class="card-contact__avatar card-contact__avatar_company" aria-hidden="true"
                >${company.name.slice(0, 1)}</span
              >${company.name}
            </h3>
          </section>`
        : null
    }
  </div>`;
}

function feed({ lead, words, switches }: PageData): Html {
  const notes = [
    ...(lead === null ? [] : [{ at: lead.createdAt, text: words.created }]),
    ...(lead?.notes ?? []),
  ];
  const time = new Intl.DateTimeFormat(switches.lang, {
    timeZone: 'America/Santo_Domingo',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return html`<div class="feed-list">
      ${notes.map(
        (note) =>
          html`<article class="feed-note">
            <time>${time.format(note.at * 1000)}</time>
            <p>${note.text}</p>
          </article>`,
      )}
    </div>
    <div class="feed-compose" aria-hidden="true">${words.chatPlaceholder}</div>`;
}
