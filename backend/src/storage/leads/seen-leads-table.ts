/** What was last seen of leads in Kommo: which of its hooks tell nothing new, and which leads are gone. */
export interface SeenLeads {
  /** Recorded after what follows from it is done. A lead that was deleted is there again. */
  record(
    leads: readonly { readonly kommoLeadId: number; readonly fingerprint: string }[],
  ): Promise<void>;
  /** After a write of ours: what is seen next is on record, where what was before it is. */
  advance(kommoLeadId: number, before: string, after: string): Promise<void>;
  fingerprints(kommoLeadIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Answers those that were not marked before. */
  markDeleted(kommoLeadIds: readonly number[], at: Date): Promise<readonly number[]>;
  /** Those that are on record and not marked. */
  present(kommoLeadIds: readonly number[]): Promise<readonly number[]>;
}
