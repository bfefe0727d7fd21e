import type { ConsentEntry, WithdrawnBy } from '../../../../domain/consent/consent-entry.js';

/** A person as the ledger knows it: numbers and addresses go in as they are and are kept as keyed hashes. */
export type PersonNames = readonly string[];

/**
 * The ledger of consents (R8.1): lines are added and never changed, and outlive the person's data, for they prove that the firm
 * was allowed to write. Who has the person's number or address finds its lines; nobody learns either from them.
 */
export interface ConsentTable {
  /** A capture's lines go in once, however often it is worked; the proof leaves the capture. */
  record(
    lines: readonly { readonly names: PersonNames; readonly entry: ConsentEntry }[],
  ): Promise<void>;
  /** Of every purpose that is not withdrawn yet. */
  withdraw(withdrawal: {
    readonly names: PersonNames;
    readonly by: WithdrawnBy;
    readonly at: Date;
  }): Promise<void>;
  /** Everything under any of the names, the earliest first. */
  list(names: PersonNames): Promise<readonly ConsentEntry[]>;
}
