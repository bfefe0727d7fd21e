import type { CardFollowUp } from '../../../../contract/card-follow-up.js';
import type { FollowUp, TouchRow } from '../../storage/tables.js';

/** What the card shows of a follow-up; null where there was none. */
export function followUpOf(followUp: FollowUp | null): CardFollowUp | null {
  if (followUp === null) return null;
  const next = followUp.state === 'ended' ? undefined : nextTouchOf(followUp);
  return {
    state: followUp.state,
    next: next === undefined ? null : { name: next.key, dueAt: next.dueAt },
  };
}

export const nextTouchOf = ({ touches }: FollowUp): TouchRow | undefined =>
  touches.find(({ state }) => state === 'planned');
