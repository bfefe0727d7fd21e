import type { ChoiceFactor } from '../../score/score-tables.js';

/** Options that mean more and more, from the least: no proposal may give a larger company fewer points. Others stand for themselves. */
export const optionOrder = {
  company_size: ['1-5', '6-20', '21-50', '51-100', '100+'],
  monthly_revenue: ['up_to_500k', '500k_2m', '2m_5m', '5m_10m', 'over_10m'],
  urgency_level: ['exploring', 'three_months', 'this_month', 'immediate'],
  budget_range: ['5k_15k', '15k_30k', '30k_50k', 'over_50k'],
  current_situation: [],
} as const satisfies Readonly<Record<ChoiceFactor, readonly string[]>>;
