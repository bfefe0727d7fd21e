import type { Member, Team } from '../../domain/assignment/team.js';

export const member = (userId: number, change: Partial<Member> = {}): Member => ({
  ...{ userId, name: `Ejecutiva ${userId}`, services: [], sectors: [], week: null },
  ...{ absences: [], active: true },
  ...change,
});

/** The sandbox's users: 1001 owns the queue and leads the team, 1002 and 1003 sell. */
export const team = (change: Partial<Team> = {}): Team => ({
  queueOwnerId: 1001,
  managerId: 1001,
  holidays: { added: [], removed: [] },
  members: [member(1002), member(1003)],
  ...change,
});
