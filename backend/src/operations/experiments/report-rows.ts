import { bands, bandWidth } from '../../../../domain/experiment/distribution.js';
import type { CostPer } from '../../../../domain/experiment/cost-per.js';
import { listedKeys } from '../../../../domain/experiment/experiment.js';
import type { Experiment } from '../../../../domain/experiment/experiment.js';
import type { ArmReport, Difference, Report } from '../../../../domain/experiment/report.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { nothing, sayShare } from './say-share.js';

type Cell = string | Sentence;
export interface ReportRow {
  readonly what: Sentence;
  readonly a: Cell;
  readonly b: Cell;
  /** B less A; empty where it tells nothing. */
  readonly difference: Cell;
}

/** What an experiment shows, a row each, as it is read and as it stands in the file (R3.4). */
export function reportRows(
  { costs: { currency }, listed }: Pick<Experiment, 'costs' | 'listed'>,
  { arms, qualified, score }: Report,
): readonly ReportRow[] {
  const money = createMoney(currency);
  const row = (
    what: Sentence,
    read: (arm: ArmReport) => Cell,
    difference: Cell = '',
  ): ReportRow => ({ what, a: read(arms.a), b: read(arms.b), difference });
  const isVisited = arms.a.visits !== null;
  return [
    ...(isVisited
      ? [
          row({ code: 'experiment.visits' }, ({ visits }) => String(visits ?? 0)),
          row({ code: 'experiment.completion' }, ({ completion }) => sayShare(completion)),
        ]
      : []),
    row({ code: 'experiment.leads' }, ({ leads }) => String(leads)),
    row(
      { code: 'experiment.qualified' },
      (arm) => sayShare(arm.qualified),
      inPoints(qualified, 100),
    ),
    row({ code: 'experiment.won' }, ({ won }) => sayShare(won)),
    row(
      { code: 'experiment.mean_score' },
      ({ meanScore }) => numberOf(meanScore),
      inPoints(score, 1),
    ),
    row({ code: 'experiment.median_score' }, ({ medianScore }) => numberOf(medianScore)),
    ...Array.from({ length: bands }, (_none, band) =>
      row(bandOf(band), ({ scores }) => String(scores[band] ?? 0)),
    ),
    row({ code: 'experiment.cost' }, ({ cost }) => money(cost)),
    row({ code: 'experiment.cost_per_qualified' }, (arm) => costOf(arm.costPerQualified, money)),
    ...listedKeys.map((key): ReportRow => ({
      what: { code: `experiment.${key}` },
      ...listed[key],
      difference: '',
    })),
  ];
}

const bandOf = (band: number): Sentence => ({
  code: 'experiment.band',
  params: {
    from: band * bandWidth,
    to: band === bands - 1 ? 100 : (band + 1) * bandWidth - 1,
  },
});

/** With the interval that holds however often one looks. */
function inPoints({ value, always }: Difference, scale: number): Cell {
  if (always === null) return nothing;
  const shown = (one: number): string => signed(one * scale);
  return {
    code: 'experiment.points',
    params: { value: shown(value), low: shown(always.low), high: shown(always.high) },
  };
}

function costOf(cost: CostPer | null, money: (amount: number) => string): Cell {
  if (cost === null) return nothing;
  if (cost.value === null || cost.high === null) {
    return { code: 'experiment.more_than', params: { amount: money(cost.low) } };
  }
  const [value, low, high] = [cost.value, cost.low, cost.high].map(money);
  return {
    code: 'experiment.between',
    params: { value: value ?? '', low: low ?? '', high: high ?? '' },
  };
}

const numberOf = (value: number | null): Cell => (value === null ? nothing : value.toFixed(1));
/** A minus that no spreadsheet takes for the beginning of a formula. */
const signed = (value: number): string => value.toFixed(1).replace('-', '−');

function createMoney(currency: string): (amount: number) => string {
  const format = new Intl.NumberFormat('es-DO', {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  });
  return (amount) => format.format(amount);
}
