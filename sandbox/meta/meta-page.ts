import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import { leadForm } from './lead-form.js';
import type { Delivery } from './deliveries.js';
import type { Meta } from './meta.js';

/** A lead ad to be filled in, what was sent, and how Meta may fail. */
export function metaPage(meta: Meta, said: string | null): Html {
  return html`
    <h1>Meta</h1>
    <p class="note">
      Llene el anuncio como lo haría una persona en Facebook: Meta avisa a la aplicación con un
      identificador, y la aplicación busca las respuestas.
    </p>
    ${said === null ? null : html`<p class="alert" role="status">${said}</p>`} ${adForm()}
    <h2>Meta y la aplicación</h2>
    <form method="post" action="/meta/verify" class="filter">
      <button>Verificar la dirección del webhook</button>
    </form>
    ${faultForm(meta)}
    <h2>Avisos enviados</h2>
    ${deliveryList(meta.deliveries.list())}
  `;
}

const kinds = [
  ['real', 'Real'],
  ['test', 'De prueba de Meta'],
  ['duplicate', 'El mismo aviso tres veces'],
  ['batch', 'Tres personas en un aviso'],
  ['late', 'El aviso llega diez minutos tarde'],
  ['lost', 'El aviso nunca llega'],
  ['unsigned', 'Sin firma'],
  ['wrong', 'Con firma falsa'],
] as const;

const samples: Readonly<Record<string, string>> = {
  ...{ full_name: 'Yudelka Rosario', email: 'yudelka@colmadoesperanza.example' },
  ...{ phone_number: '+18295550117', company_name: 'Colmado La Esperanza' },
};

function adForm(): Html {
  return html`<form method="post" action="/meta/leads" class="import">
    ${leadForm.questions.map(
      (question) =>
        html`<label>
          ${question.label}
          ${
            'options' in question
              ? html`<select name="${question.key}">
                  <option value="">Sin responder</option>
                  ${question.options.map(({ key, value }) => html`<option value="${key}">${value}</option>`)}
                </select>`
              : html`<input name="${question.key}" value="${samples[question.key] ?? ''}" />`
          }
        </label>`,
    )}
    <label class="tick">
      <input type="checkbox" name="consent" value="1" checked />
      ${leadForm.legal_content.custom_disclaimer.checkboxes[0].text}
    </label>
    <label>
      Cómo llega
      <select name="kind">
        ${kinds.map(([value, name]) => html`<option value="${value}">${name}</option>`)}
      </select>
    </label>
    <button class="go">Enviar</button>
  </form>`;
}

const faults = [
  ['190', 'El token de la página caducó (190)'],
  ['200', 'Falta el permiso (200)'],
  ['80005', 'Límite de leads: 15 minutos (80005)'],
  ['2', 'Fallo pasajero (2)'],
] as const;

function faultForm(meta: Meta): Html {
  const waiting = meta.faults.list().reduce((sum, { times }) => sum + times, 0);
  return html`<form method="post" action="/meta/faults" class="filter">
    <label>
      Las próximas llamadas fallan
      <select name="code">
        ${faults.map(([code, name]) => html`<option value="${code}">${name}</option>`)}
      </select>
    </label>
    <label>Veces <input name="times" type="number" min="1" max="50" value="3" /></label>
    <button>Activar</button>
    <span class="note"
      >${waiting === 0 ? 'Ninguna falla pendiente.' : `${waiting} fallas pendientes.`}</span
    >
  </form>`;
}

function deliveryList(deliveries: readonly Delivery[]): Html {
  if (deliveries.length === 0) return html`<p class="empty">Todavía no se ha enviado nada.</p>`;
  return html`<ul class="log">
    ${[...deliveries].reverse().slice(0, 50).map(deliveryPart)}
  </ul>`;
}

const mannerNames = {
  signed: 'firmado',
  unsigned: 'sin firma',
  'wrong-signature': 'firma falsa',
} as const;

function deliveryPart({ at, kind, manner, body, attempts }: Delivery): Html {
  const status = attempts.at(-1)?.status ?? 0;
  const isOk = status >= 200 && status < 300;
  return html`<li>
    <details>
      <summary>
        <span class="${isOk ? 'ok' : 'bad'}">${status === 0 ? 'sin respuesta' : status}</span>
        ${kind === 'leadgen' ? 'Lead Ads' : 'WhatsApp'}
        <small
          >${at.slice(0, 19).replace('T', ' ')} · ${mannerNames[manner]} · ${attempts.length}
          ${attempts.length === 1 ? 'intento' : 'intentos'}</small
        >
      </summary>
      <pre>${body}</pre>
    </details>
  </li>`;
}
