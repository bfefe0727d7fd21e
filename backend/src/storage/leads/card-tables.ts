import type { StageKey } from '../../../../contract/card.js';
import type { ScoreModel } from '../../../../contract/score.js';

/** The lead as Kommo last showed it: what the card says while Kommo cannot be read. Holds what people wrote. */
export interface LeadSnapshot {
  readonly kommoLeadId: number;
  readonly seenAt: string;
  readonly name: string;
  readonly stage: {
    readonly key: StageKey | null;
    readonly name: string;
    readonly outcome: 'open' | 'won' | 'lost';
    readonly pipelineId: number;
    readonly statusId: number;
  };
  /** When it entered the stage; null when nobody knows. */
  readonly since: string | null;
  readonly lastIncomingAt: string | null;
  /** Id of the newest message that was there: another one means that there is more to read. */
  readonly newestMessageId: string | null;
  readonly messages: readonly {
    readonly id: string;
    readonly at: string;
    readonly from: 'lead' | 'bot' | 'executive';
    readonly text: string;
  }[];
}

export interface SnapshotTable {
  find(kommoLeadId: number): Promise<LeadSnapshot | null>;
  /** Replaces an older one; a newer one stays. */
  save(snapshot: LeadSnapshot): Promise<void>;
}

/** "Esta puntuación no es correcta", as an executive said it. */
export interface Feedback {
  readonly kommoLeadId: number;
  readonly model: ScoreModel;
  /** The total that the executive saw, and the table that made it; null when no such score is on record. */
  readonly total: number;
  readonly version: string | null;
  readonly expected: 'higher' | 'lower' | null;
  readonly reason: string;
  readonly userId: number;
  readonly at: string;
}

export interface FeedbackTable {
  add(feedback: Feedback): Promise<void>;
  /** Oldest first, at most `limit`, behind the one with this id (0: from the first). */
  list(afterId: number, limit: number): Promise<readonly (Feedback & { readonly id: number })[]>;
}
