import type { LeadClass } from '../../contract/score.js';
import { addWorkingMs, isWorking, nextWorking } from '../time/working-hours.js';
import type { WorkTime } from '../time/working-hours.js';

const hourMs = 3_600_000;

/** What a lead of a class may expect: HOT at once, WARM within 4 working hours, COLD within two working days (R2.5). */
const withinMs = { WARM: 4 * hourMs, COLD: 19 * hourMs } as const;

export interface Promised {
  readonly during: 'working' | 'closed';
  /** Null where nothing is promised, or no hour of work comes. */
  readonly when: Date | null;
}

export function promiseContact(leadClass: LeadClass, at: Date, time: WorkTime): Promised {
  const during = isWorking(at, time) ? 'working' : 'closed';
  switch (leadClass) {
    case 'HOT':
      return { during, when: nextWorking(at, time) };
    case 'WARM':
    case 'COLD':
      return { during, when: addWorkingMs(at, withinMs[leadClass], time) };
    case 'NURTURING':
      return { during, when: null };
  }
}
