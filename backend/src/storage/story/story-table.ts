import type { Act, Feedback } from '../tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** What somebody typed to find a lead, read before it gets here: each part at most a few. */
export interface LeadQuery {
  /** Beginnings of words of the person's or the firm's name; letters and digits only. */
  readonly words: readonly string[];
  readonly email: string | null;
  /** As a number may be kept: E.164 and as it was typed. */
  readonly phones: readonly string[];
  /** Digits of an RNC or cédula. */
  readonly taxId: string | null;
  /** Of a lead in Kommo, or of a customer, opportunity or project in Odoo. */
  readonly id: number | null;
}

export interface FoundLead {
  /** Ours. */
  readonly id: string;
  readonly kommoLeadId: number | null;
  readonly fullName: string;
  readonly companyName: string;
  readonly capturedAt: string;
  readonly stage: string | null;
}

export interface LeadEvent {
  readonly kind: 'stage' | 'responsible' | 'came_again';
  readonly at: string;
  readonly facts: {
    readonly stage?: string;
    readonly outcome?: 'open' | 'won' | 'lost';
    readonly userId?: number | null;
    readonly source?: string;
  };
}

export interface FailedWork {
  readonly step: string;
  readonly code: string;
  readonly reason: Sentence | null;
  readonly failedAt: string;
  readonly discardedAt: string | null;
}

export interface ProposalEvents {
  readonly version: number;
  readonly madeBy: number;
  readonly madeAt: string;
  readonly revokedAt: string | null;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  /** Each visit of its page, at most a few. */
  readonly openedAt: readonly string[];
}

export interface StoryTable {
  /** At most `limit`, the newest first. */
  find(query: LeadQuery, limit: number): Promise<readonly FoundLead[]>;
  /** What happened where nothing else keeps it. */
  add(kommoLeadId: number, event: LeadEvent): Promise<void>;
  events(kommoLeadId: number, limit: number): Promise<readonly LeadEvent[]>;
  acts(kommoLeadId: number, limit: number): Promise<readonly Act[]>;
  feedback(kommoLeadId: number): Promise<readonly Feedback[]>;
  proposals(kommoLeadId: number): Promise<readonly ProposalEvents[]>;
  failedWork(lead: {
    readonly id: string;
    readonly kommoLeadId: number | null;
  }): Promise<readonly FailedWork[]>;
}
