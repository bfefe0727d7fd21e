import type { SeenConversation } from '../../../../domain/measure/funnel.js';

/** Counts over many leads, for the pages "Salud" and "Análisis". */
export interface FigureTable {
  /** Conversations begun since then, the newest first. */
  conversations(since: Date, limit: number): Promise<readonly SeenConversation[]>;
}
