/** What a visitor agreed to, as it stood on the page, and when (R8.1). A capture brings it; the ledger of consents keeps it. */
export interface ConsentProof {
  readonly text: string;
  /** The advertising box's own text; null where it was left alone. */
  readonly marketingText: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The page that asked. */
  readonly page: string;
  /** Keyed hash of the visitor's network address: it proves, and names nobody. */
  readonly addressHash: string;
}
