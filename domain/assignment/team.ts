import { workingHours } from '../blueprint/working-hours.js';
import type { ServiceKey } from '../blueprint/keys.js';
import type { HolidayChanges } from '../time/holidays.js';
import type { LocalDate } from '../time/local-time.js';
import { isWorking } from '../time/working-hours.js';
import type { WeekHours, WorkTime } from '../time/working-hours.js';

/** An executive as the administrator entered them. */
export interface Member {
  /** Kommo's. */
  readonly userId: number;
  readonly name: string;
  /** Services and sectors (option keys) that this person knows best; empty where all are the same. */
  readonly services: readonly ServiceKey[];
  readonly sectors: readonly string[];
  /** Null: the firm's hours. */
  readonly week: WeekHours | null;
  readonly absences: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** Takes no new leads while false, whatever the hours. */
  readonly active: boolean;
}

/** Who works on leads; a setting. */
export interface Team {
  /** Who owns a lead that nobody has yet; null: whoever Kommo gave it to, if that is no member. */
  readonly queueOwnerId: number | null;
  /** Is told after the executive when a time limit is over; null: nobody is. */
  readonly managerId: number | null;
  /** What the yearly list of holidays adds or takes back. */
  readonly holidays: HolidayChanges;
  readonly members: readonly Member[];
}

/** When somebody of the team works; without a member, when the firm does. */
export const workTimeOf = ({ holidays }: Team, member: Member | null): WorkTime => ({
  week: member?.week ?? workingHours,
  holidays,
  absences: member?.absences ?? [],
});

/** Takes leads right now. */
export const isThere = (team: Team, member: Member, now: Date): boolean =>
  member.active && isWorking(now, workTimeOf(team, member));
