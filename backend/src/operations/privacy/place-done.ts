import type { ByHand, PrivacyStep } from '../../storage/tables.js';

/** What one place came to; null while something of the person runs there. */
export interface PlaceDone {
  readonly step: PrivacyStep;
  readonly byHand: readonly ByHand[];
}
