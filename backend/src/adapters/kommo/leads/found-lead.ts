import type { CreatedLead } from '../kommo.js';

/** Made by a call that nobody answered: perhaps without the fields that did not fit into it. */
export interface FoundLead extends CreatedLead {
  /** Codes of the fields that hold something. */
  readonly held: readonly string[];
}
