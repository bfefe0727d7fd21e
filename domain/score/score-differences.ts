import type { Contribution, FactorKey, Score } from '../../contract/score.js';

export interface ScoreChange {
  readonly factor: FactorKey;
  readonly before: number;
  readonly after: number;
  readonly answerBefore: string | null;
  readonly answerAfter: string | null;
}

/** What changed between two scores of one model: every line with other points or another answer. */
export function diffScores(before: Score, after: Score): readonly ScoreChange[] {
  return after.contributions.flatMap((line) => {
    const old = lineOf(before, line.factor);
    if (old?.points === line.points && old.answer === line.answer) return [];
    return [
      {
        factor: line.factor,
        before: old?.points ?? 0,
        after: line.points,
        answerBefore: old?.answer ?? null,
        answerAfter: line.answer,
      },
    ];
  });
}

export interface Disagreement {
  readonly pre: number;
  readonly lead: number;
  /** The lines that explain most of the difference, the largest first. */
  readonly reasons: readonly {
    readonly factor: FactorKey;
    /** Points of the lead score above (or below) what the form promised for this factor. */
    readonly gap: number;
    /** What is unknown of it, where that is the reason. */
    readonly question: string | null;
    readonly fact: string | null;
  }[];
}

/** Totals closer than this are one opinion, even at both sides of a class limit. */
const tolerance = 10;
const mostReasons = 3;

/** The factor of the pre-score that says the same thing. The reply is measured later: the form's total stands for it. */
const counterparts: Readonly<Partial<Record<FactorKey, FactorKey>>> = {
  company_size: 'company_size',
  urgency_level: 'urgency_level',
  budget_range: 'budget_range',
  service_complexity: 'service_complexity',
  contact_quality: 'contact_data',
};

/** Why form and conversation think differently of a lead; null when they agree on its class or nearly on its points. */
export function explainDisagreement(pre: Score, lead: Score): Disagreement | null {
  const difference = lead.total - pre.total;
  if (pre.leadClass === lead.leadClass || Math.abs(difference) < tolerance) return null;
  const reasons = lead.contributions
    .map((line) => reasonOf(line, pre, lead))
    .filter(({ gap }) => Math.abs(gap) >= 1 && Math.sign(gap) === Math.sign(difference))
    .sort((one, other) => Math.abs(other.gap) - Math.abs(one.gap))
    .slice(0, mostReasons);
  return { pre: pre.total, lead: lead.total, reasons };
}

function reasonOf({ factor, points, most }: Contribution, pre: Score, lead: Score) {
  const counterpart = counterparts[factor];
  const promised = counterpart === undefined ? null : lineOf(pre, counterpart);
  const share = promised === null ? pre.total / 100 : promised.points / promised.most;
  const open = lead.missing.find((one) => one.factor === factor);
  return {
    factor,
    gap: Math.round(points - most * share),
    question: open?.question ?? null,
    fact: open?.fact ?? null,
  };
}

const lineOf = ({ contributions }: Score, factor: FactorKey): Contribution | null =>
  contributions.find((line) => line.factor === factor) ?? null;
