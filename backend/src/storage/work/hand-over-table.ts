import type { Choice } from '../../../../contract/choice.js';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { OdooStep } from '../../../../contract/odoo.js';
import type { Sentence } from '../../../../wording/sentence.js';

export interface HandOverStepRow {
  readonly step: OdooStep;
  readonly state: 'done' | 'skipped';
  readonly odooId: number | null;
  readonly url: string | null;
  readonly at: string;
}

/** One hand-over to Odoo, by Kommo lead. */
export interface HandOverRow {
  readonly kommoLeadId: number;
  readonly state: 'requested' | 'done' | 'failed';
  readonly requestedAt: string;
  /** "hook", or "user:1002". */
  readonly requestedBy: string;
  readonly requestId: string;
  /** Why it was asked for although the lead was not won; null when it was won. */
  readonly reason: string | null;
  readonly finishedAt: string | null;
  readonly failure: {
    readonly code: ErrorCode;
    readonly reason: Sentence | null;
    readonly at: string;
  } | null;
  /** Customers of Odoo that it could mean, as the last try found them. */
  readonly choices: readonly Choice[];
  readonly chosenCustomer: number | 'new' | null;
  readonly steps: readonly HandOverStepRow[];
}

export interface HandOverTable {
  /** Starts a hand-over, or restarts a failed one; anything else is left as it is. True when there is work to queue. */
  request(kommoLeadId: number, by: string, requestId: string, reason?: string): Promise<boolean>;
  find(kommoLeadId: number): Promise<HandOverRow | null>;
  recordStep(kommoLeadId: number, step: HandOverStepRow): Promise<void>;
  /** Forgets a step whose record was deleted in Odoo. */
  forgetStep(kommoLeadId: number, step: OdooStep): Promise<void>;
  /** A passing failure, shown while the work waits; null clears it. */
  recordWaiting(kommoLeadId: number, code: ErrorCode | null): Promise<void>;
  finish(kommoLeadId: number, at: Date): Promise<void>;
  /** What a person is to choose between; empty when there is no doubt any more. */
  recordChoices(kommoLeadId: number, choices: readonly Choice[]): Promise<void>;
  chooseCustomer(kommoLeadId: number, customer: number | 'new'): Promise<void>;
  fail(kommoLeadId: number, code: ErrorCode, reason: Sentence | null, at: Date): Promise<void>;
}
