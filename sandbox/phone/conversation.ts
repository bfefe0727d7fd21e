import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import { attachmentPart, ticks } from './bubble-parts.js';
import type { PhoneMessage, PhoneView } from './phone-view.js';

/** Everything that changes while a person plays: the bubbles, the window, the bots. */
export function conversation(view: PhoneView): Html {
  return html`
    <div data-part="window">${windowLine(view)}</div>
    <ol data-part="messages">
      ${view.messages.length === 0 ? nothingYet : null} ${withDays(view.messages)}
      ${view.windowOpenUntil === null && view.messages.length > 0 ? windowEnd(view) : null}
    </ol>
    <div data-part="replies">${quickReplies(view.messages)}</div>
    <div data-part="clock">${dateTime(view.now)}</div>
    <div data-part="bots">${bots(view)}</div>
  `;
}

const nothingYet = html`<li class="system" data-key="nothing">
  Aquí no se ha escrito nada. Escriba usted primero, o espere el mensaje de la empresa.
</li>`;

function windowLine({ windowOpenUntil: until, messages }: PhoneView): Html {
  if (until !== null) return html`Ventana abierta hasta las ${time(until)}`;
  return messages.length === 0
    ? html`Todavía no ha escrito: solo llegan plantillas`
    : html`Ventana cerrada: solo llegan plantillas`;
}

/** WhatsApp says nothing of it to the lead; who plays has to know. */
function windowEnd({ messages }: PhoneView): Html {
  const said = messages.findLast(({ from }) => from === 'lead');
  return html`<li class="system" data-key="window">
    ${
      said
        ? 'Pasaron 24 horas desde su último mensaje: la empresa solo puede enviarle plantillas.'
        : 'Usted no ha escrito: la empresa solo puede enviarle plantillas.'
    }
  </li>`;
}

function withDays(messages: readonly PhoneMessage[]): readonly Html[] {
  return messages.flatMap((message, index) => {
    const day = dayOf(message.at);
    const isNew = index === 0 || dayOf(messages[index - 1]?.at ?? '') !== day;
    const line = html`<li class="system day" data-key="day ${day}">${day}</li>`;
    return isNew ? [line, bubble(message)] : [bubble(message)];
  });
}

function bubble(message: PhoneMessage): Html {
  const { id, from, text, state, failure, links } = message;
  const who = from === 'lead' ? 'Usted' : authorNames[message.by ?? 'bot'];
  return html`<li class="bubble ${from} ${state}" data-key="${id}" data-state="${state}">
    <span class="who">${who}:</span>
    ${message.attachment === null ? null : attachmentPart(message.attachment)}
    ${text === '' ? null : html`<p>${text}</p>`}
    ${links.map((link) => html`<a class="link" href="${link.url}">${link.text}</a>`)}
    <small>
      ${from === 'firm' && message.by === 'template' ? html`<span>plantilla</span>` : null}
      <time datetime="${message.at}">${time(message.at)}</time>
      ${from === 'firm' ? ticks(state) : null}
    </small>
    ${failure === null ? null : html`<small class="failure">No le llegó: ${failure}</small>`}
  </li>`;
}

const authorNames = {
  bot: 'Account SRL',
  template: 'Account SRL',
  person: 'Account SRL, ejecutivo',
};

/** Those of the newest messages of the firm: WhatsApp lets older ones be tapped too, but nobody does. */
function quickReplies(messages: readonly PhoneMessage[]): readonly Html[] {
  const last = messages.findLastIndex(({ from }) => from === 'lead');
  const titles = messages
    .slice(last + 1)
    .filter(({ state }) => state !== 'failed')
    .flatMap(({ buttons }) => buttons);
  return [...new Set(titles)].map(
    (title) => html`<button type="button" data-say="${title}">${title}</button>`,
  );
}

const stateNames = {
  queued: 'por empezar',
  waiting: 'espera',
  hung: 'colgado',
  ended: 'terminó',
} as const;

function bots({ bots: runs }: PhoneView): Html {
  if (runs.length === 0) return html`<p class="note">Ningún bot ha empezado con este lead.</p>`;
  return html`${runs.slice(0, 5).map(
    (run) =>
      html`<details>
        <summary>
          <b>${run.name}</b> <span class="state ${run.state}">${stateNames[run.state]}</span>
          <small>${statusOf(run)}</small>
        </summary>
        <ol>
          ${run.trail.length === 0 ? html`<li>Sin nada que contar.</li>` : null}
          ${run.trail.map((line) => html`<li>${line}</li>`)}
        </ol>
      </details>`,
  )}`;
}

function statusOf({ state, step, reason, until }: PhoneView['bots'][number]): string {
  if (state !== 'waiting') return reason;
  return until === null
    ? `en el paso ${step}, sin límite de tiempo`
    : `en el paso ${step}, hasta las ${time(until)}`;
}

const zone = { timeZone: 'America/Santo_Domingo' };

const time = (at: string) =>
  new Date(at).toLocaleTimeString('es-DO', { ...zone, hour: 'numeric', minute: '2-digit' });

const dayOf = (at: string) =>
  at === ''
    ? ''
    : new Date(at).toLocaleDateString('es-DO', {
        ...zone,
        weekday: 'long',
        day: 'numeric',
        month: 'long',
      });

const dateTime = (at: string) =>
  new Date(at).toLocaleString('es-DO', { ...zone, dateStyle: 'medium', timeStyle: 'short' });
