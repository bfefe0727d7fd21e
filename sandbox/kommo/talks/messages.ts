import { randomUUID } from 'node:crypto';
import type { Account, ChatMessage } from '../account/account.js';
import { Problem } from '../http/problem.js';
import type { Talk } from '../account/records.js';

interface Said {
  readonly leadId: number;
  readonly direction: 'incoming' | 'outgoing';
  readonly text: string;
}

/** A message in the lead's WhatsApp conversation; the first one opens the talk. */
export function addMessage(account: Account, { leadId, direction, text }: Said): ChatMessage {
  const lead = account.state.leads.get(leadId);
  const contactId = lead?.contacts.find((contact) => contact.is_main)?.id;
  const contact = account.state.contacts.get(contactId ?? NaN);
  if (!lead || !contact) throw new Problem(400, `Lead ${leadId} has no contact to talk to`);
  const known = [...account.state.talks.values()].find((talk) => talk.entity_id === leadId);
  const talk = known ?? openTalk(account, leadId, contact.id);
  const external = direction === 'incoming';
  const message: ChatMessage = {
    ...{ id: randomUUID(), direction, text, talk, createdAt: account.clock.seconds() },
    author: external
      ? { id: randomUUID(), type: 'external', name: contact.name }
      : { id: randomUUID(), type: 'internal', name: 'Salesbot' },
  };
  account.messages.push(message);
  account.changed({ kind: 'message', message, userId: 0 });
  return message;
}

function openTalk(account: Account, leadId: number, contactId: number): Talk {
  const now = account.clock.seconds();
  const talk: Talk = {
    ...{
      talk_id: account.nextId(),
      chat_id: randomUUID(),
      contact_id: contactId,
      entity_id: leadId,
    },
    ...{
      entity_type: 'lead',
      is_in_work: true,
      is_read: false,
      origin: 'waba',
      created_at: now,
      updated_at: now,
    },
  };
  account.state.talks.set(talk.talk_id, talk);
  account.changed({ kind: 'talk', before: null, after: talk, userId: 0 });
  return talk;
}
