import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import type { Lead, Pipeline, Status } from '../kommo/account/records.js';
import { firstLead } from './first-lead.js';

interface Overview {
  /** Why the last move was refused. */
  readonly refusal: string | null;
  readonly companionUrl: string;
}

/** Every pipeline as a board: a column a stage, a card a lead. */
export function overviewPage(account: Account, { refusal, companionUrl }: Overview): Html {
  const used = pipelinesInUse(account);
  const all = [...account.state.pipelines.values()].sort((a, b) => a.sort - b.sort);
  return html`
    <h1>Leads</h1>
    <p class="note">
      Una cuenta de Kommo de prueba en esta computadora: los datos son inventados y nada sale de
      aquí. Abra un lead para ver su tarjeta con el widget, o muévalo de etapa como lo haría un
      ejecutivo.
    </p>
    ${refusal === null ? null : html`<p class="alert" role="alert">${refusal}</p>`}
    ${used.size === 0 ? firstLead(companionUrl) : null}
    ${all.filter(({ id }) => used.has(id)).map((pipeline) => board(account, pipeline))}
    ${all.filter(({ id }) => !used.has(id)).map((pipeline) => emptyBoard(account, pipeline))}
  `;
}

const pipelinesInUse = ({ state }: Account): ReadonlySet<number> =>
  new Set(
    [...state.leads.values()]
      .filter((lead) => !lead.is_deleted)
      .map(({ pipeline_id: pipelineId }) => pipelineId),
  );

/** Closed, so that an account's unused first pipeline does not stand before the leads. */
function emptyBoard(account: Account, pipeline: Pipeline): Html {
  return html`<details class="unused">
    <summary>${pipeline.name}: sin leads</summary>
    ${board(account, pipeline)}
  </details>`;
}

function board(account: Account, pipeline: Pipeline): Html {
  const leads = [...account.state.leads.values()].filter(
    (lead) => lead.pipeline_id === pipeline.id && !lead.is_deleted,
  );
  return html`
    <h2>${pipeline.name}</h2>
    <div class="board" role="region" tabindex="0" aria-label="${pipeline.name}">
      ${pipeline.statuses.map((status) => column(account, pipeline, { status, leads }))}
    </div>
  `;
}

interface Column {
  readonly status: Status;
  readonly leads: readonly Lead[];
}

/** A board of thousands is not read: the newest are shown and the rest counted. */
const mostShown = 30;

function column(account: Account, pipeline: Pipeline, { status, leads }: Column): Html {
  const here = leads.filter((lead) => lead.status_id === status.id).sort((a, b) => b.id - a.id);
  const hidden = here.length - mostShown;
  return html`
    <section class="column" aria-label="${status.name}">
      <h3 style="--stage:${status.color}">${status.name}<span>${here.length}</span></h3>
      ${here.slice(0, mostShown).map((lead) => card(account, pipeline, lead))}
      ${hidden > 0 ? html`<p class="note">y ${hidden} más</p>` : null}
    </section>
  `;
}

function card(account: Account, pipeline: Pipeline, lead: Lead): Html {
  const contact = account.state.contacts.get(lead.contacts[0]?.id ?? NaN);
  const owner = account.state.users.get(lead.responsible_user_id);
  return html`
    <article class="lead">
      <a href="/leads/detail/${lead.id}">${lead.name}</a>
      <small>${contact?.name ?? 'Sin contacto'}${priceOf(lead)}</small>
      <small>
        ${owner?.name ?? ''}${contact ? html` · <a href="/phone/${lead.id}">WhatsApp</a>` : null}
      </small>
      <form method="post" action="/sandbox/board/${lead.id}">
        <select name="chosen" aria-label="Etapa de ${lead.name}">
          ${pipeline.statuses.filter((status) => status.type === 0).map((status) => choice(status, lead))}
        </select>
        <button name="status_id" value="chosen">Mover</button>
        ${lead.status_id === 142 ? null : html`<button class="go" name="status_id" value="142">Ganado</button>`}
      </form>
    </article>
  `;
}

function choice(status: Status, lead: Lead): Html {
  return status.id === lead.status_id
    ? html`<option value="${status.id}" selected>${status.name}</option>`
    : html`<option value="${status.id}">${status.name}</option>`;
}

function priceOf(lead: Lead): string {
  return lead.price === 0 ? '' : ` · RD$ ${lead.price.toLocaleString('es-DO')}`;
}
