import { stableHash } from '../stable-uuid.js';

/** What a visitor agreed to, as it stood on the page, and when (R8.1). */
export interface ConsentProof {
  readonly text: string;
  /** The advertising box's own text; null where it was left alone. */
  readonly marketingText: string | null;
  /** Names the wording that was shown. */
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The page that asked. */
  readonly page: string;
  /** Keyed hash of the visitor's network address: it proves, and names nobody. */
  readonly addressHash: string;
}

/** The same texts always have the same version: 16 hex digits. A name, no proof: the proof holds the texts themselves. */
export function consentVersion(...texts: readonly string[]): string {
  const shown = texts.join('\n');
  return stableHash(shown, 0) + stableHash(shown, 1);
}
