import type { Account } from '../../account/account.js';
import type { ParamsOf } from './handlers.js';

/** The number of the WhatsApp channel of the account, in `chat_sources`. */
const whatsappSourceId = 60001;

type Message = ParamsOf<'send_message'>;

export function messageErrors(account: Account, message: Message): readonly string[] {
  return [...contentErrors(account, message), ...buttonErrors(message), ...channelErrors(message)];
}

function contentErrors(
  { state }: Account,
  { text = '', template_id: id }: Message,
): readonly string[] {
  if (id === undefined) return text === '' ? ['un mensaje sin texto ni plantilla'] : [];
  return state.templates.has(id) ? [] : [`la plantilla ${id} no existe en la cuenta`];
}

const mostButtons = 13;
const longestLabel = 20;
const longestTextWithButtons = 1024;

function buttonErrors({ text = '', buttons = [] }: Message): readonly string[] {
  if (buttons.length === 0) return [];
  return [
    ...(buttons.length > mostButtons ? [`más de ${mostButtons} botones`] : []),
    ...buttons
      .filter((button) => button.text.length > longestLabel)
      .map((button) => `el botón «${button.text}» pasa de ${longestLabel} caracteres`),
    ...(text.length > longestTextWithButtons
      ? [`un texto con botones pasa de ${longestTextWithButtons} caracteres`]
      : []),
  ];
}

function channelErrors({ send_to_all_chat_sources: toAll, chat_sources: sources = [] }: Message) {
  if (toAll !== true && sources.length === 0) return ['un mensaje sin canal: ni a todos ni a uno'];
  return sources
    .filter(({ id }) => id !== whatsappSourceId)
    .map(({ id }) => `el canal ${id} no existe; WhatsApp es ${whatsappSourceId}`);
}
