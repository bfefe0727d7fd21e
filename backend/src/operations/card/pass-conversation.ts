import type { ConversationHolder } from '../../../../contract/card-conversation.js';
import type { Services } from '../../services.js';
import { readCard } from './read-card.js';
import type { UnwordedCard } from './read-card.js';

export interface Passing {
  readonly to: ConversationHolder;
  readonly by: number;
  readonly requestId: string;
}

/** Should the step be lost on its way, the conversation is found by its time. */
const soonMs = 60_000;

/** "Tomar la conversación" and "Devolver al bot" (R4.1). Pressed twice it changes nothing more. Answers the new card. */
export async function passConversation(
  services: Services,
  kommoLeadId: number,
  passing: Passing,
): Promise<UnwordedCard> {
  const { conversations, audit } = services.store;
  const [conversation] = await conversations.find([kommoLeadId]);
  const before = { state: conversation?.state ?? null };
  await audit.note(passing.requestId, { before, after: { to: passing.to } });
  await (passing.to === 'person'
    ? take(services, kommoLeadId, passing)
    : giveBack(services, kommoLeadId, passing));
  return readCard(services, kommoLeadId);
}

const underWay = ['welcoming', 'welcomed', 'waiting', 'running'] as const;

/** The bot is stopped first: one that cannot be stopped goes on, and its conversation is not the person's. */
async function take(
  { store, kommo, clock, enqueueWithin, log }: Services,
  kommoLeadId: number,
  { by }: Passing,
): Promise<void> {
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const { state, facts } = conversation ?? {};
  if (state === 'running' && facts?.botId !== undefined) {
    await kommo.stopBot(facts.botId, kommoLeadId);
  }
  const takenAt = clock().toISOString();
  const taken = { state: 'taken', due: null, facts: { takenBy: by, takenAt } } as const;
  // Who takes it need not scroll through the chat either: the score so far, and a note.
  const asked = { kommoLeadId, requestId: `taken:${takenAt}`, ending: 'taken' } as const;
  const isTaken = await store.conversations.change(kommoLeadId, underWay, taken, (within) =>
    enqueueWithin(within)('qualify', asked),
  );
  if (isTaken) log.info({ leadId: kommoLeadId, by }, 'a person took a conversation');
}

/** The bot asks only what is still unknown. Where the card gives no button, pressing an older one changes nothing. */
async function giveBack(
  services: Services,
  kommoLeadId: number,
  { by, requestId }: Passing,
): Promise<void> {
  const { store, clock, enqueue, log } = services;
  const { run } = await readCard(services, kommoLeadId);
  if (run?.passTo !== 'bot') return;
  const at = new Date(clock().getTime() + soonMs);
  const isGiven = await store.conversations.change(kommoLeadId, ['taken', 'ended'], {
    state: 'waiting',
    due: { what: 'hand-to-bot', at },
  });
  if (!isGiven) return;
  // What was to follow the silence would come between.
  await store.followUps.change(kommoLeadId, ['active', 'paused'], {
    ...{ state: 'ended', endedWhy: 'ended_by_person' },
  });
  await enqueue('hand-to-bot', { kommoLeadId, requestId, byPerson: true });
  log.info({ leadId: kommoLeadId, by }, 'a person gave a conversation back to the bot');
}
