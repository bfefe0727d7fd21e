import { alwaysValidInterval, estimateOfMeans, estimateOfShares } from './always-valid.js';
import type { Estimate } from './always-valid.js';
import { arms } from './arm.js';
import type { Arm } from './arm.js';
import { meanDifference, sampleOf } from './compare-means.js';
import { differenceInterval, shareInterval } from './compare-shares.js';
import { costPer } from './cost-per.js';
import type { CostPer } from './cost-per.js';
import { decide } from './decide.js';
import type { Verdict } from './decide.js';
import { distributionOf, medianOf } from './distribution.js';
import type { Experiment, LeadOutcome } from './experiment.js';
import { valueOf } from './interval.js';
import type { Interval, Share } from './interval.js';
import { checkSplit } from './sample-ratio.js';

type Both<T> = Readonly<Record<Arm, T>>;

export interface ShareSeen extends Share {
  readonly interval: Interval;
}

export interface ArmReport {
  /** People sent to it; null where nobody is sent (a conversation). */
  readonly visits: number | null;
  readonly leads: number;
  /** Leads of visits. */
  readonly completion: ShareSeen | null;
  readonly qualified: ShareSeen;
  readonly won: ShareSeen;
  readonly meanScore: number | null;
  readonly medianScore: number | null;
  readonly scores: readonly number[];
  readonly cost: number;
  readonly costPerQualified: CostPer | null;
}

/** B less A. */
export interface Difference {
  readonly value: number;
  /** For one look at the end. */
  readonly interval: Interval | null;
  /** Holds at every look together: what the verdict follows. */
  readonly always: Interval | null;
}

export interface Report {
  readonly arms: Both<ArmReport>;
  readonly qualified: Difference;
  readonly score: Difference;
  readonly split: { readonly chance: number; readonly alarm: boolean };
  readonly verdict: Verdict;
}

/** What an experiment shows so far (R3.4, R8.7). `visits` is null where leads are drawn, not visitors. */
export function reportOf(
  experiment: Pick<Experiment, 'weights' | 'costs'>,
  visits: Both<number> | null,
  outcomes: readonly LeadOutcome[],
): Report {
  const { weights } = experiment;
  const drawn = visits ?? byArm((arm) => outcomes.filter((one) => one.arm === arm).length);
  const split = checkSplit(drawn, weights);
  const reports = byArm((arm) =>
    armReport({
      outcomes: outcomes.filter((one) => one.arm === arm),
      visits: visits?.[arm] ?? null,
      cost: costOf(experiment, drawn, arm),
    }),
  );
  return {
    arms: reports,
    qualified: shareDifference(reports),
    score: scoreDifference(outcomes),
    split,
    verdict: decide({
      shares: { a: reports.a.qualified, b: reports.b.qualified },
      ...{ weights, broken: split.alarm },
    }),
  };
}

const byArm = <T>(make: (arm: Arm) => T): Both<T> => ({ a: make('a'), b: make('b') });

/** What was spent on both is divided as those it brought were. */
function costOf({ costs }: Pick<Experiment, 'costs'>, drawn: Both<number>, arm: Arm): number {
  const all = drawn.a + drawn.b;
  return (
    (all === 0 ? costs.shared / arms.length : (costs.shared * drawn[arm]) / all) + costs.own[arm]
  );
}

interface Seen {
  readonly outcomes: readonly LeadOutcome[];
  readonly visits: number | null;
  readonly cost: number;
}

function armReport({ outcomes, visits, cost }: Seen): ArmReport {
  const of = outcomes.length;
  const scores = scoresOf(outcomes);
  const qualified = seen({ count: outcomes.filter((one) => one.qualified).length, of });
  return {
    visits,
    leads: of,
    completion: visits === null || visits < of ? null : seen({ count: of, of: visits }),
    qualified,
    won: seen({ count: outcomes.filter((one) => one.won).length, of }),
    meanScore: scores.length === 0 ? null : sampleOf(scores).mean,
    medianScore: medianOf(scores),
    scores: distributionOf(scores),
    cost,
    costPerQualified: cost === 0 ? null : costPer(cost, qualified),
  };
}

const seen = (share: Share): ShareSeen => ({ ...share, interval: shareInterval(share) });

const scoresOf = (outcomes: readonly LeadOutcome[]): readonly number[] =>
  outcomes.flatMap(({ score }) => score ?? []);

function shareDifference({ a, b }: Both<ArmReport>): Difference {
  const estimate = estimateOfShares(b.qualified, a.qualified);
  return {
    value: valueOf(b.qualified) - valueOf(a.qualified),
    interval: estimate === null ? null : differenceInterval(b.qualified, a.qualified),
    always: alwaysOf(estimate, 1),
  };
}

function scoreDifference(outcomes: readonly LeadOutcome[]): Difference {
  const [a, b] = arms.map((arm) => sampleOf(scoresOf(outcomes.filter((one) => one.arm === arm))));
  if (a === undefined || b === undefined) return { value: 0, interval: null, always: null };
  return {
    value: b.mean - a.mean,
    interval: meanDifference(b, a),
    always: alwaysOf(estimateOfMeans(b, a), 100),
  };
}

function alwaysOf(estimate: Estimate | null, scale: number): Interval | null {
  if (estimate === null) return null;
  const { low, high } = alwaysValidInterval(estimate);
  return { low: Math.max(-1, low) * scale, high: Math.min(1, high) * scale };
}
