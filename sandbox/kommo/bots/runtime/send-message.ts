import type { Template } from '../../account/talk-records.js';
import { sendOut } from '../../talks/outbox.js';
import type { ToSend } from '../../talks/outbox.js';
import type { HandlerOf } from '../format/handlers.js';
import { fill } from '../format/placeholders.js';
import { knownTo, leadOf, next } from './session.js';
import type { Flow, Session } from './session.js';

type Message = HandlerOf<'send_message'>['params'];

/** WhatsApp draws three buttons under a message; Kommo sends the others in a message of their own. */
const buttonsAMessage = 3;

/** Sends; what is refused leaves by `on_error`, or leaves the bot standing where it is. */
export function sendMessage(session: Session, message: Message): Flow {
  const { account } = session;
  const strict = !account.switches.isOn('starting-block-forgiven');
  const isFirst = !session.run().hasSent && session.run().launched === 'stage';
  if (strict && isFirst && message.is_in_starting_block !== true) {
    session.note('No se envió nada: el primer mensaje no lleva «is_in_starting_block»');
    return next;
  }
  const twice =
    strict && message.is_in_starting_block === true && (message.buttons ?? []).length > 0;
  const parts = partsOf(session, message);
  return sendParts(session, message, twice ? [...parts, ...parts] : parts);
}

/** Documented `show`: free text, with buttons or without. */
export function show(session: Session, { value, buttons = [] }: HandlerOf<'show'>['params']): Flow {
  const message: Message = {
    ...{ type: 'external', text: value, send_to_all_chat_sources: true },
    recipient: { type: 'all_contacts', way_of_communication: 'over_all' },
    buttons: buttons.map((text) => ({ type: 'inline', text })),
  };
  return sendParts(session, message, partsOf(session, message));
}

function sendParts(session: Session, message: Message, parts: readonly ToSend[]): Flow {
  for (const part of parts) {
    const sent = sendOut(session.account, part);
    if (sent.kind === 'refused') return refused(session, message, sent.reason);
    session.drawn.push(...part.buttons);
  }
  session.change({ hasSent: true });
  return next;
}

function refused(session: Session, message: Message, reason: string): Flow {
  session.note(`No se envió: ${reason}`);
  if (message.on_error && !session.account.switches.isOn('delivery-error-is-silent'))
    return { kind: 'goto', target: message.on_error.params };
  return { kind: 'hang', reason };
}

function partsOf(session: Session, message: Message): readonly ToSend[] {
  const { account } = session;
  const template = account.state.templates.get(message.template_id ?? NaN) ?? null;
  const buttons: readonly Button[] = [...(message.buttons ?? []), ...(template?.buttons ?? [])];
  const titles = buttons.filter(({ type }) => type === 'inline').map(({ text }) => text);
  const whole: ToSend = {
    leadId: leadOf(account, session.run())?.id ?? NaN,
    text: fill(knownTo(session), textOf(message, template)),
    ...{ buttons: titles.slice(0, buttonsAMessage), links: buttons.flatMap(linkOf), template },
    writeFirst: message.create_chat_if_not_exists === true,
    ...(message.attachments && { attachment: attachmentOf(message.attachments) }),
  };
  const rest = titles.slice(buttonsAMessage);
  return rest.length === 0 ? [whole] : [whole, { ...whole, buttons: rest, links: [] }];
}

interface Button {
  readonly type: string;
  readonly text: string;
  readonly url?: string | undefined;
}

const linkOf = ({ text, url }: Button) => (url === undefined ? [] : [{ text, url }]);

const attachmentOf = ([first]: NonNullable<Message['attachments']>) =>
  first?.type === 'picture' ? 'picture' : 'document';

function textOf({ text = '' }: Message, template: Template | null): string {
  if (!template) return text;
  const { waba_header: header, content, waba_footer: footer } = template;
  return [header ?? '', content, footer].filter((part) => part !== '').join('\n\n');
}
