import type { LeadClass } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { ScoreTables } from '../score/score-tables.js';
import type { ClosedLead } from './closed-lead.js';
import { judgePoints } from './judge-points.js';
import type { Judgement } from './judge-points.js';
import { pointsOf, scoreOf, withPoints } from './points.js';
import type { ChoicePoints, RefinedModel } from './points.js';
import { proposePoints } from './propose-points.js';

/** Fewer say too little of so many answers. */
export const fewestEnds = 40;

export type Refinement =
  /** Still missing until points can be proposed. */
  | { readonly kind: 'more'; readonly won: number; readonly lost: number }
  /** The points are right as far as the leads tell. */
  | { readonly kind: 'same' }
  /** Other points were tried, and were not surely better on the most recent leads. */
  | { readonly kind: 'unclear'; readonly judgement: Judgement }
  | {
      readonly kind: 'proposed';
      readonly points: ChoicePoints;
      readonly judgement: Judgement;
      /** What it would have said of past leads, the largest change first. */
      readonly changes: readonly LeadChange[];
    };

export interface LeadChange {
  readonly kommoLeadId: number;
  readonly isWon: boolean;
  readonly before: { readonly total: number; readonly leadClass: LeadClass };
  readonly after: { readonly total: number; readonly leadClass: LeadClass };
}

interface Known {
  readonly model: RefinedModel;
  readonly tables: ScoreTables;
  readonly blueprint: Blueprint;
}

/** What leads that ended say of the points (R8.8). Nothing changes by it: a person activates what is proposed. */
export function refine(leads: readonly ClosedLead[], known: Known): Refinement {
  const won = leads.filter(({ isWon }) => isWon).length;
  const lost = leads.length - won;
  if (won < fewestEnds || lost < fewestEnds) {
    return {
      kind: 'more',
      won: Math.max(0, fewestEnds - won),
      lost: Math.max(0, fewestEnds - lost),
    };
  }
  const byTime = [...leads].sort((one, other) => one.capturedAt.localeCompare(other.capturedAt));
  const recentFrom = Math.floor((byTime.length * 4) / 5);
  const [older, recent] = [byTime.slice(0, recentFrom), byTime.slice(recentFrom)];
  const { model, tables, blueprint } = known;
  const points = proposePoints(older, known);
  if (isSame(points, pointsOf(model, tables))) return { kind: 'same' };
  const after = withPoints(tables, model, { points, version: 'proposed' });
  const judgement = judgePoints(older, recent, { model, before: tables, after, blueprint });
  if (!judgement.isBetter) return { kind: 'unclear', judgement };
  return { kind: 'proposed', points, judgement, changes: changesOf(byTime, known, after) };
}

const isSame = (one: ChoicePoints, other: ChoicePoints): boolean =>
  Object.entries(one).every(([factor, options]) =>
    Object.entries(options).every(([option, points]) =>
      Object.entries(other).some(([key, all]) => key === factor && all[option] === points),
    ),
  );

const changesOf = (
  leads: readonly ClosedLead[],
  { model, tables, blueprint }: Known,
  proposed: ScoreTables,
): readonly LeadChange[] =>
  leads
    .map((lead) => ({
      kommoLeadId: lead.kommoLeadId,
      isWon: lead.isWon,
      before: scoreOf(model, lead, { tables, blueprint }),
      after: scoreOf(model, lead, { tables: proposed, blueprint }),
    }))
    .filter(({ before, after }) => before.total !== after.total)
    .sort((one, other) => sizeOf(other) - sizeOf(one))
    .map(({ before, after, ...lead }) => ({
      ...lead,
      before: { total: before.total, leadClass: before.leadClass },
      after: { total: after.total, leadClass: after.leadClass },
    }));

const sizeOf = ({ before, after }: Pick<LeadChange, 'before' | 'after'>): number =>
  Math.abs(after.total - before.total);
