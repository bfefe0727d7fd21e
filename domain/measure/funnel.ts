import { walk } from '../conversation/conversation-path.js';
import type { Conversation, EndingKey } from '../conversation/conversation.js';
import type { AnswerValue, LeadProfile, QuestionKey, ServiceKey } from '../lead/lead.js';

export interface SeenConversation {
  /** As it stands; what runs still is not counted. */
  readonly state: 'running' | 'taken' | 'ended';
  readonly ending: EndingKey | null;
  readonly profile: LeadProfile;
}

export interface Funnel {
  readonly finished: number;
  /** Came to the end of their path. */
  readonly completed: number;
  readonly endings: ReadonlyMap<EndingKey | 'taken', number>;
  /** The question that stood open where it stopped, the most frequent first. */
  readonly stoppedAt: readonly { readonly question: QuestionKey; readonly count: number }[];
}

const whole: ReadonlySet<EndingKey> = new Set(['completed', 'specialist']);

/** How many conversations come to their end, and where the others stop (R8.4). */
export function funnelOf(
  conversations: Readonly<Record<ServiceKey, Conversation>>,
  seen: readonly SeenConversation[],
): Funnel {
  const finished = seen.filter(({ state }) => state !== 'running');
  const isWhole = ({ ending }: SeenConversation): boolean => ending !== null && whole.has(ending);
  const stopped = finished.filter((one) => !isWhole(one));
  const stoppedAt = countBy(stopped, (one) => openQuestionOf(conversations, one.profile));
  return {
    finished: finished.length,
    completed: finished.length - stopped.length,
    endings: new Map(
      countBy(finished, ({ state, ending }) => (state === 'taken' ? state : ending)),
    ),
    stoppedAt: stoppedAt.map(([question, count]) => ({ question, count })),
  };
}

function openQuestionOf(
  conversations: Readonly<Record<ServiceKey, Conversation>>,
  { services: [service], answers }: LeadProfile,
): QuestionKey | null {
  if (service === undefined) return null;
  const values: Partial<Record<QuestionKey, AnswerValue>> = Object.fromEntries(
    Object.entries(answers).map(([key, { value }]) => [key, value]),
  );
  return walk(conversations[service].first, values).open;
}

function countBy<T, K>(
  all: readonly T[],
  keyOf: (one: T) => K | null,
): readonly (readonly [K, number])[] {
  const counts = new Map<K, number>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
