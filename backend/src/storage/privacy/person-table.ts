import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Erasure, PersonalPlace } from './personal-table.js';

/** How many rows of a table are the person's, or what was done to so many. */
export interface PlaceCount {
  readonly table: string;
  readonly place: PersonalPlace;
  readonly rows: number;
}

export interface FoundPlace extends PlaceCount {
  readonly erasure: Erasure['kind'];
}

export interface PlaceRows {
  readonly table: string;
  readonly rows: readonly unknown[];
}

export interface ErasedPlace extends PlaceCount {
  readonly done: 'deleted' | 'emptied' | 'kept';
}

/** A lead of ours that a person's traces lead to. */
export interface TracedLead {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly capturedAt: string;
  readonly kommoLeadId: number | null;
  readonly contactId: number | null;
}

/** A value of before and the one that takes its place, each a whole text. */
export interface Swap {
  readonly before: string;
  readonly after: string;
}

/** A person's rows in every table of the companion, by the map of personal data (R8.1). */
export interface PersonTable {
  leads(traces: Traces): Promise<readonly TracedLead[]>;
  /** Whether a lead that is not among these has the same number, address or RNC. */
  isShared(
    key: Pick<Traces, 'phones' | 'emails' | 'taxIds'>,
    leadIds: readonly string[],
  ): Promise<boolean>;
  /** Only places where there is something. */
  count(traces: Traces): Promise<readonly FoundPlace[]>;
  /** At most a thousand rows of each table. */
  read(traces: Traces): Promise<readonly PlaceRows[]>;
  /** All or nothing; a repetition finds nothing more to do. */
  erase(traces: Traces): Promise<readonly ErasedPlace[]>;
  /** Texts that are exactly the value of before become the one of after. */
  correct(traces: Traces, swaps: readonly Swap[]): Promise<readonly PlaceCount[]>;
  /** Keys of contacts that no lead of ours has any more. */
  forgetContacts(contactIds: readonly number[]): Promise<void>;
}
