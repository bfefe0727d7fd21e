import type { Origin } from '../../contract/card.js';
import type { QuestionKey, ServiceKey } from '../blueprint/keys.js';
import type { ConsentProof } from '../consent/consent-proof.js';
import type { Arm } from '../experiment/arm.js';
import type { Suspicion } from '../form/suspicion.js';

export type { QuestionKey, ServiceKey } from '../blueprint/keys.js';

/** The option's key of a choice, a count, or free text. */
export type AnswerValue = string | number;

export interface Answer {
  readonly value: AnswerValue;
  readonly origin: Origin;
  /** ISO 8601, UTC. */
  readonly answeredAt: string;
  /** Kommo's id of the executive who gave it. */
  readonly by?: number;
  /** What the lead wrote, where the answer was read out of a sentence; a person may correct it. */
  readonly sentence?: string;
}

export type Answers = Readonly<Partial<Record<QuestionKey, Answer>>>;

export interface Person {
  readonly fullName: string;
  readonly companyName: string;
  /** Lower case; null when none is known. */
  readonly email: string | null;
  /** E.164, "+18095550101", or as typed in Kommo where it is a number of no country; null when none is known. */
  readonly phone: string | null;
  readonly landline: string | null;
}

/** First touch, as the visitor arrived. Values are untrusted text of at most 2,048 characters. */
export interface Attribution {
  readonly utm_source?: string;
  readonly utm_medium?: string;
  readonly utm_campaign?: string;
  readonly utm_content?: string;
  readonly utm_term?: string;
  readonly utm_id?: string;
  readonly fbclid?: string;
  readonly gclid?: string;
  readonly gbraid?: string;
  readonly wbraid?: string;
  readonly ttclid?: string;
  readonly msclkid?: string;
  readonly li_fat_id?: string;
  readonly dclid?: string;
  readonly gad_campaignid?: string;
  readonly twclid?: string;
  readonly rdt_cid?: string;
  readonly ScCid?: string;
  readonly epik?: string;
  /** Meta's own first-party cookies, as they came. */
  readonly fbp?: string;
  readonly fbc?: string;
  readonly landing_url?: string;
  readonly referrer?: string;
}

export type LeadSource = 'direct' | 'inlead' | 'meta' | 'kommo';

/** What a capture is after its checks: the lead as the rest of the companion knows it. */
export interface LeadProfile {
  readonly person: Person;
  /** The main service first; never empty for a captured lead, possibly empty for one that was typed into Kommo. */
  readonly services: readonly ServiceKey[];
  readonly answers: Answers;
  readonly attribution: Attribution;
  readonly source: LeadSource;
  /** InLead's own 0–100 number; null elsewhere. */
  readonly inleadScore: number | null;
  readonly consent: boolean | null;
  /** The lead agreed to advertising, which is asked apart; absent where it did not. */
  readonly marketingConsent?: true;
  /** A message of ours was delivered to the number, or the lead wrote to us (R2.5). */
  readonly whatsappVerified: boolean;
  /** Sent by the tool with which Meta tries a form: no message, no assignment, in no count. */
  readonly isTest?: true;
  /** RNC or cédula as typed. */
  readonly taxId?: string;
  /** The newest campaign that brought the visitor; `attribution` is the first. */
  readonly lastTouch?: Attribution;
  /** Left our form half way after agreeing: a person starts the conversation. */
  readonly isPartial?: true;
  /** What speaks for a robot: nothing is sent by itself. */
  readonly suspicions?: readonly Suspicion[];
  /** What the source sent beside it, under its own names: to be mapped, and erased with the lead. */
  readonly unmapped?: Readonly<Record<string, string>>;
  /** The side of the pilot that brought the visitor (R3.4). */
  readonly arm?: Arm;
}

/** As a delivery brings it. */
export interface CapturedProfile extends LeadProfile {
  /** Moves from the capture into the ledger of consents. */
  readonly consentProof?: ConsentProof;
}

/** What a form of our own, or whoever reads another's, knows of a lead beside what it answered. */
export type FormFacts = Pick<
  CapturedProfile,
  'taxId' | 'lastTouch' | 'isPartial' | 'suspicions' | 'consentProof' | 'unmapped' | 'arm'
>;
