import type { HistoryEntry } from '../../../../domain/hand-over/hand-over.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { AppError } from '../../errors.js';
import type { StageKey } from '../../../../contract/card.js';
import type { LeadClass, Score } from '../../../../contract/score.js';
import type {
  Answers,
  Attribution,
  LeadProfile,
  Person,
  QuestionKey,
  ServiceKey,
} from '../../../../domain/lead/lead.js';
import type { KommoActs } from './history/recent-acts.js';
import type { HasPrivacy } from './privacy/kommo-privacy.js';
import type { KommoTasks } from './leads/kommo-tasks.js';
import type { ConversationValues, KommoBots } from './bots/kommo-bots.js';
import type { Provenance } from './fields/field-codes.js';
import type { KommoAddress } from './fields/tax-and-address.js';
import type { KommoUser } from './people/kommo-user.js';
import type { FoundLead } from './leads/found-lead.js';
import type { LeadCorrection } from './leads/lead-correction.js';
import type { WonLeadPage } from './leads/won-leads.js';

/** A lead of ours that Kommo does not have yet. */
export interface LeadToCreate {
  /** Our lead id; written to the field CAPTURE_REF so that a lost answer can be found again. */
  readonly ref: string;
  readonly profile: LeadProfile;
  readonly score: Score;
  /** The contact this person already is in Kommo; null creates one. */
  readonly contactId: number | null;
  /** Whose it is until it is assigned; left out, the token's user's. */
  readonly responsibleUserId?: number;
  readonly provenance?: Provenance;
}

export interface CreatedLead {
  readonly ref: string;
  readonly leadId: number;
  readonly contactId: number | null;
  readonly companyId: number | null;
}

/** What became of one lead of a batch: a bad lead never fails its neighbours. */
export type CreateOutcome =
  | (CreatedLead & {
      readonly kind: 'created';
      /** Optional values that Kommo would not take and that were left out; empty when all went in. */
      readonly problems: readonly FieldProblem[];
    })
  | { readonly kind: 'rejected'; readonly ref: string; readonly problems: readonly FieldProblem[] }
  /** Not created: its contact was deleted in Kommo, or merged into another one. */
  | { readonly kind: 'contact_gone'; readonly ref: string; readonly contactId: number }
  /** Part of the batch got no usable answer: it may exist; ask `findCreated` before a repeat. */
  | { readonly kind: 'unanswered'; readonly ref: string; readonly error: AppError };

/** A lead as Kommo has it now, in our words. */
export interface KommoLead {
  readonly id: number;
  readonly name: string;
  /** Whole units of the account's currency. */
  readonly price: number;
  readonly pipelineId: number;
  readonly statusId: number;
  /** Null for a stage that the blueprint does not know. */
  readonly stage: StageKey | null;
  readonly stageName: string;
  readonly outcome: 'open' | 'won' | 'lost';
  /** Whether its pipeline is one of the blueprint's, also at a stage that the firm added itself. */
  readonly inOurPipelines: boolean;
  readonly responsibleUserId: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly tags: readonly string[];
  readonly person: Person;
  readonly contactId: number | null;
  readonly companyId: number | null;
  readonly services: readonly ServiceKey[];
  /** Answers as the lead's custom fields hold them; `origin` is "kommo" and `answeredAt` the lead's `updatedAt`. */
  readonly answers: Answers;
  readonly attribution: Attribution;
  readonly leadScore: number | null;
  /** The text that the field LEAD_CLASS holds. */
  readonly leadClass: string | null;
  readonly odooCustomerId: number | null;
  readonly odooUrl: string | null;
  /** Our lead id. */
  readonly ref: string | null;
  /** What the lead says of itself, and a hash of it: a hook that says the same tells nothing new. */
  readonly image: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  /** What the fields of the conversation hold; absent where they are empty. */
  readonly conversation: ConversationValues;
  readonly provenance: Provenance;
  /** RNC or cédula as typed, from the lead, its company or its contact. */
  readonly taxId: string | null;
  /** The company's; null where it has none. */
  readonly address: KommoAddress | null;
}

/** What may be written to a lead; only the keys given are sent. */
export interface LeadChange {
  readonly score?: { readonly total: number; readonly leadClass: LeadClass };
  readonly stage?: StageKey;
  readonly answers?: Answers;
  readonly services?: readonly ServiceKey[];
  /** Answers whose fields are emptied. */
  readonly takeBack?: readonly QuestionKey[];
  /** Whole units of the account's currency. */
  readonly price?: number;
  readonly odooCustomerId?: number;
  readonly odooUrl?: string;
  readonly responsibleUserId?: number;
  readonly addTags?: readonly string[];
  /** An empty text empties its field. */
  readonly conversation?: ConversationValues;
  readonly provenance?: Provenance;
}

export interface ContactKeys {
  readonly contactId: number;
  /** Keys of the person index: "phone:+18095550142", "email:carmen@elprogreso.example". */
  readonly keys: readonly string[];
  readonly updatedAt: string;
}

export interface ContactPage {
  readonly contacts: readonly ContactKeys[];
  /** Null after the last page. */
  readonly next: number | null;
}

export interface ChangedLead {
  readonly leadId: number;
  readonly pipelineId: number;
  readonly statusId: number;
  readonly updatedAt: string;
  readonly fingerprint: string;
}

export interface ChangedLeadPage extends Pick<ContactPage, 'next'> {
  readonly leads: readonly ChangedLead[];
}

export interface HookSubscription {
  readonly destination: string;
  readonly settings: readonly string[];
}

/** `not_allowed`: the plan has no hooks, or the token may not see them. */
export type HookState = 'armed' | 'armed_again' | 'missing' | 'not_allowed';

/** When a lead moved and talked, newest first: at most its newest hundred events. */
export interface LeadTrail {
  readonly moves: readonly {
    readonly pipelineId: number;
    readonly statusId: number;
    readonly at: string;
  }[];
  /** False when older events were left out. */
  readonly isComplete: boolean;
  readonly newestMessage: { readonly id: string; readonly talkId: number } | null;
  readonly lastIncomingAt: string | null;
}

export interface LeadFeed {
  readonly deletedOrRestored: readonly number[];
  readonly wroteByWhatsApp: readonly number[];
  /** The newest message of each lead that wrote, in any channel. */
  readonly newestIncoming: readonly IncomingMessage[];
}

export interface IncomingMessage {
  readonly leadId: number;
  readonly talkId: number;
  readonly at: string;
}

export interface TalkMessage {
  readonly id: string;
  readonly at: string;
  readonly from: 'lead' | 'bot' | 'executive';
  /** Untrusted. */
  readonly text: string;
}

/** Kommo in our words. Every method waits for its turn in the shared limiter and throws AppError with a retry verdict. */
export interface Kommo extends KommoBots, KommoTasks, KommoActs, HasPrivacy {
  /**
   * Creates at most 50 leads in one `leads/complex` call and writes what did not fit; one outcome per lead, in order. On
   * 504 it looks for what was made, then sends the rest in halves; on 400 it leaves out what Kommo refused, and sends a
   * lead whose contact is refused, though it exists, through `POST /leads`.
   * Not idempotent: mark the leads before, and ask `findCreated` before a repeat. Throws when no lead got an answer.
   */
  createLeads(leads: readonly LeadToCreate[]): Promise<readonly CreateOutcome[]>;
  /** Which of `refs` Kommo has, among the leads created since `since` (minus a margin for its clock). */
  findCreated(since: Date, refs: ReadonlySet<string>): Promise<readonly FoundLead[]>;
  /** Writes what found leads were to hold. */
  fillFound(found: readonly FoundLead[], leads: readonly LeadToCreate[]): Promise<void>;
  /** Null when the lead does not exist (204). */
  readLead(leadId: number): Promise<KommoLead | null>;
  /** Those of `leadIds` (at most 250) that exist, in three calls at most. */
  readLeads(leadIds: readonly number[]): Promise<readonly KommoLead[]>;
  /** The same in one call, without the people: `person` is empty, which changes nothing of what is known. */
  readLeadFields(leadIds: readonly number[]): Promise<readonly KommoLead[]>;
  /** When the lead moved and talked, in one call. */
  readTrail(leadId: number): Promise<LeadTrail>;
  /** What was said in a talk (its first 250 messages), oldest first; null where Kommo does not show it. */
  readTalk(talkId: number): Promise<readonly TalkMessage[] | null>;
  /** One page (250) of leads changed since `since`, oldest change first; for the catch-up after missed hooks. */
  listLeadsChangedSince(page: number, since: Date): Promise<ChangedLeadPage>;
  /** Writes only what differs from `current`; sends nothing when nothing does. True when a call was made. */
  writeLead(current: KommoLead, change: LeadChange): Promise<boolean>;
  /** Writes what a person corrected to the lead, its contact and its company; repeating it changes nothing. */
  correctLead(current: KommoLead, correction: LeadCorrection): Promise<void>;
  /** One page (250) of the leads won in our pipelines. */
  listWonLeads(page: number): Promise<WonLeadPage>;
  addNote(leadId: number, text: string): Promise<void>;
  /** Exact matches only: candidates come from Kommo's full-text search and are verified here. */
  findContact(keys: readonly string[]): Promise<number | null>;
  /** One page (250) of contacts changed since `updatedSince`, oldest first; for the person index. */
  listContacts(page: number, updatedSince: Date | null): Promise<ContactPage>;
  /** Those of `contactIds` (at most 250) that exist, in one call. */
  readContacts(contactIds: readonly number[]): Promise<readonly ContactKeys[]>;
  /** What only the feed of events tells; for the catch-up after missed hooks. */
  readFeedSince(since: Date): Promise<LeadFeed>;
  /** Those of `leadIds` that have written by WhatsApp: what confirms their number. */
  findWhatsAppWriters(leadIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** Arms the hook again where Kommo has disabled it. */
  armHook(hook: HookSubscription): Promise<HookState>;
  /** Lets a waiting Salesbot go on, with data for its next blocks; false when none waits there any more. */
  continueBot(returnPath: string, data: Readonly<Record<string, string>>): Promise<boolean>;
  /** Notes, messages, calls, tasks and stage changes of a lead, oldest first. */
  readHistory(leadId: number): Promise<readonly HistoryEntry[]>;
  /** The same of several leads (at most 50), in a few calls for all of them and one for each conversation. */
  readHistories(leadIds: readonly number[]): Promise<ReadonlyMap<number, readonly HistoryEntry[]>>;
  /** Account id, subdomain and currency; the cheapest proof that the token works. */
  readAccount(): Promise<{
    readonly id: number;
    readonly name: string;
    readonly subdomain: string;
    readonly currency: string;
  }>;
  /** ISO code; asked once a day. */
  readCurrency(): Promise<string>;
  /** Asked once a day. Empty where the token is not an administrator's: only they may read the users. */
  readUsers(): Promise<readonly KommoUser[]>;
}
