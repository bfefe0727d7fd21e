export type Claim =
  | { readonly kind: 'known'; readonly contactId: number }
  | { readonly kind: 'claimed' }
  /** Another lead of the same person is being created: ask again when it is done. */
  | { readonly kind: 'busy'; readonly byLeadId: string };

/** Who is already a contact: "phone:+1809…" and "email:…" → Kommo contact id (decision 12). */
export interface PersonIndex {
  /** Answers for all leads in one transaction, in order: a person met twice in the list is claimed once, then busy. */
  claim(
    leads: readonly { readonly leadId: string; readonly keys: readonly string[] }[],
  ): Promise<ReadonlyMap<string, Claim>>;
  /** The contacts that have these keys, by key; claims of leads that are on their way are none. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Turns the claims of these leads into known contacts. */
  assign(rows: readonly { readonly leadId: string; readonly contactId: number }[]): Promise<void>;
  /** Frees claims whose creation failed for good. */
  release(leadIds: readonly string[]): Promise<void>;
  /** From hooks and the catch-up: the contact has these keys now (and no others). */
  learn(
    contacts: readonly { readonly contactId: number; readonly keys: readonly string[] }[],
  ): Promise<void>;
  /** Until when the catch-up has read Kommo's contacts; null before the first full pass: search Kommo then. */
  knownUntil(): Promise<Date | null>;
  setKnownUntil(at: Date): Promise<void>;
}
