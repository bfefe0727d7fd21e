/**
 * Under which request a row that is due is asked for. A job of another moment is a leftover: it was cut off after it had
 * moved the row on, so a newer job does the work, and the two at once would ask a person twice.
 */
export const momentOf = (dueAt: string | null): string => `due:${dueAt ?? ''}`;
