import type { CallAct, CallReason } from '../../contract/calls.js';
import type { LeadClass } from '../../contract/score.js';

/** What of an open lead decides when it is called. */
export interface OpenLead {
  /** The blueprint's key. */
  readonly stage: string;
  readonly leadClass: LeadClass | null;
  readonly score: number | null;
  readonly limitAt: string | null;
  readonly hasPhone: boolean;
  /** The bot asks: whoever calls now talks across it. */
  readonly isWithBot: boolean;
}

export type Called<Lead extends OpenLead> = Lead & {
  readonly why: CallReason;
  readonly next: CallAct;
};

const byUrgency: readonly (LeadClass | null)[] = ['HOT', 'WARM', 'COLD', 'NURTURING', null];

/** By class, then the time left of the stage's limit, then the score; those that the bot asks come last. */
export function orderCalls<Lead extends OpenLead>(
  leads: readonly Lead[],
  now: Date,
): readonly Called<Lead>[] {
  return leads
    .map((lead) => {
      const why = whyOf(lead, now);
      return { ...lead, why, next: nextOf(lead, why) };
    })
    .sort(
      (one, other) =>
        Number(one.isWithBot) - Number(other.isWithBot) ||
        byUrgency.indexOf(one.leadClass) - byUrgency.indexOf(other.leadClass) ||
        compareLimits(one.limitAt, other.limitAt) ||
        (other.score ?? -1) - (one.score ?? -1),
    );
}

/** The one with the least time left first; one without a limit has all the time. */
function compareLimits(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return Date.parse(one) - Date.parse(other);
}

function whyOf({ isWithBot, limitAt, leadClass }: OpenLead, now: Date): CallReason {
  if (isWithBot) return 'bot';
  if (limitAt !== null) return Date.parse(limitAt) <= now.getTime() ? 'over' : 'due';
  return leadClass === null ? 'unscored' : 'class';
}

const actByClass: Readonly<Record<LeadClass, CallAct>> = {
  HOT: 'call',
  WARM: 'whatsapp',
  COLD: 'task',
  NURTURING: 'task',
};

/** As the lead's own card says it: without a number nobody can be called or written to. */
function nextOf({ stage, leadClass, hasPhone }: OpenLead, why: CallReason): CallAct {
  if (why === 'bot') return 'wait';
  if (!hasPhone) return 'task';
  if (why === 'over' || stage === 'negotiation') return 'call';
  return stage === 'proposal' || leadClass === null ? 'task' : actByClass[leadClass];
}
