import type { Blueprint } from '../blueprint/shape.js';
import { questionOf } from '../capture/option-of.js';
import { shareInterval } from '../experiment/compare-shares.js';
import type { Interval, Share } from '../experiment/interval.js';
import type { ChoiceFactor } from '../score/score-tables.js';
import { chosenOption } from './closed-lead.js';
import type { ClosedLead } from './closed-lead.js';

export interface WinRate {
  readonly factor: ChoiceFactor;
  /** Null: not answered. */
  readonly option: string | null;
  readonly won: Share;
  /** Wilson, 95 %. */
  readonly interval: Interval;
}

export const choiceFactors = [
  'company_size',
  'monthly_revenue',
  'urgency_level',
  'budget_range',
  'current_situation',
] as const satisfies readonly ChoiceFactor[];

/** How many of those who gave each answer were won, in the order of the form. */
export const winRates = (leads: readonly ClosedLead[], blueprint: Blueprint): readonly WinRate[] =>
  choiceFactors.flatMap((factor) => {
    const options = questionOf(factor, blueprint)?.options.map(({ key }) => key) ?? [];
    const chosen = leads.map(({ isWon, facts }) => ({
      isWon,
      option: chosenOption(factor, facts, blueprint),
    }));
    return [...options, null].map((option) => {
      const those = chosen.filter((one) => one.option === option);
      const won = { count: those.filter(({ isWon }) => isWon).length, of: those.length };
      return { factor, option, won, interval: shareInterval(won) };
    });
  });
