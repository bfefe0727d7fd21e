import type { Account } from '../kommo/account/account.js';
import type { Run } from '../kommo/account/bot-records.js';
import type { Message } from '../kommo/account/talk-records.js';
import { contactOf, messagesOf, phoneManner, talkOf } from '../kommo/talks/messages.js';
import type { PhoneManner } from '../kommo/talks/messages.js';
import { windowOf } from '../kommo/talks/outbox.js';

/** The conversation as the lead's phone shows it. */
export interface PhoneView {
  readonly messages: readonly PhoneMessage[];
  /** Until when the firm may write freely; null while it may not. */
  readonly windowOpenUntil: string | null;
  readonly now: string;
  readonly lead: { readonly id: number; readonly name: string };
  readonly contact: string;
  readonly manner: PhoneManner;
  readonly bots: readonly BotView[];
}

export interface PhoneMessage {
  readonly id: string;
  readonly from: 'firm' | 'lead';
  /** A bot's, a template's, or a person's of the firm; null for the lead's. */
  readonly by: 'bot' | 'template' | 'person' | null;
  readonly text: string;
  /** Titles to be tapped: what is tapped is said. */
  readonly buttons: readonly string[];
  readonly links: Message['links'];
  readonly attachment: Message['attachment'];
  readonly at: string;
  readonly state: Message['state'];
  readonly failure: string | null;
}

interface BotView {
  readonly name: string;
  readonly state: Run['state'];
  readonly step: number;
  readonly reason: string;
  readonly until: string | null;
  readonly trail: readonly string[];
}

export function phoneView(account: Account, leadId: number): PhoneView {
  const talk = talkOf(account, leadId);
  return {
    messages: messagesOf(account, talk).map(messageView),
    windowOpenUntil: windowOf(account, talk)?.toISOString() ?? null,
    now: account.clock.now().toISOString(),
    lead: { id: leadId, name: account.state.leads.get(leadId)?.name ?? '' },
    contact: contactOf(account, leadId).name,
    manner: phoneManner(account, leadId),
    bots: botsOf(account, leadId),
  };
}

function messageView(message: Message): PhoneMessage {
  const { id, text, buttons, links, attachment, state, failure } = message;
  return {
    id,
    from: message.direction === 'incoming' ? 'lead' : 'firm',
    by: authorOf(message),
    ...{ text, buttons, links, attachment, state, failure },
    at: new Date(message.created_at * 1000).toISOString(),
  };
}

function authorOf({ direction, author, template_id: templateId }: Message): PhoneMessage['by'] {
  if (direction === 'incoming') return null;
  if (author.user_id !== undefined) return 'person';
  return templateId === null ? 'bot' : 'template';
}

/** The newest first. */
function botsOf({ state }: Account, leadId: number): readonly BotView[] {
  const own = [...state.runs.values()].filter(
    (run) => run.entity_type === 'leads' && run.entity_id === leadId,
  );
  return own.reverse().map((run) => ({
    name: state.bots.get(run.bot_id)?.name ?? `Bot ${run.bot_id}`,
    ...{ state: run.state, step: run.frame.step, reason: run.reason, trail: run.trail },
    until: firstTimer(run),
  }));
}

function firstTimer({ wait }: Run): string | null {
  const due = (wait?.timers ?? []).map(({ dueAt }) => dueAt);
  return due.length === 0 ? null : new Date(Math.min(...due)).toISOString();
}
