import { chooseExecutive } from './choose-executive.js';
import type { Assignable, Choice, Executive } from './choose-executive.js';
import { workTimeOf } from './team.js';
import type { Team } from './team.js';

interface Load {
  readonly openLeads: number;
  readonly lastAssignedAt: string | null;
}

export interface Given<Lead> {
  readonly lead: Lead;
  readonly choice: Extract<Choice, { kind: 'assigned' }>;
}

/** Gives the leads away in their order, each choice seeing those before it; those left over wait in the queue (R3.1). */
export function distribute<Lead extends Assignable>(
  leads: readonly Lead[],
  { team, loads }: { readonly team: Team; readonly loads: ReadonlyMap<number, Load> },
  now: Date,
): readonly Given<Lead>[] {
  const held = new Map(loads);
  const given: Given<Lead>[] = [];
  for (const lead of leads) {
    const choice = chooseExecutive(lead, executivesOf(team, held), now);
    // Whoever is there is there for every lead.
    if (choice.kind === 'queued') break;
    const { userId, openLeads } = choice.executive;
    // Whoever got one in this same moment comes after those who did not.
    const at = new Date(now.getTime() + given.length).toISOString();
    held.set(userId, { openLeads: openLeads + 1, lastAssignedAt: at });
    given.push({ lead, choice });
  }
  return given;
}

const executivesOf = (team: Team, held: ReadonlyMap<number, Load>): readonly Executive[] =>
  team.members.map((member) => ({
    ...member,
    time: workTimeOf(team, member),
    openLeads: held.get(member.userId)?.openLeads ?? 0,
    lastAssignedAt: held.get(member.userId)?.lastAssignedAt ?? null,
  }));

/** Nobody has it: it is the queue owner's, or, without one, whoever Kommo gave it to and who is no member. */
export function isUnassigned(responsibleUserId: number | null, team: Team): boolean {
  if (responsibleUserId === null) return true;
  if (team.queueOwnerId !== null) return responsibleUserId === team.queueOwnerId;
  return !team.members.some(({ userId }) => userId === responsibleUserId);
}
