/** How many rows each section of the requirements has: R1.1 to R1.6, R2.1 to R2.5 … */
const rowsBySection = { 1: 6, 2: 5, 3: 4, 4: 4, 5: 5, 6: 4, 8: 9, 9: 3 } as const;

export const requirementIds: readonly string[] = Object.entries(rowsBySection).flatMap(
  ([section, rows]) => Array.from({ length: rows }, (_none, row) => `R${section}.${row + 1}`),
);
