import type { Score } from '../../../../contract/score.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Ended } from '../../../../domain/refinement/reliability.js';
import type { ChoicePoints, RefinedModel } from '../../../../domain/refinement/points.js';

export interface Activation {
  readonly id: number;
  readonly model: RefinedModel;
  readonly version: string;
  readonly points: ChoicePoints;
  readonly at: string;
  /** Kommo's user. */
  readonly doneBy: number;
}

/** A lead that was won or lost, with its newest score of each model. */
export interface EndedLead {
  readonly kommoLeadId: number;
  readonly capturedAt: string;
  readonly isWon: boolean;
  readonly profile: LeadProfile;
  readonly lead: Score | null;
  /** The total that stood in Kommo. */
  readonly total: number;
}

export interface RefinementTable {
  /** The newest first. */
  activations(): Promise<readonly Activation[]>;
  activate(activation: Omit<Activation, 'id' | 'at'>, at: Date): Promise<void>;
  /** The latest captured first; those with a score, tests left out. */
  endedLeads(limit: number): Promise<readonly EndedLead[]>;
  endedTotals(limit: number): Promise<readonly Ended[]>;
}
