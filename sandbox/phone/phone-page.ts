import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { Account } from '../kommo/account/account.js';
import { switchMeanings } from '../kommo/switches.js';
import type { SwitchName } from '../kommo/switches.js';
import { attachmentPaths } from './bubble-parts.js';
import { conversation } from './conversation.js';
import type { PhoneView } from './phone-view.js';

/** The phone, and beside it (below it on a phone) what a person turns while playing. */
export function phonePage(account: Account, view: PhoneView): string {
  return document(
    `WhatsApp de ${view.contact}`,
    html`
      <main data-lead="${view.lead.id}">
        <h1 class="hidden">WhatsApp de ${view.contact}, visto desde su teléfono</h1>
        ${phone(view)} ${controls(account, view)}
      </main>
      <script type="module" src="/phone/assets/phone.js"></script>
    `,
  );
}

function phone(view: PhoneView): Html {
  return html`<section class="phone" aria-label="Teléfono de ${view.contact}">
    <header>
      <a href="/phone" aria-label="Todas las conversaciones">${icon('M15 5l-7 7 7 7')}</a>
      <span class="avatar" aria-hidden="true">A</span>
      <div>
        <strong>Account SRL</strong>
        <small id="window"></small>
      </div>
    </header>
    <div class="screen" tabindex="0" role="region" aria-label="Conversación">
      <div role="log" aria-label="Mensajes"><ol id="messages"></ol></div>
      <p class="typing" id="typing" hidden>
        <span class="hidden">Account SRL está escribiendo</span><i></i><i></i><i></i>
      </p>
    </div>
    <div class="replies" id="replies" role="group" aria-label="Respuestas rápidas"></div>
    <form id="composer" autocomplete="off">
      <button type="button" data-attach="voice" aria-label="Enviar una nota de voz">
        ${icon(attachmentPaths.voice)}
      </button>
      <button type="button" data-attach="picture" aria-label="Enviar una foto">
        ${icon(attachmentPaths.picture)}
      </button>
      <input
        name="text"
        aria-label="Mensaje"
        placeholder="Mensaje"
        maxlength="4096"
        enterkeyhint="send"
      />
      <button class="send" aria-label="Enviar">${icon('M4 12 20 4l-5 16-3.5-6.5Z')}</button>
    </form>
    <template id="now">${conversation(view)}</template>
    <noscript><p class="system">Esta página necesita JavaScript.</p></noscript>
  </section>`;
}

export const icon = (path: string): Html =>
  html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
    <path d="${path}" />
  </svg>`;

const manners = {
  works: 'Todo llega',
  'no-whatsapp': 'El número no está en WhatsApp: rechazado al instante',
  unreachable: 'Apagado: un solo tic',
  'fails-late': 'Aceptado y luego perdido',
} as const;

const steps = [
  [2, '2 min'],
  [15, '15 min'],
  [30, '30 min'],
  [60, '1 h'],
  [24 * 60, '24 h'],
  [7 * 24 * 60, '7 días'],
] as const;

function controls(account: Account, { lead, manner }: PhoneView): Html {
  return html`<aside aria-label="Mesa de control">
    <details open>
      <summary>Reloj</summary>
      <p>En la cuenta: <b id="clock"></b></p>
      <div class="steps">
        ${steps.map(
          ([minutes, name]) =>
            html`<button type="button" data-minutes="${minutes}">+${name}</button>`,
        )}
      </div>
    </details>
    <details open>
      <summary>Teléfono del lead</summary>
      ${Object.entries(manners).map(
        ([value, name]) =>
          html`<label>
            <input
              type="radio"
              name="manner"
              value="${value}"
              ${value === manner ? checked : null}
            />
            ${name}
          </label>`,
      )}
    </details>
    <details open>
      <summary>Bots</summary>
      <div id="bots"></div>
      <p class="note"><a href="/sandbox/salesbots">Importar y ver bots</a></p>
    </details>
    <details>
      <summary>Lo que no se sabe de Kommo</summary>
      ${switchNames.map((name) => switchBox(account, name))}
      <p class="note"><a href="/sandbox/all-switches">Todos los interruptores</a></p>
    </details>
    <p class="links">
      <a href="/leads/detail/${lead.id}">Tarjeta de ${lead.name}</a> ·
      <a href="/sandbox/received">Recibido y enviado</a> · <a href="/">Leads</a>
    </p>
    <p id="problem" class="problem" role="alert"></p>
  </aside>`;
}

const checked: Html = { markup: 'checked' };

/** Those that change what a lead sees. */
const switchNames: readonly SwitchName[] = [
  'person-message-stops-bot',
  'stage-change-stops-bot',
  'one-bot-an-entity',
  'delivery-error-is-silent',
  'late-failure-takes-on-error',
  'reply-goes-to-the-timer',
  'button-answers-ignore-case',
  'template-reviews-wait',
  'template-reviews-refuse',
];

export function switchBox({ switches }: Account, name: SwitchName): Html {
  return html`<label>
    <input type="checkbox" data-switch="${name}" ${switches.isOn(name) ? checked : null} />
    <span lang="en"><code>${name}</code> ${switchMeanings[name]}</span>
  </label>`;
}

export function document(title: string, body: Html): string {
  return (
    '<!doctype html>' +
    html`<html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <title>${title} · Kommo de prueba</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/phone/assets/phone.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`.markup
  );
}
