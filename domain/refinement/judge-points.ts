import type { Blueprint } from '../blueprint/shape.js';
import type { Interval } from '../experiment/interval.js';
import { z95 } from '../experiment/interval.js';
import type { ScoreTables } from '../score/score-tables.js';
import type { ClosedLead } from './closed-lead.js';
import { fitLogistic, softplus } from './fit-logistic.js';
import { scoreOf } from './points.js';
import type { RefinedModel } from './points.js';

export interface Judgement {
  /** Leads that were judged: the most recent fifth, of which the proposal knew nothing. */
  readonly leads: number;
  /** When the first and the last of them came. */
  readonly since: string;
  readonly until: string;
  /** Older leads, of which the points were learned. */
  readonly learnedFrom: number;
  /** Of 100 pairs of a won and a lost lead, in how many the won one has the higher score; null without a pair. */
  readonly pairs: { readonly before: number | null; readonly after: number | null };
  /** How much better the ends were foretold, in log-loss a lead, with its interval of 95 %: above 0 is better. */
  readonly gain: number;
  readonly interval: Interval;
  readonly isBetter: boolean;
}

interface Compared {
  readonly model: RefinedModel;
  readonly before: ScoreTables;
  readonly after: ScoreTables;
  readonly blueprint: Blueprint;
}

/** Holds both tables against leads that neither was made from: what each score meant is learned from the older ones. */
export function judgePoints(
  older: readonly ClosedLead[],
  recent: readonly ClosedLead[],
  { model, before, after, blueprint }: Compared,
): Judgement {
  const look = (tables: ScoreTables) => {
    const totalOf = (lead: ClosedLead) => scoreOf(model, lead, { tables, blueprint }).total;
    const { intercept, effects } = fitLogistic(
      older.map((lead) => ({
        terms: [{ column: 0, value: totalOf(lead) }],
        isTrue: lead.isWon,
      })),
      [0],
      1e-6,
    );
    const totals = recent.map(totalOf);
    const losses = recent.map(({ isWon }, at) => {
      const logOdds = intercept + (effects[0] ?? 0) * (totals[at] ?? 0);
      return softplus(isWon ? -logOdds : logOdds);
    });
    return { losses, pairs: pairsInOrder(recent, totals) };
  };
  const [old, fresh] = [look(before), look(after)];
  const gains = old.losses.map((loss, at) => loss - (fresh.losses[at] ?? 0));
  const { mean, interval } = meanOf(gains);
  return {
    leads: recent.length,
    since: recent[0]?.capturedAt ?? '',
    until: recent.at(-1)?.capturedAt ?? '',
    learnedFrom: older.length,
    pairs: { before: old.pairs, after: fresh.pairs },
    gain: mean,
    interval,
    isBetter: interval.low > 0,
  };
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly interval: Interval } {
  const n = Math.max(1, values.length);
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, n - 1);
  const reach = z95 * Math.sqrt(variance / n);
  return { mean, interval: { low: mean - reach, high: mean + reach } };
}

/** By ranks (Mann–Whitney); equal scores count half. */
function pairsInOrder(leads: readonly ClosedLead[], totals: readonly number[]): number | null {
  const counts = new Map<number, { won: number; lost: number }>();
  for (const [at, { isWon }] of leads.entries()) {
    const total = totals[at] ?? 0;
    const count = counts.get(total) ?? { won: 0, lost: 0 };
    counts.set(total, { won: count.won + (isWon ? 1 : 0), lost: count.lost + (isWon ? 0 : 1) });
  }
  let lostBelow = 0;
  let inOrder = 0;
  let won = 0;
  for (const [, count] of [...counts].sort(([one], [other]) => one - other)) {
    inOrder += count.won * (lostBelow + count.lost / 2);
    lostBelow += count.lost;
    won += count.won;
  }
  return won * lostBelow === 0 ? null : (100 * inOrder) / (won * lostBelow);
}
