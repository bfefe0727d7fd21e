import type { SavedTeam, TeamPage } from '../../../../contract/team.js';
import { isThere } from '../../../../domain/assignment/team.js';
import type { Team } from '../../../../domain/assignment/team.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { Assignment, LeadRow } from '../../storage/tables.js';

const mostRecent = 50;
const mostQueued = 500;

/** The team with what each has to do, and who got the last leads and why (R3.1). */
export async function readTeam({
  store,
  kommo,
  clock,
}: Services): Promise<Unworded<TeamPage, 'reason'>> {
  const team = await store.team.read();
  const [users, loads, queued, recent] = await Promise.all([
    kommo.readUsers(),
    store.assignments.loads(),
    store.assignments.listQueued(mostQueued),
    store.assignments.listRecent(mostRecent),
  ]);
  const rows = await store.leads.findByKommoIds(recent.map(({ kommoLeadId }) => kommoLeadId));
  const now = clock();
  return {
    team: writableOf(team),
    users: users.map(({ id, name }) => ({ id, name })),
    loads: team.members.map((member) => ({
      userId: member.userId,
      openLeads: loads.get(member.userId)?.openLeads ?? 0,
      // A token that may not read the users tells nothing.
      inKommo: users.length === 0 || users.some(({ id }) => id === member.userId),
      isThere: isThere(team, member, now),
    })),
    queued: queued.length,
    recent: recent.map((one) => lineOf(one, team, rows)),
  };
}

export async function saveTeam(
  services: Services,
  team: SavedTeam,
  requestId: string,
): Promise<Unworded<TeamPage, 'reason'>> {
  const { store } = services;
  const before = byMember(writableOf(await store.team.read()));
  await store.audit.note(requestId, { before, after: byMember(team) });
  await store.team.save(team);
  services.log.info({ members: team.members.length }, 'saved the team');
  return readTeam(services);
}

/** So that what changed of one is told of that one. */
const byMember = ({ members, ...rest }: SavedTeam) => ({
  ...rest,
  members: Object.fromEntries(members.map(({ userId, ...member }) => [userId, member])),
});

const writableOf = ({ queueOwnerId, managerId, holidays, members }: Team): SavedTeam => ({
  ...{ queueOwnerId, managerId },
  holidays: { added: [...holidays.added], removed: [...holidays.removed] },
  members: members.map(({ week, ...member }) => ({
    ...member,
    services: [...member.services],
    sectors: [...member.sectors],
    absences: [...member.absences],
    week: week === null ? null : weekOf(week),
  })),
});

const weekOf = (week: NonNullable<Team['members'][number]['week']>) =>
  Object.fromEntries(Object.entries(week).map(([day, spans]) => [day, [...spans]]));

function lineOf(
  { kommoLeadId, userId, reason, outOf, assignedAt, queuedAt }: Assignment,
  { members }: Team,
  rows: readonly LeadRow[],
) {
  return {
    ...{ kommoLeadId, leadName: nameOf(rows.find((row) => row.kommoLeadId === kommoLeadId)) },
    userName: members.find((member) => member.userId === userId)?.name ?? String(userId ?? ''),
    at: assignedAt ?? queuedAt,
    reason: reasonOf(reason, outOf ?? 0),
  };
}

/** "Le tocó porque…" */
export function reasonOf(reason: Assignment['reason'], outOf: number): Sentence {
  if (reason === null) return { code: 'assignment.by_person' };
  if (reason === 'only_available') return { code: 'assignment.because_only_available' };
  return { code: `assignment.because_${reason}`, params: { outOf } };
}

export function nameOf(row: LeadRow | undefined): string | null {
  const { companyName = '', fullName = '' } = row?.profile.person ?? {};
  const name = companyName === '' ? fullName : companyName;
  return name === '' ? null : name;
}
