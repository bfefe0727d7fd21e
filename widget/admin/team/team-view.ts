import type { SavedTeam, TeamPage } from '../../../contract/team.js';
import teamTemplate from '../../templates/admin/team.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewLoaded, viewResult } from '../view/parts.js';

/** Who works on leads: what each knows best, hours, absences, what each has to do, and the last assignments with their reason. */
export function viewTeam(state: AdminState, setting: Setting): string {
  return (
    viewResult(state, setting.t, null) +
    viewLoaded(state.known.team, setting, (page) => teamTemplate(viewPage(page, state, setting)))
  );
}

function viewPage(page: TeamPage, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { team, users } = page;
  const busy = state.doing !== null;
  const others = users.filter(({ id }) => !team.members.some(({ userId }) => userId === id));
  return {
    title: t('team.title'),
    queued: t('team.queued', { count: page.queued }),
    busy,
    none: team.members.length === 0 ? t('team.none') : null,
    members: team.members.map((member) => viewMember(member, page, { busy, setting })),
    add: {
      title: t('team.add_title'),
      users: others.map(({ id, name }) => ({ id, label: t('team.add', { name }), busy })),
    },
    roles: [
      { title: t('team.owner'), users: viewRole('owner', team.queueOwnerId, page) },
      { title: t('team.manager'), users: viewRole('manager', team.managerId, page) },
    ],
    recent: {
      title: t('team.recent'),
      none: page.recent.length === 0 ? t('team.no_recent') : null,
      items: page.recent.map(({ leadName, kommoLeadId, userName, at, reason }) => ({
        lead: leadName ?? String(kommoLeadId),
        link: `/leads/detail/${kommoLeadId}`,
        text: `${userName}: ${reason}`,
        age: sayAge(readTime(at) ?? setting.now, setting),
      })),
    },
  };
}

const viewRole = (what: string, chosen: number | null, { users }: TeamPage): readonly object[] =>
  users.map(({ id, name }) => ({ action: `team:${what}:${id}`, name, chosen: chosen === id }));

interface Shown {
  readonly busy: boolean;
  readonly setting: Setting;
}

function viewMember(
  { userId, name, services, absences, active, week }: SavedTeam['members'][number],
  { loads }: TeamPage,
  { busy, setting: { t } }: Shown,
): object {
  const load = loads.find((one) => one.userId === userId);
  return {
    ...{ userId, name, busy },
    load: t('team.load', { count: load?.openLeads ?? 0 }),
    now: t(load?.isThere === true ? 'team.there' : 'team.not_there'),
    missing: load?.inKommo === false ? t('team.not_in_kommo') : null,
    hours: t(week === null ? 'team.firm_hours' : 'team.own_hours'),
    active: t(active ? 'team.stop' : 'team.go_on'),
    remove: t('team.remove'),
    knows: t('team.knows'),
    services: (['accounting', 'tax', 'payroll', 'consulting'] as const).map((key) => ({
      action: `team:service:${userId}:${key}`,
      label: t.word('services', key),
      chosen: services.includes(key),
    })),
    absences: absences.map(({ from, to }) => ({
      text: from === to ? from : `${from} – ${to}`,
      action: `team:present:${userId}:${from}`,
      label: t('team.back'),
    })),
    from: t('team.from'),
    to: t('team.to'),
    absent: t('team.absent'),
  };
}
