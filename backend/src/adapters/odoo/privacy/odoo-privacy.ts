import type { Traces } from '../../../../../domain/privacy/traces.js';

/** Ids of what Odoo has of a person. */
export interface OdooRecords {
  readonly partners: readonly number[];
  readonly opportunities: readonly number[];
}

export interface OdooPersonRecord {
  readonly what: 'partner' | 'opportunity';
  readonly id: number;
  readonly record: unknown;
}

export interface OdooCorrection {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly taxId?: string;
}

export interface OdooAnonymised {
  readonly partners: number;
  readonly opportunities: number;
  readonly messages: number;
  /** Partners with posted invoices or confirmed orders: name, RNC and address stay, as tax law wants. */
  readonly kept: readonly number[];
}

/** A person's rights in Odoo (R8.1). Partners of who works for the firm, and of the firm itself, are never found. */
export interface OdooPrivacy {
  findPerson(traces: Traces): Promise<OdooRecords>;
  readPerson(records: OdooRecords): Promise<readonly OdooPersonRecord[]>;
  correctPerson(records: OdooRecords, correction: OdooCorrection): Promise<void>;
  /** Empties what names the person; a repetition changes nothing more. */
  anonymisePerson(records: OdooRecords, name: string): Promise<OdooAnonymised>;
  recordUrl(what: 'partner' | 'opportunity', id: number): string;
}
