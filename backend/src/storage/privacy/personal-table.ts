import type { RetentionKind } from '../../../../domain/privacy/retention.js';

/** By what a column tells whose row it is. */
export type Reference = 'lead' | 'kommoLead' | 'contact';

/** What erasure does to a person's rows: they go, or only these columns are emptied (the value is SQL), or all stays. */
export type Erasure =
  | { readonly kind: 'delete' }
  /** Rows for which this holds stay whole: the law wants them kept. */
  | { readonly kind: 'delete'; readonly unless: string }
  | { readonly kind: 'empty'; readonly set: Readonly<Record<string, string>> }
  | { readonly kind: 'keep' };

/** Where administrators are told that it stands; "none" holds nobody. */
export type PersonalPlace =
  | 'deliveries'
  | 'drafts'
  | 'lead'
  | 'index'
  | 'conversation'
  | 'follow_up'
  | 'proposals'
  | 'hand_over'
  | 'work'
  | 'comparison'
  | 'audit'
  | 'consents'
  | 'requests'
  | 'none';

export interface PersonalTable {
  readonly table: string;
  readonly place: PersonalPlace;
  /** Columns that may say something of a person. */
  readonly personal: readonly string[];
  /** All others: ids, times, states, hashes. */
  readonly plain: readonly string[];
  readonly found: {
    readonly by?: Readonly<Record<string, Reference>>;
    /** The whole row is searched for number, address and RNC as people write them. */
    readonly text?: true;
    /** Its JSON names leads and contacts by their ids. */
    readonly mentions?: true;
  };
  readonly erasure: Erasure;
  /** How long a row is kept, by which time; null where it goes with the lead, or holds nobody. */
  readonly retention: {
    readonly kind: RetentionKind;
    readonly at: string;
    /** Only rows for which this SQL holds. */
    readonly when?: string;
  } | null;
}
