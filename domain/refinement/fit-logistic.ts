/** One observation: the columns that are not 0 in it, and what came of it. */
export interface Row {
  readonly terms: readonly Term[];
  readonly isTrue: boolean;
}

export interface Term {
  readonly column: number;
  readonly value: number;
}

export interface Logistic {
  readonly intercept: number;
  /** Log-odds of each column. */
  readonly effects: readonly number[];
}

const mostRounds = 50;
const closeEnough = 1e-9;

/**
 * Logistic regression, each effect drawn towards `expected` as strongly as `strength` observations of
 * full weight would (a normal prior; the intercept is free). Newton's method: the function is concave, so it ends at the one
 * maximum; a step that overshoots is halved.
 */
export function fitLogistic(
  rows: readonly Row[],
  expected: readonly number[],
  strength: number,
): Logistic {
  let at = [0, ...expected];
  let value = goodness(rows, at, expected, strength);
  for (let round = 0; round < mostRounds; round += 1) {
    const step = newtonStep(rows, at, expected, strength);
    let share = 1;
    let next = moved(at, step, share);
    let better = goodness(rows, next, expected, strength);
    while (better < value && share > 1e-6) {
      share /= 2;
      next = moved(at, step, share);
      better = goodness(rows, next, expected, strength);
    }
    const gain = better - value;
    if (gain > 0) [at, value] = [next, better];
    if (gain < closeEnough) break;
  }
  const [intercept = 0, ...effects] = at;
  return { intercept, effects };
}

const moved = (at: readonly number[], step: readonly number[], share: number): number[] =>
  at.map((one, index) => one + share * (step[index] ?? 0));

const logOddsOf = ({ terms }: Row, at: readonly number[]): number =>
  terms.reduce((sum, { column, value }) => sum + value * (at[column + 1] ?? 0), at[0] ?? 0);

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** log(1 + e^x) without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

function goodness(
  rows: readonly Row[],
  at: readonly number[],
  expected: readonly number[],
  strength: number,
): number {
  const likelihood = rows.reduce((sum, row) => {
    const logOdds = logOddsOf(row, at);
    return sum - softplus(row.isTrue ? -logOdds : logOdds);
  }, 0);
  const strain = expected.reduce((sum, one, index) => sum + ((at[index + 1] ?? 0) - one) ** 2, 0);
  return likelihood - (strength / 2) * strain;
}

function newtonStep(
  rows: readonly Row[],
  at: readonly number[],
  expected: readonly number[],
  strength: number,
): number[] {
  const size = at.length;
  const slope = at.map((one, index) =>
    index === 0 ? 0 : -strength * (one - (expected[index - 1] ?? 0)),
  );
  const curve = at.map((_one, row) =>
    // A trace of the ridge keeps the intercept's place solvable where all ended alike.
    Array.from({ length: size }, (_none, column) =>
      row === column ? (row === 0 ? 1e-9 : strength) : 0,
    ),
  );
  for (const row of rows) {
    const p = probabilityOf(logOddsOf(row, at));
    const places = [{ column: -1, value: 1 }, ...row.terms];
    for (const one of places) {
      add(slope, one.column + 1, one.value * ((row.isTrue ? 1 : 0) - p));
      const line = curve[one.column + 1] ?? [];
      for (const other of places)
        add(line, other.column + 1, p * (1 - p) * one.value * other.value);
    }
  }
  return solve(curve, slope);
}

const add = (line: number[], at: number, value: number): void => {
  line[at] = (line[at] ?? 0) + value;
};

/** Gaussian elimination; the matrix is symmetric and positive definite, so no row needs to change its place. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  for (const [at, pivot] of rows.entries()) {
    for (const line of rows.slice(at + 1)) {
      const factor = (line[at] ?? 0) / (pivot[at] ?? 1);
      for (const [column, value] of pivot.entries()) add(line, column, -factor * value);
    }
  }
  return rows.reduceRight<number[]>((solved, line, at) => {
    const behind = line.slice(at + 1, -1);
    const known = behind.reduce((sum, one, index) => sum + one * (solved[index] ?? 0), 0);
    return [((line.at(-1) ?? 0) - known) / (line[at] ?? 1), ...solved];
  }, []);
}
