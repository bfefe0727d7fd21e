import type { LeadSource } from '../lead/lead.js';

/** Messages about what was asked for, and advertising, which is agreed to apart. */
export type ConsentPurpose = 'contact' | 'marketing';

/** `assumed`: the source's form asks for it, and the delivery does not say the answer. */
export type ConsentAct = 'granted' | 'assumed' | 'refused' | 'withdrawn';

/** Who withdrew: the person by WhatsApp ("BAJA") or by the page's form, or a user of Kommo for them: "user:1001". */
export type WithdrawnBy = 'whatsapp' | 'form' | `user:${number}`;

/** One line of the ledger: what a person agreed to or took back, once, never changed (R8.1). */
export interface ConsentEntry {
  readonly act: ConsentAct;
  readonly purpose: ConsentPurpose;
  readonly by: LeadSource | WithdrawnBy;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The capture that brought it; null for a withdrawal. */
  readonly captureId: string | null;
  /** Word for word what was agreed to; null where nobody told it. */
  readonly text: string | null;
  /** Names the wording. */
  readonly textVersion: string | null;
  readonly page: string | null;
  readonly addressHash: string | null;
}
