/** For what only our own database can refuse. */
export const shortLadder = [1, 5, 30, 120, 600];

/** Three quick tries, then the queue keeps it (R6.1): 1 s, 5 s, 30 s, and on for three days: a weekend without Kommo or Odoo loses nothing. */
export const captureLadder = [
  1, 5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800, 43_200, 43_200, 43_200, 43_200,
];
