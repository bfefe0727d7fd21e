import type { About } from './work/row.js';
import type { Outcome } from './work/outcome.js';

/** What one run of a step is about, for the traces of its leads. */
export interface TracedRun {
  readonly step: string;
  readonly abouts: readonly About[];
  /** The lead of ours that Kommo has under this number. */
  readonly find: (kommoLeadId: number) => Promise<{ readonly id: string } | null>;
}

/**
 * Traces in the sense of OpenTelemetry, one for each lead, from its capture to Odoo. A trace's id is the id of its capture
 * without hyphens, so that whoever knows the lead finds the trace. Nothing personal is in it: steps, times, ids, error codes.
 */
export interface LeadTraces {
  /** Called when a capture begins; what it answers is called once it is stored. */
  begin(): (captureId: string, source: string) => void;
  /** Runs a step's batch within the traces of its leads. */
  run(traced: TracedRun, work: () => Promise<readonly Outcome[]>): Promise<readonly Outcome[]>;
  /** A call of another system ended; within a run it belongs to its traces, elsewhere it is passed over. */
  call(name: string, call: { readonly status: number; readonly ms: number }): void;
  /** Sends what is not sent yet. */
  readonly stop: () => Promise<void>;
}

const nothing = (): void => undefined;

/** Where no exporter is set. */
export const untraced: LeadTraces = {
  begin: () => nothing,
  run: (_traced, work) => work(),
  call: nothing,
  stop: () => Promise.resolve(),
};
