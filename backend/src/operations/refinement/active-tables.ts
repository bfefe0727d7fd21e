import { refinedModels, withPoints } from '../../../../domain/refinement/points.js';
import type { Ended } from '../../../../domain/refinement/reliability.js';
import type { ScoreTables } from '../../../../domain/score/score-tables.js';
import type { RefinementTable } from '../../storage/tables.js';

/** The newest say most of what is sold today. */
export const mostEnded = 5_000;

export interface ActiveTables {
  /** With the points that an administrator has activated; the blueprint's until the first `refresh`. */
  readonly current: () => ScoreTables;
  /** How leads of each total ended, as of the last `refresh`. */
  readonly ended: () => readonly Ended[];
  /** Reads what was activated, here or by another process, and how leads ended. */
  readonly refresh: () => Promise<void>;
}

/** The tables that score now. Every score keeps the version that made it, so an exchange rewrites nothing (R8.8). */
export function createActiveTables(
  blueprintTables: ScoreTables,
  refinements: Pick<RefinementTable, 'activations' | 'endedTotals'>,
): ActiveTables {
  let tables = blueprintTables;
  let ended: readonly Ended[] = [];
  return {
    current: () => tables,
    ended: () => ended,
    refresh: async () => {
      ended = await refinements.endedTotals(mostEnded);
      const activations = await refinements.activations();
      tables = refinedModels.reduce<ScoreTables>((so, model) => {
        const newest = activations.find((one) => one.model === model);
        return newest === undefined ? so : withPoints(so, model, newest);
      }, blueprintTables);
    },
  };
}
