import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Delivery } from '../kommo/hooks/hook-delivery.js';
import type { KommoStandIn } from '../kommo/kommo.js';
import type { Webhook } from '../kommo/account/records.js';
import type { LoggedRequest } from '../kommo/http/request-log.js';

const mostShown = 200;

/** What a person asked to see; empty shows everything. */
export interface ReceivedFilter {
  readonly text: string;
  readonly onlyFailed: boolean;
}

export function receivedPage(kommo: KommoStandIn, filter: ReceivedFilter): Html {
  const requests = [...kommo.httpContext.log.list()]
    .reverse()
    .filter((one) => isAsked(one, filter));
  const sent = [...kommo.hooks.deliveries.list()].reverse().filter((one) => isMeant(one, filter));
  return html`
    <h1>Recibido y enviado</h1>
    <p class="note">
      Lo que esta cuenta recibió por su API y los avisos que envió, lo más nuevo primero. Abra una
      línea para ver el contenido. En formato JSON:
      <a href="/sandbox/requests">peticiones</a>, <a href="/sandbox/deliveries">avisos</a>.
    </p>
    ${filterForm(filter)} ${subscriptions([...kommo.account.state.webhooks.values()])}
    <h2 id="avisos">Avisos enviados (${sent.length})</h2>
    ${list(
      sent.slice(0, mostShown).map(deliveryLine),
      'Ninguno. Salen cuando cambia un lead y alguien está suscrito.',
    )}
    <h2 id="peticiones">Peticiones recibidas (${requests.length})</h2>
    ${list(requests.slice(0, mostShown).map(requestLine), 'Ninguna.')}
  `;
}

function isAsked(
  { method, path, body, status }: LoggedRequest,
  { text, onlyFailed }: ReceivedFilter,
): boolean {
  if (onlyFailed && isGood(status)) return false;
  return contains(`${method} ${path} ${body}`, text);
}

function isMeant(
  { title, destination, body, state }: Delivery,
  { text, onlyFailed }: ReceivedFilter,
): boolean {
  if (onlyFailed && state === 'delivered') return false;
  return contains(`${title} ${destination} ${readable(body)}`, text);
}

function contains(where: string, text: string): boolean {
  return where.toLowerCase().includes(text.trim().toLowerCase());
}

function filterForm({ text, onlyFailed }: ReceivedFilter): Html {
  return html`<form class="filter" method="get" role="search">
    <label
      >Contiene <input type="search" name="text" value="${text}" placeholder="leads, status, 809…"
    /></label>
    <label class="check"
      ><input
        type="checkbox"
        name="failed"
        value="1"
        ${onlyFailed ? { markup: 'checked' } : null}
      />
      Solo lo que falló</label
    >
    <button class="go">Filtrar</button>
    ${text === '' && !onlyFailed ? null : html`<a href="/sandbox/received">Quitar filtro</a>`}
  </form>`;
}

function subscriptions(webhooks: readonly Webhook[]): Html {
  const lines = webhooks.map(
    ({ destination, settings, disabled }) =>
      html`<li>
        <div class="line">
          <span class="${disabled ? 'bad' : 'ok'}">${disabled ? 'desactivada' : 'activa'}</span>
          <code>${destination}</code>
          <small>${settings.join(', ')}</small>
        </div>
      </li>`,
  );
  return html`<h2>Suscripciones (${webhooks.length})</h2>
    ${list(lines, 'Nadie está suscrito todavía.')}`;
}

function list(lines: readonly Html[], none: string): Html {
  if (lines.length === 0) return html`<p class="empty">${none}</p>`;
  return html`<ol class="log">
    ${lines}
  </ol>`;
}

const stateWords = { delivered: 'entregado', waiting: 'en espera', 'given-up': 'abandonado' };
const stateClasses = { delivered: 'ok', waiting: 'wait', 'given-up': 'bad' };

function deliveryLine(delivery: Delivery): Html {
  const attempts = delivery.attempts.map(
    ({ at, status, ms }) => `${timeOf(at)} → ${status === 0 ? 'sin respuesta' : status} (${ms} ms)`,
  );
  return html`<li>
    <details>
      <summary>
        <span class="${stateClasses[delivery.state]}">${stateWords[delivery.state]}</span>
        <strong>${delivery.title}</strong> <code>${delivery.destination}</code>
        <small>${attempts.at(-1) ?? 'sin intentos'}</small>
      </summary>
      ${attempts.length > 1 ? html`<p class="note">Intentos: ${attempts.join(' · ')}</p>` : null}
      <pre>${readable(delivery.body)}</pre>
    </details>
  </li>`;
}

function requestLine({ at, method, path, status, body, response, ms }: LoggedRequest): Html {
  return html`<li>
    <details>
      <summary>
        <span class="${isGood(status) ? 'ok' : 'bad'}">${status === 0 ? 'cortada' : status}</span>
        <code>${method} ${decoded(path)}</code> <small>${timeOf(at)} · ${ms} ms</small>
      </summary>
      <pre>${body === '' ? '(sin cuerpo)' : body}</pre>
      <pre>${response === '' ? '(respuesta vacía)' : response}</pre>
    </details>
  </li>`;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 400;
}

/** Brackets of a filter as people write them. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
