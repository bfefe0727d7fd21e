import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import type { PhoneMessage } from './phone-view.js';

const tickNames = {
  sent: 'enviado',
  delivered: 'entregado',
  read: 'leído',
  failed: 'no llegó',
} as const;

const one = 'M1 6.5 4.5 10 11.5 2';
const two = `${one} M7.5 9 8.5 10 15.5 2`;

/** One tick sent, two delivered, two blue ones read. */
export function ticks(state: PhoneMessage['state']): Html {
  const path = state === 'sent' ? one : state === 'failed' ? 'M8 2v5M8 9.4v.6' : two;
  return html`<span class="ticks ${state}">
    <svg viewBox="0 0 17 12" width="17" height="12" aria-hidden="true"><path d="${path}" /></svg>
    <span class="hidden">${tickNames[state]}</span>
  </span>`;
}

const attachmentNames = { voice: 'Nota de voz', picture: 'Foto', document: 'Documento' } as const;

export function attachmentPart(attachment: NonNullable<PhoneMessage['attachment']>): Html {
  return html`<p class="attachment ${attachment}">
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="${attachmentPaths[attachment]}" />
    </svg>
    ${attachmentNames[attachment]}${attachment === 'voice' ? html` <span class="wave"></span> 0:07` : null}
  </p>`;
}

export const attachmentPaths = {
  voice: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3ZM6 11v1a6 6 0 0 0 12 0v-1M12 18v3',
  picture: 'M4 5h16v14H4ZM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01',
  document: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
} as const;
