/** `none`: nothing was measured yet. */
export type HealthState = 'good' | 'watch' | 'bad' | 'none';

/** Where a figure stops to be good, and where somebody has to act. */
export interface HealthLimit {
  readonly watch: number;
  readonly bad: number;
}

/** For what is worse the more there is of it; a limit itself still is on the better side. */
export function judgeHigh(value: number | null, { watch, bad }: HealthLimit): HealthState {
  if (value === null) return 'none';
  if (value > bad) return 'bad';
  return value > watch ? 'watch' : 'good';
}

/** For what is worse the less there is of it. */
export const judgeLow = (value: number | null, { watch, bad }: HealthLimit): HealthState =>
  judgeHigh(value === null ? null : -value, { watch: -watch, bad: -bad });

const order: readonly HealthState[] = ['none', 'good', 'watch', 'bad'];

export const worstOf = (states: readonly HealthState[]): HealthState =>
  states.reduce<HealthState>(
    (worst, state) => (order.indexOf(state) > order.indexOf(worst) ? state : worst),
    'none',
  );
