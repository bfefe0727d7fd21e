import type { Services } from '../../services.js';
import type { ConversationFacts } from '../../storage/tables.js';
import { event } from './story-event.js';
import type { SayUser, StoryEvent } from './story-event.js';

/** Messages by WhatsApp, as far as they are kept: when, not what. */
export async function conversationEvents(
  { store, blueprint }: Services,
  kommoLeadId: number,
  sayUser: SayUser,
): Promise<readonly StoryEvent[]> {
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation === undefined) return [];
  const { facts } = conversation;
  const ending = blueprint.conversationRules.endings.find(({ key }) => key === facts.ending);
  return [
    ...told(facts),
    ...(facts.takenAt === undefined
      ? []
      : [
          event(facts.takenAt, 'conversation', {
            code: 'story.taken',
            params: { who: sayUser(facts.takenBy ?? 0) },
          }),
        ]),
    ...(facts.endedAt === undefined
      ? []
      : [
          event(
            facts.endedAt,
            'conversation',
            { code: 'story.conversation_ended' },
            {
              cause: ending?.fieldOption ?? null,
            },
          ),
        ]),
  ];
}

const moments = [
  ['welcomedAt', 'story.welcomed'],
  ['deliveredAt', 'story.delivered'],
  ['startedAt', 'story.bot_started'],
  ['firstReplyAt', 'story.first_reply'],
  ['lastIncomingAt', 'story.last_incoming'],
] as const;

const told = (facts: ConversationFacts): readonly StoryEvent[] =>
  moments.flatMap(([name, code]) => {
    const at = facts[name];
    // The only message of a lead is told once.
    const isRepeated = name === 'lastIncomingAt' && at === facts.firstReplyAt;
    return at === undefined || isRepeated ? [] : [event(at, 'conversation', { code })];
  });
