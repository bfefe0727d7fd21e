import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.js';
import type { Contact } from '../account/records.js';
import type { Attachment, Message, Talk } from '../account/talk-records.js';
import { Problem } from '../http/problem.js';

type Content = Pick<Message, 'text' | 'author'> &
  Partial<Pick<Message, 'buttons' | 'links' | 'attachment' | 'template_id' | 'state' | 'failure'>>;

export interface Said {
  readonly leadId: number;
  readonly text: string;
  readonly attachment?: Attachment;
}

/** The lead writes: the first message opens the talk, each one the window of 24 hours. */
export function receive(account: Account, { leadId, text, attachment }: Said): Message {
  const contact = contactOf(account, leadId);
  const talk = talkOf(account, leadId) ?? openTalk(account, leadId, contact.id);
  readUpTo(account, talk);
  return record(account, talk, 'incoming', {
    ...{ text, attachment: attachment ?? null, state: 'read' },
    author: { id: randomUUID(), type: 'external', name: contact.name },
  });
}

/** The firm writes, whatever the window: a person in Kommo's chat, or as if a bot had. */
export function sayAsFirm(account: Account, { leadId, text }: Said, by: 'bot' | 'person'): Message {
  const contact = contactOf(account, leadId);
  const talk = talkOf(account, leadId) ?? openTalk(account, leadId, contact.id);
  const author = by === 'bot' ? botAuthor() : personAuthor(account, leadId);
  const message = record(account, talk, 'outgoing', { text, author });
  deliver(account, talk, message.id);
  return message;
}

export const botAuthor = (): Message['author'] => ({
  ...{ id: randomUUID(), type: 'internal', name: 'Salesbot' },
});

function personAuthor({ state }: Account, leadId: number): Message['author'] {
  const userId = state.leads.get(leadId)?.responsible_user_id ?? 0;
  const name = state.users.get(userId)?.name ?? '';
  return { id: randomUUID(), type: 'internal', name, user_id: userId };
}

export function contactOf(account: Account, leadId: number): Contact {
  const lead = account.state.leads.get(leadId);
  const main = lead?.contacts.find((contact) => contact.is_main)?.id;
  const contact = account.state.contacts.get(main ?? NaN);
  if (!contact) throw new Problem(400, `Lead ${leadId} has no contact to talk to`);
  return contact;
}

export function talkOf(account: Account, leadId: number): Talk | undefined {
  for (const talk of account.state.talks.values()) if (talk.entity_id === leadId) return talk;
  return undefined;
}

export function messagesOf(account: Account, talk: Talk | undefined): readonly Message[] {
  return account.state.messages.get(talk?.talk_id ?? NaN) ?? [];
}

export function openTalk(account: Account, leadId: number, contactId: number): Talk {
  const now = account.clock.seconds();
  const talk: Talk = {
    ...{ talk_id: account.nextId(), chat_id: randomUUID(), contact_id: contactId },
    ...{ entity_id: leadId, entity_type: 'lead', is_in_work: true, is_read: false },
    ...{ origin: 'waba', created_at: now, updated_at: now },
  };
  account.state.talks.set(talk.talk_id, talk);
  account.changed({ kind: 'talk', before: null, after: talk, userId: 0 });
  return talk;
}

/** Keeps it and tells; a message that WhatsApp refused at once is told only where the switch says so. */
export function record(
  account: Account,
  talk: Talk,
  direction: Message['direction'],
  content: Content,
): Message {
  const message: Message = {
    ...{ id: randomUUID(), talk_id: talk.talk_id, direction, created_at: account.clock.seconds() },
    ...{ buttons: [], links: [], attachment: null, template_id: null },
    ...{ state: 'sent', failure: null },
    ...content,
  };
  const said = account.state.messages.get(talk.talk_id);
  if (said) said.push(message);
  else account.state.messages.set(talk.talk_id, [message]);
  if (message.state !== 'failed' || account.switches.isOn('refused-messages-are-told'))
    account.changed({ kind: 'message', message, talk, userId: 0 });
  return message;
}

const deliveryMs = 1000;
const lateFailureMs = 5000;

/** The phone's second tick, or what the phone does instead. */
export function deliver(account: Account, talk: Talk, messageId: string): void {
  const manner = phoneManner(account, talk.entity_id);
  if (manner === 'unreachable') return;
  const late = manner === 'fails-late';
  account.clock.schedule(late ? lateFailureMs : deliveryMs, () => {
    const message = messagesOf(account, talk).find((one) => one.id === messageId);
    if (message?.state !== 'sent') return;
    const failure = late ? 'WhatsApp no pudo entregarlo (131026)' : null;
    setState(account, talk, { ...message, state: late ? 'failed' : 'delivered', failure });
  });
}

/** The lead has the conversation open: both ticks turn blue. */
export function readUpTo(account: Account, talk: Talk): void {
  for (const message of messagesOf(account, talk))
    if (message.direction === 'outgoing' && message.state === 'delivered')
      setState(account, talk, { ...message, state: 'read' });
}

function setState(account: Account, talk: Talk, message: Message): void {
  const said = account.state.messages.get(talk.talk_id) ?? [];
  const at = said.findIndex((one) => one.id === message.id);
  if (at >= 0) said[at] = message;
  account.changed({ kind: 'message-state', message, talk, userId: 0 });
}

/** How the lead's phone behaves; what a person chooses on its page. */
export const phoneManners = ['works', 'no-whatsapp', 'unreachable', 'fails-late'] as const;
export type PhoneManner = (typeof phoneManners)[number];

export function phoneManner({ state }: Account, leadId: number): PhoneManner {
  const kept = state.pageValues.get(mannerKey(leadId));
  return phoneManners.find((manner) => manner === kept) ?? 'works';
}

export function setPhoneManner({ state }: Account, leadId: number, manner: PhoneManner): void {
  state.pageValues.set(mannerKey(leadId), manner);
}

const mannerKey = (leadId: number) => `phone ${leadId}`;
