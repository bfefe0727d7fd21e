import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Delivery } from '../kommo/hook-delivery.js';
import type { KommoStandIn } from '../kommo/kommo.js';
import type { LoggedRequest } from '../kommo/request-log.js';

const mostShown = 200;

export function receivedPage({ door, hooks }: KommoStandIn): Html {
  const requests = [...door.log.list()].reverse();
  const deliveries = [...hooks.deliveries.list()].reverse();
  return html`
    <h1>Recibido y enviado</h1>
    <p class="note">
      Lo que esta cuenta recibió por su API y los avisos que envió, lo más nuevo primero. En formato
      JSON:
      <a href="/sandbox/requests">peticiones</a>, <a href="/sandbox/deliveries">avisos</a>.
    </p>
    <h2>Avisos enviados (${deliveries.length})</h2>
    ${
      deliveries.length === 0
        ? html`<p class="empty">
            Ninguno todavía. Salen cuando cambia un lead y alguien está suscrito.
          </p>`
        : table(
            ['Aviso', 'Destino', 'Estado', 'Intentos'],
            deliveries.slice(0, mostShown).map(deliveryRow),
          )
    }
    <h2>Peticiones recibidas (${requests.length})</h2>
    ${
      requests.length === 0
        ? html`<p class="empty">Ninguna todavía.</p>`
        : table(
            ['Hora', 'Petición', 'Respuesta', 'ms'],
            requests.slice(0, mostShown).map(requestRow),
          )
    }
  `;
}

function table(titles: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

const stateWords = { delivered: 'entregado', waiting: 'en espera', 'given-up': 'abandonado' };
const stateClasses = { delivered: 'ok', waiting: 'wait', 'given-up': 'bad' };

function deliveryRow(delivery: Delivery): Html {
  const attempts = delivery.attempts.map(
    ({ at, status, ms }) => `${timeOf(at)} → ${status === 0 ? 'sin respuesta' : status} (${ms} ms)`,
  );
  return html`<tr>
    <td>
      <details>
        <summary>${delivery.title}</summary>
        <pre>${readable(delivery.body)}</pre>
      </details>
    </td>
    <td><code>${delivery.destination}</code></td>
    <td class="${stateClasses[delivery.state]}">${stateWords[delivery.state]}</td>
    <td class="num">${attempts.map((attempt) => html`${attempt}<br />`)}</td>
  </tr>`;
}

function requestRow({ at, method, path, status, body, response, ms }: LoggedRequest): Html {
  return html`<tr>
    <td class="num">${timeOf(at)}</td>
    <td>
      <details>
        <summary><code>${method} ${path}</code></summary>
        <pre>${body === '' ? '(sin cuerpo)' : body}</pre>
        <pre>${response === '' ? '(respuesta vacía)' : response}</pre>
      </details>
    </td>
    <td class="${status >= 200 && status < 400 ? 'ok' : 'bad'}">
      ${status === 0 ? 'cortada' : status}
    </td>
    <td class="num">${ms}</td>
  </tr>`;
}

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString('es-DO', {
    timeZone: 'America/Santo_Domingo',
    hourCycle: 'h23',
  });
}

/** Forms as people read them: one key a line. */
function readable(body: string): string {
  if (body.startsWith('{')) return body;
  return [...new URLSearchParams(body)].map(([key, value]) => `${key} = ${value}`).join('\n');
}
