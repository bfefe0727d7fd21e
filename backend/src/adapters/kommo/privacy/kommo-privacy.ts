import type { Traces } from '../../../../../domain/privacy/traces.js';
import type { LeadCorrection } from '../leads/lead-correction.js';

/** Ids of what Kommo has of a person. */
export interface KommoRecords {
  readonly contacts: readonly number[];
  readonly leads: readonly number[];
  /** Companies that no other contact of Kommo belongs to. */
  readonly companies: readonly number[];
}

export interface KommoRecord {
  readonly what: 'contact' | 'lead' | 'company' | 'notes';
  readonly id: number;
  /** As Kommo tells it. */
  readonly record: unknown;
}

/** What was emptied; records stay, because Kommo's API deletes none. */
export interface Anonymised {
  readonly contacts: number;
  readonly leads: number;
  readonly companies: number;
  readonly notes: number;
  readonly tasks: number;
}

/** A person's rights in Kommo (R8.1). */
export interface KommoPrivacy {
  /** By number, e-mail or RNC, or by the ids that the companion knows; only exact matches count. */
  findPerson(traces: Traces): Promise<KommoRecords>;
  readPerson(records: KommoRecords): Promise<readonly KommoRecord[]>;
  /** Writes the correction to every lead and contact; repeating it changes nothing. */
  correctPerson(
    records: KommoRecords,
    correction: LeadCorrection,
    before: { readonly phone: string | null; readonly email: string | null },
  ): Promise<void>;
  /** Empties every field that a person wrote into, notes and tasks included, and names the records `name`. */
  anonymisePerson(records: KommoRecords, name: string): Promise<Anonymised>;
  /** Those that Kommo still has. */
  findPresent(records: KommoRecords): Promise<KommoRecords>;
  /** Where a person opens the record. */
  recordUrl(what: 'lead' | 'contact' | 'company', id: number): string;
}

export interface HasPrivacy {
  readonly privacy: KommoPrivacy;
}
