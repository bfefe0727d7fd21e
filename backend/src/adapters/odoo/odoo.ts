import type { HandOver, HistoryEntry } from '../../../../domain/hand-over/hand-over.js';
import type { OdooPrivacy } from './privacy/odoo-privacy.js';
import type { Sentence } from '../../../../wording/sentence.js';

export type { Address, HandOver, HistoryEntry } from '../../../../domain/hand-over/hand-over.js';

export interface OdooRecord {
  readonly id: number;
  readonly url: string;
  /** False when the record was there already. */
  readonly created: boolean;
}

export interface WrittenHistory {
  /** Notes on the opportunity, those of earlier tries included. */
  readonly notes: number;
  readonly entries: number;
  /** Notes that this call added. */
  readonly added: number;
}

export interface Check {
  readonly name: Sentence;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly found: string | Sentence;
  /** What to do; null when there is nothing to do. */
  readonly remedy: Sentence | null;
}

/** A call as it would travel; no key, no address. */
export interface PlannedCall {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[];
  readonly args: unknown;
}

export interface OdooOpportunity {
  readonly id: number;
  /** Read from our mark; null for a mark that somebody edited. */
  readonly kommoLeadId: number | null;
  readonly name: string;
  /** The person or company it is with. */
  readonly partnerId: number | null;
  readonly revenue: number | null;
  readonly won: boolean;
  readonly archived: boolean;
  readonly url: string;
}

/** `order` is a sale order (quotation, order, subscription), `contract` OCA's; a contract step's url names its model. */
export type LinkedKind = 'customer' | 'opportunity' | 'project' | 'order' | 'contract';

/**
 * Odoo in our words. Every step looks for its own link before it acts, so a repeat finds what the first try made.
 * Throws AppError: `odoo_unreachable` (backoff), `odoo_not_configured`, `odoo_key_rejected`, `odoo_access_denied`,
 * `odoo_rejected`, `odoo_mapping`, `odoo_ambiguous` (never). `facts.missingStep` names a step whose record is gone
 * from Odoo: forget that step and run the hand-over again.
 */
export interface Odoo {
  /** Null where the transport reaches no records: a person does it in Odoo itself. */
  readonly privacy: OdooPrivacy | null;
  /** Company (or person) and contact; found by external id, then tax id, then e-mail; completed, never overwritten. */
  ensureCustomer(handOver: HandOver): Promise<OdooRecord>;
  /** A won opportunity of that customer. */
  ensureOpportunity(handOver: HandOver, customerId: number): Promise<OdooRecord>;
  /** The main service's project with the tasks of all services; null where settings want none. */
  ensureProject(handOver: HandOver, customerId: number): Promise<OdooRecord | null>;
  /** Quotation, order, subscription or contract of the main service's kind; null where settings want none. */
  ensureContract(
    handOver: HandOver,
    customerId: number,
    opportunityId: number,
  ): Promise<OdooRecord | null>;
  /** Internal notes on the opportunity with the entries' own dates, oldest first; mails nobody. */
  writeHistory(
    handOver: HandOver,
    opportunityId: number,
    entries: readonly HistoryEntry[],
  ): Promise<WrittenHistory>;
  /** Version, database and user; the cheapest proof that the key works. */
  readServer(): Promise<{
    readonly version: string;
    readonly transport: 'json2' | 'jsonrpc' | 'rest';
    readonly userId: number | null;
  }>;
  /** What the transport does not carry over; for the admin. */
  readonly lacks: readonly Sentence[];
  /** Somebody says that Odoo is mended: rejected keys, and what was read of its setup, are asked for again at once. */
  wakeUp(): void;
  /** Everything that must be right before a hand-over can work; never throws. */
  preflight(): Promise<readonly Check[]>;
  /** The calls that a hand-over would make, reading from Odoo and writing nothing. */
  plan(handOver: HandOver, entries: readonly HistoryEntry[]): Promise<readonly PlannedCall[]>;
  /** Opportunities with our mark, for reconciliation; `afterId` pages through them, 200 at a time. */
  listOpportunities(afterId: number): Promise<readonly OdooOpportunity[]>;
  /** Which of these ids Odoo has no longer (deleted, or merged into another), and which are archived or cancelled. */
  findLost(
    kind: LinkedKind,
    ids: readonly number[],
  ): Promise<{ readonly gone: readonly number[]; readonly archived: readonly number[] }>;
}
