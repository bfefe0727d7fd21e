import type { ServiceKey } from '../blueprint/keys.js';
import { isWorking } from '../time/working-hours.js';
import type { WorkTime } from '../time/working-hours.js';

export interface Executive {
  readonly userId: number;
  readonly name: string;
  /** Services and sectors (option keys) that this person knows best; empty where all are the same. */
  readonly services: readonly ServiceKey[];
  readonly sectors: readonly string[];
  readonly time: WorkTime;
  /** Takes no new leads while false, whatever the hours. */
  readonly active: boolean;
  readonly openLeads: number;
  /** ISO 8601; null when nothing was assigned yet. */
  readonly lastAssignedAt: string | null;
}

/** What the choice looks at. */
export interface Assignable {
  readonly services: readonly ServiceKey[];
  /** Option key of the sector; null when unknown. */
  readonly sector: string | null;
}

/** What decided, in the order of the rules; the page says "le tocó porque…" with it. */
export type AssignmentReason = 'only_available' | 'speciality' | 'fewest_leads' | 'longest_idle';

export type Choice =
  | {
      readonly kind: 'assigned';
      readonly executive: Executive;
      readonly reason: AssignmentReason;
      /** How well the person's speciality fits: 0 none, 1 sector, 2 service, 3 both. */
      readonly fit: number;
      /** Those who were available. */
      readonly outOf: number;
    }
  /** Nobody is there: the lead waits in the queue for the next who is. */
  | { readonly kind: 'queued' };

/** By speciality, then fewest open leads, then longest idle, among those who work right now (R5.1). */
export function chooseExecutive(lead: Assignable, team: readonly Executive[], now: Date): Choice {
  const available = team.filter(({ active, time }) => active && isWorking(now, time));
  const fitOf = (one: Executive): number => fitness(lead, one);
  const byFit = best(available, (one) => -fitOf(one));
  const byLoad = best(byFit, ({ openLeads }) => openLeads);
  const byIdle = best(byLoad, idleSince);
  const executive = best(byIdle, ({ userId }) => userId)[0];
  if (executive === undefined) return { kind: 'queued' };
  return {
    kind: 'assigned',
    executive,
    reason: reasonOf([available, byFit, byLoad].map(({ length }) => length)),
    fit: fitOf(executive),
    outOf: available.length,
  };
}

/** The first rule that left one person. */
function reasonOf([available = 0, byFit = 0, byLoad = 0]: readonly number[]): AssignmentReason {
  if (available === 1) return 'only_available';
  if (byFit === 1) return 'speciality';
  return byLoad === 1 ? 'fewest_leads' : 'longest_idle';
}

const fitness = (lead: Assignable, { services, sectors }: Executive): number =>
  (services.some((one) => lead.services.includes(one)) ? 2 : 0) +
  (lead.sector !== null && sectors.includes(lead.sector) ? 1 : 0);

/** Who never got a lead has waited longest. */
const idleSince = ({ lastAssignedAt }: Executive): number =>
  lastAssignedAt === null ? -Infinity : Date.parse(lastAssignedAt);

function best<T>(all: readonly T[], by: (one: T) => number): readonly T[] {
  const least = Math.min(...all.map(by));
  return all.filter((one) => by(one) === least);
}

export interface Queued {
  readonly score: number;
  /** ISO 8601 */
  readonly since: string;
}

/** Hottest first, then oldest: who is next when somebody becomes available (R5.1). */
export const byQueueOrder = (one: Queued, other: Queued): number =>
  other.score - one.score || Date.parse(one.since) - Date.parse(other.since);
