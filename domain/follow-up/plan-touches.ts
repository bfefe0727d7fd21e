import { dayMs } from '../time/local-time.js';
import { nextWorking } from '../time/working-hours.js';
import type { WorkTime } from '../time/working-hours.js';
import type { PlannedTouch, Touch } from './touch.js';

export interface FollowUpStart {
  /** The first message that stayed unanswered. */
  readonly silentSince: Date;
  /** The lead answered the bot, so its 24 h reminder would be wrong. */
  readonly answeredBot: boolean;
  /** 1 unless the blueprint gives the lead's urgency another pace. */
  readonly pace: number;
}

/** The touches of one lead with their times, each moved to the next working moment (R5.2). */
export function planTouches(
  touches: readonly Touch[],
  { silentSince, answeredBot, pace }: FollowUpStart,
  time: WorkTime,
): readonly PlannedTouch[] {
  return touches
    .filter((_touch, index) => !(answeredBot && index === 0))
    .map((touch) => {
      const due = new Date(silentSince.getTime() + touch.afterDays * pace * dayMs);
      return { touch, dueAt: reachesSomebody(touch) ? (nextWorking(due, time) ?? due) : due };
    });
}

/** Moving a lead to another pipeline disturbs nobody at night. */
const reachesSomebody = ({ channels }: Touch): boolean =>
  channels.some((channel) => channel !== 'move');
