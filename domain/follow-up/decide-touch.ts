import { nextWorking } from '../time/working-hours.js';
import type { WorkTime } from '../time/working-hours.js';
import type { Channel, Touch } from './touch.js';

/** What ended a follow-up: it says so on the card and in the list. */
export type EndReason =
  | 'answered'
  | 'executive_wrote'
  | 'stage_moved'
  | 'won'
  | 'lost'
  | 'opted_out'
  /** "Acepto" or "Quiero cambiar algo". */
  | 'proposal_answered'
  /** The last touch was done. */
  | 'finished'
  /** A person ended it. */
  | 'ended_by_person';

/** Why a touch, or a part of it, was not sent; a task says so to the executive. */
export type HoldReason =
  'no_consent' | 'no_marketing_consent' | 'no_phone' | 'no_email' | 'template_not_approved';

export interface TouchFacts {
  readonly ended: EndReason | null;
  readonly paused: boolean;
  readonly consent: boolean;
  readonly marketingConsent: boolean;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly isApproved: boolean;
  /** Messages that the day's limit still allows (R5.4). */
  readonly headroom: number;
  /** The call task of the 14th day: null when there is none; closed as failed, or open since. */
  readonly call: 'none' | 'open' | 'failed' | 'reached';
  /** A reminder is sent after so long a silence of both: until then it waits. Null for the follow-up, which they end. */
  readonly quietUntil: Date | null;
}

export type TouchDecision =
  | {
      readonly kind: 'send';
      readonly channels: readonly Channel[];
      readonly held: readonly HoldReason[];
    }
  /** Nothing can be sent: a person is asked to do it. */
  | { readonly kind: 'task'; readonly held: readonly HoldReason[] }
  /** Nothing is sent, and nobody asked. */
  | { readonly kind: 'skip'; readonly held: readonly HoldReason[] }
  | {
      readonly kind: 'later';
      readonly until: Date;
      readonly why: 'hours' | 'limit' | 'not_silent';
    }
  | { readonly kind: 'wait'; readonly why: 'paused' | 'call_open' }
  | { readonly kind: 'end'; readonly why: EndReason };

/** Tomorrow's limit is another day's. */
const limitRetryMs = 60 * 60 * 1000;

/** What becomes of a touch whose time has come (R5.2, R5.4, R8.1). */
export function decideTouch(
  touch: Touch,
  facts: TouchFacts,
  { now, time }: { readonly now: Date; readonly time: WorkTime },
): TouchDecision {
  if (facts.ended !== null) return { kind: 'end', why: facts.ended };
  if (facts.paused) return { kind: 'wait', why: 'paused' };
  if (touch.channels.includes('move')) return { kind: 'send', channels: ['move'], held: [] };
  if (facts.call === 'open' && touch.whatsapp !== null) return { kind: 'wait', why: 'call_open' };
  const { quietUntil } = facts;
  if (quietUntil !== null && quietUntil > now) {
    return { kind: 'later', until: quietUntil, why: 'not_silent' };
  }
  const working = nextWorking(now, time);
  if (working !== null && working > now) return { kind: 'later', until: working, why: 'hours' };
  return decideChannels(touch, facts, now);
}

function decideChannels(touch: Touch, facts: TouchFacts, now: Date): TouchDecision {
  const verdicts = touch.channels.map((channel) => ({
    channel,
    hold: holdOf(channel, touch, facts),
  }));
  const channels = verdicts.filter(({ hold }) => hold === null).map(({ channel }) => channel);
  const held = [...new Set(verdicts.flatMap(({ hold }) => (hold === null ? [] : [hold])))];
  if (channels.length === 0) return { kind: touch.orElse === 'nothing' ? 'skip' : 'task', held };
  if (channels.includes('whatsapp') && facts.headroom < 1) {
    return { kind: 'later', until: new Date(now.getTime() + limitRetryMs), why: 'limit' };
  }
  return { kind: 'send', channels, held };
}

function holdOf(channel: Channel, touch: Touch, facts: TouchFacts): HoldReason | null {
  if (channel === 'task' || channel === 'move') return null;
  if (!facts.consent) return 'no_consent';
  if (touch.marketing && !facts.marketingConsent) return 'no_marketing_consent';
  if (channel === 'email') return facts.hasEmail ? null : 'no_email';
  if (!facts.hasPhone) return 'no_phone';
  return facts.isApproved ? null : 'template_not_approved';
}
