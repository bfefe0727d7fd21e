import type { Attribution, Person } from '../../domain/lead.js';
import type { Score } from '../../../../contract/score.js';

/** The won lead as Odoo gets it; everything readable is already in the customer's words. */
export interface HandOver {
  readonly kommoLeadId: number;
  readonly kommoContactId: number | null;
  readonly kommoCompanyId: number | null;
  readonly leadName: string;
  /** Whole units of the account's currency. */
  readonly amount: number;
  readonly currency: string;
  readonly person: Person;
  /** RNC (9 digits) or cédula (11 digits), as typed; null when Kommo has none. */
  readonly taxId: string | null;
  readonly services: readonly { readonly key: string; readonly label: string }[];
  readonly answers: readonly { readonly question: string; readonly label: string; readonly shown: string }[];
  readonly scores: readonly Score[];
  readonly attribution: Attribution;
  readonly source: string;
  readonly tags: readonly string[];
  /** E-mail of the executive in Kommo; mapped to an Odoo user by login. */
  readonly salespersonEmail: string | null;
  readonly wonAt: string | null;
  readonly kommoUrl: string;
}

export interface OdooRecord {
  readonly id: number;
  readonly url: string;
  /** False when the record was there already. */
  readonly created: boolean;
}

/**
 * Odoo in our words. Every step looks for its own link before it acts, so a repeat finds what the first try made.
 * Throws AppError: `odoo_unreachable` (backoff), `odoo_key_rejected`, `odoo_access_denied`, `odoo_rejected`,
 * `odoo_mapping`, `odoo_ambiguous` (never).
 */
export interface Odoo {
  /** Company (or person) and contact; found by external id, then tax id, then e-mail; completed, never overwritten. */
  ensureCustomer(handOver: HandOver): Promise<OdooRecord>;
  /** A won opportunity of that customer. */
  ensureOpportunity(handOver: HandOver, customerId: number): Promise<OdooRecord>;
  /** Version, database and user; the cheapest proof that the key works. */
  readServer(): Promise<{ readonly version: string; readonly transport: 'json2' | 'jsonrpc' | 'rest'; readonly userId: number | null }>;
}
