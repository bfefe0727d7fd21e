import type { EndingKey } from '../conversation.js';

export type Holder = 'person' | 'bot';
/** Why the bot does not ask (again). */
export type NoBot = 'past' | 'opted_out' | 'complete';

export interface PassFacts {
  readonly state: 'before' | 'running' | 'taken' | 'ended';
  readonly ending: EndingKey | null;
  /** Whether the lead still stands where the bot asks: open, and not beyond "Calificando". */
  readonly isAtBot: boolean;
  /** Whether the bot has something left to ask. */
  readonly hasQuestions: boolean;
}

/**
 * To whom an executive may pass a conversation, and why the bot does not get it (R4.1). One that ended with questions open may go on:
 * who fell silent, or asked for a person, may well answer them later.
 */
export function decidePass(facts: PassFacts): {
  readonly to: Holder | null;
  readonly whyNoBot: NoBot | null;
} {
  if (facts.state === 'running') return { to: 'person', whyNoBot: null };
  if (facts.state === 'before' && facts.isAtBot) return { to: 'person', whyNoBot: null };
  const whyNoBot = whyNotBot(facts);
  return { to: whyNoBot === null ? 'bot' : null, whyNoBot };
}

function whyNotBot({ ending, isAtBot, hasQuestions }: PassFacts): NoBot | null {
  if (ending === 'opted_out') return 'opted_out';
  if (!isAtBot) return 'past';
  return hasQuestions ? null : 'complete';
}
