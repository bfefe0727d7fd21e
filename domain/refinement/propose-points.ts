import { optionOrder } from '../blueprint/scores/option-order.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { ChoiceFactor, OptionPoints, ScoreTables } from '../score/score-tables.js';
import { chosenOption } from './closed-lead.js';
import type { ClosedLead } from './closed-lead.js';
import { fitLogistic } from './fit-logistic.js';
import type { Row } from './fit-logistic.js';
import { pointsOf, scoreOf } from './points.js';
import type { ChoicePoints, RefinedModel } from './points.js';
import { rising } from './rising.js';
import { choiceFactors } from './win-rates.js';

interface Known {
  readonly model: RefinedModel;
  readonly tables: ScoreTables;
  readonly blueprint: Blueprint;
}

/** What the points of an answer are worth as observations: with so few leads that gave it, old and new view weigh alike. */
const strength = 4;
/** Log-odds of a point where the present score says nothing, or the contrary. */
const leastSlope = 0.01;

/**
 * Whole points for every option, learned from leads that ended. A regression finds what each answer adds to the odds of being
 * won, beside all others, drawn towards the present points where few gave it; ordered options never fall; the best of each
 * factor keeps the factor's most, so that a hundred stays a hundred, and the others lie below it by what they lack.
 */
export function proposePoints(leads: readonly ClosedLead[], known: Known): ChoicePoints {
  const factors = factorsOf(known);
  const slope = Math.max(leastSlope, slopeOf(leads, known));
  const columns = factors.flatMap(({ factor, options }) =>
    options.map((option) => ({ factor, ...option })),
  );
  const rest = columns.length;
  const rows = leads.map((lead): Row => {
    const chosen = factors.flatMap(({ factor }) => {
      const option = chosenOption(factor, lead.facts, known.blueprint);
      const column = columns.findIndex((one) => one.factor === factor && one.option === option);
      return column < 0 ? [] : [column];
    });
    const counted = chosen.reduce((sum, column) => sum + (columns[column]?.share ?? 0), 0);
    const other = (scoreOf(known.model, lead, known).total - counted) / restScale;
    return {
      terms: [...chosen.map((column) => ({ column, value: 1 })), { column: rest, value: other }],
      isTrue: lead.isWon,
    };
  });
  const expected = [...columns.map(({ share }) => slope * share), slope * restScale];
  const { effects } = fitLogistic(rows, expected, strength);
  const counts = columns.map(
    (_column, at) => rows.filter(({ terms }) => terms.some(({ column }) => column === at)).length,
  );
  let from = 0;
  const fitted = factors.map((one) => {
    const learned = one.options.map(({ option }, index) => ({
      option,
      value: effects[from + index] ?? 0,
      weight: (counts[from + index] ?? 0) + strength,
    }));
    from += one.options.length;
    return { ...one, learned: ordered(one.factor, learned) };
  });
  return wholePoints(fitted);
}

/** The other factors' points in steps of ten, so that the prior weighs on them as on an answer. */
const restScale = 10;

interface Factor {
  readonly factor: ChoiceFactor;
  /** Its share of the hundred. */
  readonly most: number;
  /** Its highest points in the table. */
  readonly highest: number;
  readonly options: readonly { readonly option: string; readonly share: number }[];
}

function factorsOf({ model, tables }: Known): readonly Factor[] {
  const points = pointsOf(model, tables);
  const weights: Readonly<Partial<Record<ChoiceFactor, number>>> = tables.lead.weights;
  return choiceFactors.flatMap((factor) => {
    const table: OptionPoints | undefined = points[factor];
    if (table === undefined) return [];
    const highest = Math.max(...Object.values(table));
    const most = model === 'pre' ? highest : (weights[factor] ?? highest);
    const options = Object.entries(table).map(([option, value]) => ({
      option,
      share: (most * value) / highest,
    }));
    return [{ factor, most, highest, options }];
  });
}

/** How many log-odds a point of the present score is worth. */
const slopeOf = (leads: readonly ClosedLead[], known: Known): number =>
  fitLogistic(
    leads.map((lead) => ({
      terms: [{ column: 0, value: scoreOf(known.model, lead, known).total }],
      isTrue: lead.isWon,
    })),
    [0],
    1e-6,
  ).effects[0] ?? 0;

interface Learned {
  readonly option: string;
  /** Log-odds. */
  readonly value: number;
  readonly weight: number;
}

function ordered(factor: ChoiceFactor, learned: readonly Learned[]): readonly Learned[] {
  const order: readonly string[] = optionOrder[factor];
  const inOrder = order.flatMap((option) => learned.filter((one) => one.option === option));
  const risen = rising(inOrder);
  return learned.map((one) => {
    const at = inOrder.indexOf(one);
    return at < 0 ? one : { ...one, value: risen[at] ?? one.value };
  });
}

/** All factors share one measure: their ranges together are what the points of all options span today. */
function wholePoints(
  factors: readonly (Factor & { readonly learned: readonly Learned[] })[],
): ChoicePoints {
  const spans = factors.map(({ learned, options, most }) => ({
    odds: Math.max(...valuesOf(learned)) - Math.min(...valuesOf(learned)),
    points: most - Math.min(...options.map(({ share }) => share)),
  }));
  const sum = (key: 'odds' | 'points') => spans.reduce((all, span) => all + span[key], 0);
  const perPoint = Math.max(leastSlope, sum('odds') / sum('points'));
  return Object.fromEntries(
    factors.map(({ factor, most, highest, learned }) => {
      const best = Math.max(...valuesOf(learned));
      const whole = learned.map(({ option, value }) => {
        const share = Math.max(0, most - (best - value) / perPoint);
        return [option, Math.round((highest * share) / most)] as const;
      });
      return [factor, Object.fromEntries(whole)];
    }),
  );
}

const valuesOf = (learned: readonly Learned[]): readonly number[] =>
  learned.map(({ value }) => value);
