import type { ServiceKey } from '../lead/lead.js';

interface ServiceOffer {
  readonly title: string;
  /** What it includes, one thing a line. */
  readonly scope: string;
}

/** What the firm decided about its proposals. Braces are filled: {name}, {company}, {date}, {version}. */
export interface ProposalPlan {
  readonly validDays: number;
  readonly firm: string;
  readonly title: string;
  readonly greeting: string;
  /** Where nobody knows the client's first name. */
  readonly greetingUnnamed: string;
  /** In the place of a company's name that nobody knows. */
  readonly unnamedCompany: string;
  readonly services: Readonly<Record<ServiceKey, ServiceOffer>>;
  readonly words: Readonly<Record<ProposalWord, string>>;
}

export type ProposalWord =
  | 'for'
  | 'version'
  | 'facts'
  | 'scope'
  | 'amount'
  | 'amountOpen'
  | 'tax'
  | 'validUntil'
  | 'accept'
  | 'change'
  | 'changeLabel'
  | 'send'
  | 'print'
  | 'thanksAccepted'
  | 'thanksChange'
  | 'saidChange'
  | 'emptyChange'
  | 'goneTitle'
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'replaced';
