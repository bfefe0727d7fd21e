import { meetingAfterMs } from '../blueprint/meetings.js';
import type { MeetingKind } from '../blueprint/meetings.js';
import { addWorkingMs } from '../time/working-hours.js';
import type { WorkTime } from '../time/working-hours.js';

export interface Meeting {
  readonly kind: MeetingKind;
  readonly at: Date;
}

export const meetingKinds: readonly MeetingKind[] = ['whatsapp', 'call', 'virtual', 'in_person'];

/** A call or meeting as the lead prefers it, when its executive works; who said nothing is called. */
export function planMeeting(preference: unknown, now: Date, time: WorkTime): Meeting {
  const kind = meetingKinds.find((one) => one === preference) ?? 'call';
  return { kind, at: addWorkingMs(now, meetingAfterMs[kind], time) ?? now };
}
