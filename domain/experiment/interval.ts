/** What is likely, from the least to the most. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How many of how many: qualified of all leads. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** 97.5 % of a normal distribution lie below this: 95 % within it on both sides. */
export const z95 = 1.959963984540054;

export const valueOf = ({ count, of }: Share): number => (of === 0 ? 0 : count / of);
