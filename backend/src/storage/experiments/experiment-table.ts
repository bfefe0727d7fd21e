import type { Arm } from '../../../../domain/experiment/arm.js';
import type { Experiment, LeadOutcome, Tried } from '../../../../domain/experiment/experiment.js';

export type NewExperiment = Pick<
  Experiment,
  'id' | 'name' | 'subject' | 'target' | 'versions' | 'weights'
>;

export type Noted = Pick<Experiment, 'costs' | 'listed'>;

export interface ExperimentTable {
  /** False where one of the same thing is under way, or the id is taken. */
  begin(experiment: NewExperiment, at: Date): Promise<boolean>;
  /** The newest first. */
  list(limit: number): Promise<readonly Experiment[]>;
  find(id: string): Promise<Experiment | null>;
  /** The newest of this thing, ended or not. */
  newest(tried: Tried): Promise<Experiment | null>;
  /** False where it has ended. */
  end(id: string, stays: Arm, at: Date): Promise<boolean>;
  note(id: string, noted: Noted): Promise<void>;
  /** Counts the visitor once; answers the arm that it was counted in first. */
  visit(id: string, visitor: string, arm: Arm, at: Date): Promise<Arm>;
  /** Keeps the lead's arm; the first one stays, and is answered. */
  keepLead(id: string, kommoLeadId: number, arm: Arm, at: Date): Promise<Arm>;
  armOf(id: string, kommoLeadId: number): Promise<Arm | null>;
  visits(id: string): Promise<Readonly<Record<Arm, number>>>;
  /** Of its leads, tests and half-filled forms left out; a person who came to both arms counts in the first. */
  outcomes(experiment: Experiment, qualifiedFrom: number): Promise<readonly LeadOutcome[]>;
}
