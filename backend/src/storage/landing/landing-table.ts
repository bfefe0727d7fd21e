import type { FormFacts } from '../../../../domain/lead/lead.js';

/** A form whose visitor agreed to being written to and has not sent it whole. */
export interface FormDraft {
  readonly id: string;
  /** What the page carried, so that the same browser goes on with it. */
  readonly state: unknown;
  /** As a capture of the source `direct`. */
  readonly body: unknown;
  readonly facts: FormFacts;
}

/** What the landing page keeps beside its captures. */
export interface LandingTable {
  saveDraft(draft: FormDraft, at: Date): Promise<void>;
  findDraft(id: string): Promise<FormDraft | null>;
  draftsBefore(at: Date, most: number, skip?: number): Promise<readonly string[]>;
  dropDraft(id: string): Promise<void>;
  /** One more of each name on a local day, "2026-11-23". */
  count(day: string, names: readonly string[]): Promise<void>;
  countsSince(day: string): Promise<ReadonlyMap<string, number>>;
}
