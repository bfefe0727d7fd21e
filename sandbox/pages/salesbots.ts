import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import type { Bot, Run } from '../kommo/account/bot-records.js';
import type { KommoStandIn } from '../kommo/kommo.js';
import { triggerForm, triggerList } from './bot-triggers-part.js';

export interface ImportResult {
  readonly source: string;
  readonly errors: readonly string[];
}

/** The bots as a person imports them, what starts them, and what their runs came to. */
export function salesbotsPage(kommo: KommoStandIn, result: ImportResult | null): Html {
  const bots = [...kommo.account.state.bots.values()];
  return html`
    <h1>Salesbots</h1>
    <p class="note">
      Importe aquí el archivo que se importaría en Kommo (Configuración → Herramientas de
      comunicación → Salesbots), o pegue su código. Lo que Kommo no conoce se rechaza con su razón.
    </p>
    ${result === null ? null : errorList(result.errors)} ${importForm(bots, result?.source ?? '')}
    <h2>Bots de la cuenta</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Bots de la cuenta">
      <table>
        <thead>
          <tr>
            <th>Id</th>
            <th>Nombre</th>
            <th>Pasos</th>
            <th>Bloques del widget</th>
            <th>Estado</th>
          </tr>
        </thead>
        <tbody>
          ${bots.map((bot) => botRow(kommo, bot))}
        </tbody>
      </table>
    </div>
    <h2>Qué los inicia</h2>
    ${triggerList(kommo)} ${triggerForm(kommo.account)}
    <h2>Lo que hicieron</h2>
    ${runList(kommo.account)}
  `;
}

function errorList(errors: readonly string[]): Html {
  return html`<div class="alert" role="alert">
    <strong>No se importó: ${errors.length === 1 ? 'un error' : `${errors.length} errores`}</strong>
    <ul>
      ${errors.slice(0, 100).map((error) => html`<li>${error}</li>`)}
    </ul>
  </div>`;
}

function importForm(bots: readonly Bot[], source: string): Html {
  return html`<form method="post" action="/sandbox/salesbots" class="import">
    <label>Archivo <input type="file" accept=".json,application/json" data-into="source" /></label>
    <label>
      Contenido
      <textarea name="source" id="source" rows="6" required spellcheck="false">${source}</textarea>
    </label>
    <label>
      Dónde
      <select name="over">
        <option value="">Bot nuevo</option>
        ${bots.map((bot) => html`<option value="${bot.id}">Sobre ${bot.name} (${bot.id})</option>`)}
      </select>
    </label>
    <button class="go">Importar</button>
    <script type="module">
      const file = document.querySelector('[data-into]');
      file.addEventListener('change', async () => {
        document.getElementById(file.dataset.into).value = await file.files[0].text();
      });
    </script>
  </form>`;
}

function botRow({ bots: { library } }: KommoStandIn, bot: Bot): Html {
  const blocks = library.blocks(bot.id);
  const unsaved = blocks.filter(({ isSaved }) => !isSaved).length;
  return html`<tr>
    <td class="num">${bot.id}</td>
    <td>${bot.name}</td>
    <td class="num">${library.steps(bot.id, null)?.size ?? 'ninguno'}</td>
    <td>
      ${blocks.length === 0 ? 'ninguno' : null}
      ${blocks.length > 0 && unsaved === 0 ? html`<span class="ok">guardado</span>` : null}
      ${
        unsaved > 0
          ? html`<span class="wait">vacío:</span>
              <a href="/settings/salesbot">ábralo y guárdelo en el diseñador</a>`
          : null
      }
    </td>
    <td>
      <form method="post" action="/sandbox/salesbots/${bot.id}/active">
        ${bot.is_active ? html`<span class="ok">activo</span>` : html`<span>apagado</span>`}
        <button name="active" value="${bot.is_active ? '0' : '1'}">
          ${bot.is_active ? 'Apagar' : 'Encender'}
        </button>
      </form>
    </td>
  </tr>`;
}

const mostRuns = 30;

const stateNames = {
  queued: 'por empezar',
  waiting: 'espera',
  hung: 'colgado',
  ended: 'terminó',
} as const;

function runList(account: Account): Html {
  const runs = [...account.state.runs.values()].reverse().slice(0, mostRuns);
  if (runs.length === 0) return html`<p class="empty">Ningún bot ha empezado todavía.</p>`;
  return html`<ul class="log">
    ${runs.map((run) => html`<li>${runPart(account, run)}</li>`)}
  </ul>`;
}

function runPart({ state }: Account, run: Run): Html {
  const lead = state.leads.get(run.entity_id);
  return html`<details>
    <summary>
      <span class="${run.state === 'hung' ? 'bad' : run.state === 'waiting' ? 'wait' : 'ok'}">
        ${stateNames[run.state]}
      </span>
      ${state.bots.get(run.bot_id)?.name ?? `Bot ${run.bot_id}`}
      <small
        >${[run.at.slice(0, 16).replace('T', ' '), run.reason].filter(Boolean).join(' · ')}</small
      >
    </summary>
    <p class="note">
      ${
        lead
          ? html`<a href="/phone/${lead.id}">Teléfono de ${lead.name}</a>`
          : `Entidad ${run.entity_id}`
      },
      paso ${run.frame.step}
    </p>
    <pre>${run.trail.length === 0 ? 'Sin nada que contar.' : run.trail.join('\n')}</pre>
  </details>`;
}
