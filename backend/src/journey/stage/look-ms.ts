/** How often a qualified lead is looked at: no hook tells of a note or a call. */
export const lookMs = 5 * 60_000;
