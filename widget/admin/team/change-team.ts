import type { SavedTeam, TeamPage } from '../../../contract/team.js';
import { changeHolidays } from './change-holidays.js';
import { readWeek } from './hours-text.js';

type Member = SavedTeam['members'][number];
type Service = Member['services'][number];
/** The form's; a test holds them to it. */
export const sectors = [
  ...['commerce', 'services', 'manufacturing', 'construction', 'technology', 'other'],
] as const;
const services: readonly Service[] = ['accounting', 'tax', 'payroll', 'consulting'];

/** The team after a press, "active:1002" or "service:1002:tax"; null where nothing would change. */
export function changeTeam(
  { team, users }: TeamPage,
  order: string,
  fields: Readonly<Record<string, string>>,
): SavedTeam | null {
  if (order.startsWith('holiday')) return changeHolidays(team, order, fields);
  const { what, userId, key } = readOrder(order);
  const user = users.find((one) => one.id === userId);
  switch (what) {
    case 'add':
      return user === undefined ? null : withMembers(team, [...team.members, memberOf(user)]);
    case 'remove':
      return withMembers(
        team,
        team.members.filter((one) => one.userId !== userId),
      );
    case 'owner':
      return { ...team, queueOwnerId: otherThan(team.queueOwnerId, userId) };
    case 'manager':
      return { ...team, managerId: otherThan(team.managerId, userId) };
    default:
      return changeMember(team, userId, (member) => changed(member, { what, key, fields }));
  }
}

function readOrder(order: string) {
  const [what = '', id = '', key = ''] = order.split(':');
  return { what, userId: Number(id), key };
}

/** Pressed again, nobody has the role. */
const otherThan = (held: number | null, userId: number): number | null =>
  held === userId ? null : userId;

const withMembers = (team: SavedTeam, members: readonly Member[]): SavedTeam => ({
  ...team,
  members: [...members],
});

const memberOf = ({ id, name }: TeamPage['users'][number]): Member => ({
  ...{ userId: id, name, services: [], sectors: [], week: null, absences: [], active: true },
});

function changeMember(
  team: SavedTeam,
  userId: number,
  change: (member: Member) => Member | null,
): SavedTeam | null {
  const member = team.members.find((one) => one.userId === userId);
  const after = member === undefined ? null : change(member);
  if (after === null) return null;
  return withMembers(
    team,
    team.members.map((one) => (one.userId === userId ? after : one)),
  );
}

interface Order {
  readonly what: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

function changed(member: Member, { what, key, fields }: Order): Member | null {
  switch (what) {
    case 'active':
      return { ...member, active: !member.active };
    case 'service':
      return withService(member, key);
    case 'sector':
      return withSector(member, key);
    case 'hours':
      return withHours(member, fields);
    case 'firm-hours':
      return { ...member, week: null };
    case 'absence':
      return withAbsence(member, fields);
    case 'present':
      return { ...member, absences: member.absences.filter(({ from }) => from !== key) };
    default:
      return null;
  }
}

function withService(member: Member, key: string): Member | null {
  const service = services.find((one) => one === key);
  if (service === undefined) return null;
  const held = member.services;
  const after = held.includes(service) ? held.filter((one) => one !== service) : [...held, service];
  return { ...member, services: after };
}

function withSector(member: Member, key: string): Member | null {
  if (!sectors.some((one) => one === key)) return null;
  const held = member.sectors;
  const after = held.includes(key) ? held.filter((one) => one !== key) : [...held, key];
  return { ...member, sectors: after };
}

function withHours(member: Member, fields: Order['fields']): Member | null {
  const week = readWeek(fields);
  return week === null ? null : { ...member, week };
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** One day where the second date is left out. */
function withAbsence(
  member: Member,
  { from = '', to = '' }: Readonly<Record<string, string>>,
): Member | null {
  const until = to === '' ? from : to;
  if (!isDate(from) || !isDate(until) || until < from) return null;
  return { ...member, absences: [...member.absences, { from, to: until }] };
}
