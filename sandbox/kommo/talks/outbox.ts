import type { Account } from '../account/account.js';
import type { Contact } from '../account/records.js';
import type { Message, Talk, Template } from '../account/talk-records.js';
import {
  botAuthor,
  contactOf,
  deliver,
  messagesOf,
  openTalk,
  phoneManner,
  record,
  talkOf,
} from './messages.js';

export interface ToSend {
  readonly leadId: number;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly links: Message['links'];
  /** Null for free text, which needs the open window. */
  readonly template: Template | null;
  /** Kommo's "write first": without a talk one is opened. Templates only. */
  readonly writeFirst: boolean;
  readonly attachment?: Message['attachment'];
}

export type Sent =
  | { readonly kind: 'sent'; readonly message: Message }
  | { readonly kind: 'refused'; readonly reason: string };

/** A bot's message on its way to WhatsApp: refused at once, or accepted, which is not yet delivered. */
export function sendOut(account: Account, given: ToSend): Sent {
  const contact = contactIfAny(account, given.leadId);
  if (!contact) return { kind: 'refused', reason: 'El lead no tiene contacto' };
  const known = talkOf(account, given.leadId);
  const reason = refusalOf(account, given, { contact, talk: known });
  if (reason !== null) {
    if (known) record(account, known, 'outgoing', { ...contentOf(given), ...failed(reason) });
    return { kind: 'refused', reason };
  }
  const talk = known ?? openTalk(account, given.leadId, contact.id);
  const message = record(account, talk, 'outgoing', contentOf(given));
  deliver(account, talk, message.id);
  return { kind: 'sent', message };
}

const failed = (failure: string) => ({ state: 'failed' as const, failure });

function contentOf({ text, buttons, links, template, attachment }: ToSend) {
  return {
    ...{ text, buttons, links, template_id: template?.id ?? null, attachment: attachment ?? null },
    author: botAuthor(),
  };
}

function contactIfAny(account: Account, leadId: number): Contact | null {
  try {
    return contactOf(account, leadId);
  } catch {
    return null;
  }
}

interface Receiver {
  readonly contact: Contact;
  readonly talk: Talk | undefined;
}

/** Why WhatsApp or Kommo does not take it; null where it does. */
function refusalOf(account: Account, given: ToSend, { contact, talk }: Receiver): string | null {
  const { template, leadId } = given;
  if (!talk && !(template && given.writeFirst))
    return 'El contacto no tiene chat y el mensaje no puede iniciarlo';
  if (!talk && !hasPhone(account, contact)) return 'El contacto no tiene teléfono';
  if (phoneManner(account, leadId) === 'no-whatsapp')
    return 'El número no está en WhatsApp (131026)';
  if (template) return template.review.status === 'approved' ? null : notApproved(template);
  if (windowOf(account, talk) === null)
    return 'La ventana de 24 horas está cerrada: solo plantillas (3108)';
  return tooLong(given);
}

function hasPhone({ state }: Account, contact: Contact): boolean {
  return contact.fields.some(({ field_id: id }) => state.customFields.get(id)?.code === 'PHONE');
}

const notApproved = ({ name, review }: Template) =>
  `La plantilla «${name}» no está aprobada (${review.status})`;

const longestText = 4096;
const longestTextWithButtons = 1024;
const longestLabel = 20;

function tooLong({ text, buttons }: ToSend): string | null {
  const most = buttons.length > 0 ? longestTextWithButtons : longestText;
  if (text.length > most) return `El texto pasa de ${most} caracteres`;
  const label = buttons.find((title) => title.length > longestLabel);
  return label === undefined ? null : `El botón «${label}» pasa de ${longestLabel} caracteres`;
}

const windowSeconds = 24 * 3600;

/** Until when free text may be sent; null when it may not. */
export function windowOf(account: Account, talk: Talk | undefined): Date | null {
  const last = messagesOf(account, talk).findLast((message) => message.direction === 'incoming');
  if (!last) return null;
  const until = (last.created_at + windowSeconds) * 1000;
  return until > account.clock.now().getTime() ? new Date(until) : null;
}
