import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';

/** Leads as a list: checked rows open the "More" menu, where widgets offer their actions. */
export function leadList(data: PageData): Html {
  const { words, leads } = data;
  return html`<div class="list-page" id="list_page_holder">
    <header class="page-top">
      <h1>${words.leads}</h1>
      <div class="list-actions js-list-actions" hidden>
        <span><b class="js-list-count">0</b> ${words.selected}</span>
        <div class="list-more">
          <button type="button" class="button-input js-list-more" aria-expanded="false">
            ${words.more} ▾
          </button>
          <ul class="list-more__menu js-list-menu" hidden></ul>
        </div>
      </div>
    </header>
    ${leads.length === 0 ? html`<p class="page-empty">${words.noLeads}</p>` : null}
    <table class="list-table">
      <thead>
        <tr>
          <th></th>
          <th>${words.name}</th>
          <th class="list-wide">${words.contact}</th>
          <th>${words.stage}</th>
          <th class="list-wide">${words.sale}</th>
        </tr>
      </thead>
      <tbody>
        ${rows(data)}
      </tbody>
    </table>
  </div>`;
}

function rows({ leads, pipelines }: PageData): readonly Html[] {
  const statuses = pipelines.flatMap((pipeline) => pipeline.statuses);
  return leads.map((lead) => {
    const status = statuses.find((one) => one.id === lead.statusId);
    return html`<tr class="list-row js-list-row" data-id="${lead.id}">
      <td>
        <input
          type="checkbox"
          class="js-list-row__check"
          value="${lead.id}"
          aria-label="${lead.name}"
        />
      </td>
      <td><a class="js-navigate-link" href="/leads/detail/${lead.id}">${lead.name}</a></td>
      <td class="list-wide">${lead.contacts[0]?.name ?? ''}</td>
      <td>
        <span class="list-status" style="background:${status?.color ?? '#dddddd'}"
          >${status?.name ?? ''}</span
        >
      </td>
      <td class="list-wide list-number">RD$ ${lead.price}</td>
    </tr>`;
  });
}
