import { landing } from '../../../../../domain/blueprint/landing.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import type { Promised } from '../../../../../domain/form/contact-promise.js';
import type { LeadClass } from '../../../../../contract/score.js';
import { fill, layout } from './layout.js';
import { withdrawLine } from './withdraw-page.js';

interface Thanks {
  readonly leadClass: LeadClass;
  readonly promised: Promised;
  /** "Contabilidad y Nómina" */
  readonly services: string;
  /** E.164; null where the firm has not set its own. */
  readonly whatsappNumber: string | null;
  /** Null on a page that was opened before there was one. */
  readonly withdraw: string | null;
}

const { words } = landing;
const moment = new Intl.DateTimeFormat('es-DO', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'America/Santo_Domingo',
});

/** What happens next and when, and the link by which the lead writes first: that confirms the number and opens the 24 hours. */
export function thanksPage(thanks: Thanks): string {
  const { leadClass, promised, services, whatsappNumber, withdraw } = thanks;
  const { during, when } = promised;
  const next = fill(landing.next[leadClass][during], {
    when: when === null ? '' : fill(words.moment, { moment: moment.format(when) }),
  });
  return layout({
    title: words.thanks,
    body: `<h1 tabindex="-1">${words.thanks}</h1>
<h2>${words.thanksNext}</h2><p class="next">${escapeHtml(next)}</p>
${whatsappOf(whatsappNumber, services)}${withdrawLine(withdraw)}`,
    script: false,
  });
}

function whatsappOf(number: string | null, services: string): string {
  if (number === null) return '';
  const text = encodeURIComponent(fill(words.whatsappText, { services }));
  return `<p>${words.whatsappWhy}</p><p><a class="button" href="https://wa.me/${number.slice(1)}?text=${text}">${words.whatsapp}</a></p>`;
}
