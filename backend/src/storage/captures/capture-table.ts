import type { ConsentProof } from '../../../../domain/consent/consent-proof.js';
import type { CapturedProfile, LeadProfile, LeadSource } from '../../../../domain/lead/lead.js';

export interface NewCapture {
  readonly source: LeadSource;
  /** The sender's `Idempotency-Key`; null makes every delivery a lead of its own. */
  readonly idempotencyKey: string | null;
  /** SHA-256 of the raw body, hex: the same key with another body is a conflict. */
  readonly bodyHash: string;
  readonly profile: CapturedProfile;
  readonly requestId: string;
}

export type AppendedCapture =
  | { readonly kind: 'stored'; readonly captureId: string }
  | { readonly kind: 'repeated'; readonly captureId: string }
  | { readonly kind: 'conflict' };

/** Deliveries on disk. `append` resolves after the commit that holds the row (grouped with its neighbours). */
export interface CaptureTable {
  append(capture: NewCapture): Promise<AppendedCapture>;
  findByIds(ids: readonly string[]): Promise<readonly StoredCapture[]>;
}

export interface StoredCapture {
  readonly id: string;
  readonly profile: LeadProfile;
  /** Null where it brought none, or it is in the ledger of consents by now. */
  readonly proof: ConsentProof | null;
  readonly receivedAt: string;
}
