import type { LeadClass } from '../../contract/score.js';
import type { PointQuestion } from '../conversation/conversation.js';
import type { ServiceKey } from '../lead/lead.js';

/** Shapes of the score tables in `blueprint/`. Points are whole; every highest is reached by some answer. */

/** Points by the option's key. */
export type OptionPoints = Readonly<Record<string, number>>;

/** Lowest total of each class, highest first; the last starts at 0. */
export type ClassLimits = readonly { readonly leadClass: LeadClass; readonly from: number }[];

export type ChoiceFactor =
  'company_size' | 'monthly_revenue' | 'urgency_level' | 'budget_range' | 'current_situation';

/** R2.5: a factor's highest points are its share of the 100. */
export interface PreScoreTable {
  readonly version: string;
  readonly choices: Readonly<Record<ChoiceFactor, OptionPoints>>;
  readonly complexity: {
    readonly several: number;
    readonly complex: number;
    readonly basic: number;
    /** How many answers of the single service must signal complexity. */
    readonly signalsNeeded: number;
  };
  readonly contact: {
    readonly businessEmail: number;
    readonly whatsappVerified: number;
    readonly landline: number;
  };
  /** Domains that anyone gets a mailbox at, lower case. */
  readonly freeMailboxes: ReadonlySet<string>;
  readonly wording: PreScoreWording;
  readonly classes: ClassLimits;
}

/** The first question of each service's conversation. */
export type ConversationPoints = Readonly<Record<ServiceKey, PointQuestion>>;

export type WeightedChoice = 'company_size' | 'urgency_level' | 'budget_range';

/** R4.4: contribution = weight × points ÷ highest points. The weights sum to 100. */
export interface LeadScoreTable {
  readonly version: string;
  readonly weights: Readonly<
    Record<WeightedChoice | 'service_complexity' | 'contact_quality' | 'response_speed', number>
  >;
  readonly choices: Readonly<Record<WeightedChoice, OptionPoints>>;
  readonly conversations: ConversationPoints;
  readonly contact: {
    readonly phoneVerified: number;
    readonly emailValidated: number;
    readonly whatsappActive: number;
  };
  /** Fastest first; a reply earns the first band whose `belowMs` it stays under, none at all the last band. */
  readonly replies: readonly {
    readonly belowMs: number | null;
    readonly points: number;
    /** As a person reads it: "menos de 5 minutos". */
    readonly label: string;
  }[];
  readonly wording: LeadScoreWording;
  readonly classes: ClassLimits;
}

/** Words of a score's lines that are no option of the form, as the card shows them. */
export interface PreScoreWording {
  readonly several: string;
  readonly complex: string;
  readonly basic: string;
  readonly businessEmail: string;
  readonly whatsappVerified: string;
  readonly landline: string;
}

export interface LeadScoreWording {
  readonly phoneVerified: string;
  readonly emailValidated: string;
  readonly whatsappActive: string;
  readonly noReply: string;
}

export interface ScoreTables {
  readonly pre: PreScoreTable;
  readonly lead: LeadScoreTable;
}
