import type { SeenConversation } from '../../../../domain/measure/funnel.js';

/** Leads by what brought them first; tests and forms left half way count nowhere. */
export interface ChannelRow {
  readonly channel: string;
  readonly leads: number;
  /** Null where none was scored. */
  readonly meanScore: number | null;
  readonly qualified: number;
  readonly won: number;
}

/** What became of leads whose last touch it was. */
export interface TouchFigures {
  readonly key: string;
  readonly sent: number;
  readonly task: number;
  readonly skipped: number;
  readonly answered: number;
  readonly optedOut: number;
  readonly won: number;
}

export interface StageTimes {
  readonly stage: string;
  /** Stays that have ended. */
  readonly ended: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Leads that stand there now. */
  readonly now: number;
}

export interface AdoptionFigures {
  /** Acts of people by card and pages that were done, by their name: "PATCH leads/:id/answers". */
  readonly acts: ReadonlyMap<string, number>;
  readonly handOversAsked: number;
  readonly handOversByThemselves: number;
  readonly saidWrong: number;
}

/** Counts over many leads, for the pages "Salud" and "Análisis". */
export interface FigureTable {
  /** Conversations begun since then, the newest first. */
  conversations(since: Date, limit: number): Promise<readonly SeenConversation[]>;
  /** Of leads that came since then; the largest first. */
  channels(since: Date, qualifiedFrom: number, limit: number): Promise<readonly ChannelRow[]>;
  touches(since: Date): Promise<readonly TouchFigures[]>;
  /** Of stays that began since then. */
  stageTimes(since: Date): Promise<readonly StageTimes[]>;
  adoption(since: Date): Promise<AdoptionFigures>;
}
