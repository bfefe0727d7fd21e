import type { Account, Mutation } from '../account/account.js';
import type { Message, Talk } from '../account/talk-records.js';
import type { FormFields } from './form-encode.js';
import type { HookItem } from './hook-items.js';

/** Which of both was said; an outgoing one names talk and contact, not the lead. */
export function messageItem(
  account: Account,
  { message, talk }: Extract<Mutation, { kind: 'message' }>,
): HookItem {
  return message.direction === 'incoming'
    ? {
        ...{ code: 'add_message', group: 'message', action: 'add' },
        fields: { ...said(message, talk), ...leadOf(talk), author: message.author },
      }
    : {
        ...{ code: 'add_outgoing_message', group: 'outgoing_message', action: 'add' },
        fields: {
          ...said(message, talk),
          ...(account.switches.isOn('outgoing-hook-names-lead') && leadOf(talk)),
          author: message.author,
          recipient: recipientOf(account, talk),
        },
      };
}

function said({ id, direction, text, created_at, attachment }: Message, talk: Talk): FormFields {
  const { chat_id, talk_id, contact_id, origin } = talk;
  return {
    ...{ id, chat_id, talk_id, contact_id, text, created_at },
    ...{ type: direction, message_type: attachment ?? 'text', origin },
    ...(attachment && {
      attachment: { type: attachment, link: `https://drive.example/${id}`, file_name: attachment },
    }),
  };
}

function leadOf({ entity_id }: Talk): FormFields {
  return { element_type: 2, entity_type: 'lead', element_id: entity_id, entity_id };
}

function recipientOf({ state }: Account, { contact_id }: Talk): FormFields {
  const name = state.contacts.get(contact_id)?.name ?? '';
  return { id: contact_id, type: 'external', name };
}
