/**
 * Under which request a row that is due is asked for. A job of another moment is a leftover: it was cut off after it had
 * moved the row on, so a newer job does the work, and the two at once would ask a person twice.
 */
export const momentOf = (dueAt: string | null): string => `due:${dueAt ?? ''}`;

/** The same at a stage: a lead may leave it and come to the next in one moment, and each stay has work of its own. */
export const momentOfStay = ({
  dueAt,
  enteredAt,
}: {
  readonly dueAt: string | null;
  readonly enteredAt: string;
}): string => `${momentOf(dueAt)} since ${enteredAt}`;
