import type { SavedTeam, TeamPage } from '../../../contract/team.js';
import teamTemplate from '../../templates/admin/team.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { Key, Translate } from '../../view/translate.js';
import type { AdminState } from '../admin-state.js';
import { sectors as sectorKeys } from './change-team.js';
import type { Wrong } from './find-wrong.js';
import { days, saySpans } from './hours-text.js';
import { viewLoaded, viewResult } from '../view/parts.js';

/** Who works on leads: what each knows best, hours, absences, what each has to do, and the last assignments with their reason. */
export function viewTeam(state: AdminState, setting: Setting): string {
  return (
    viewResult(
      state,
      setting.t,
      state.result?.kind === 'team_saved' ? setting.t('team.saved') : null,
    ) +
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
    saving: state.doing === 'team' ? t('team.saving') : null,
    missing: sayMissing(page, t),
    holidays: viewHolidays(page, state, setting),
    none: team.members.length === 0 ? t('team.none') : null,
    members: team.members.map((member) => viewMember(member, page, { busy, state, setting })),
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
  readonly state: AdminState;
  readonly setting: Setting;
}

function viewMember(
  { userId, name, services, sectors, absences, active, week }: SavedTeam['members'][number],
  { loads }: TeamPage,
  { busy, state, setting }: Shown,
): object {
  const { t } = setting;
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
    more: t('team.more'),
    sectorsTitle: t('team.sectors'),
    sectors: sectorKeys.map((key) => ({
      action: `team:sector:${userId}:${key}`,
      label: t.word('options', `industry_sector_${key}`, t.word('options', key)),
      chosen: sectors.includes(key),
    })),
    week: viewWeek({ userId, week }, state, setting),
    absenceProblem: problemIn(state, `absence:${userId}`, t),
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

/** The hours that somebody has for themselves, a field a day. */
function viewWeek(
  { userId, week }: Pick<SavedTeam['members'][number], 'userId' | 'week'>,
  state: AdminState,
  { t, language }: Setting,
): object {
  const order = `hours:${userId}`;
  return {
    order,
    hint: t('team.hours_hint'),
    days: days.map((day) => ({
      name: `day_${day}`,
      part: partOf(order, `day_${day}`),
      label: weekdayOf(day, language),
      value: saySpans(week?.[day]),
      ...viewInvalid(isWrong(state, order, `day_${day}`), problemIn(state, order, t)),
    })),
    save: t('team.save_hours'),
    firm:
      week === null
        ? null
        : { action: `team:firm-hours:${userId}`, label: t('team.to_firm_hours') },
  };
}

const holidayTexts: Readonly<Record<'added' | 'removed', Readonly<Record<'label' | 'add', Key>>>> =
  {
    added: { label: 'team.holidays_added', add: 'team.holiday_added' },
    removed: { label: 'team.holidays_removed', add: 'team.holiday_removed' },
  };

function viewHolidays({ team }: TeamPage, state: AdminState, { t }: Setting): object {
  const lists = (['added', 'removed'] as const).map((list) => ({
    order: `holiday:${list}`,
    part: partOf(`holiday:${list}`, 'date'),
    label: t(holidayTexts[list].label),
    add: t(holidayTexts[list].add),
    problem: problemIn(state, `holiday:${list}`, t),
    invalid: isWrong(state, `holiday:${list}`, 'date'),
    dates: team.holidays[list].map((date) => ({
      date,
      action: `team:holiday-back:${list}:${date}`,
      label: t('team.back'),
    })),
  }));
  return { title: t('team.holidays'), lists };
}

/** Executives whom Kommo does not know, by name: nobody can be assigned to them. */
function sayMissing({ team, loads }: TeamPage, t: Translate): string | null {
  const names = team.members.flatMap(({ userId, name }) =>
    loads.some((load) => load.userId === userId && !load.inKommo) ? [name] : [],
  );
  return names.length === 0 ? null : t('team.missing_names', { names: names.join(', ') });
}

/** 22 November 2026 was a Sunday. */
const weekdayOf = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 10, 22 + day),
  );

const viewInvalid = (invalid: boolean, problem: string | null): object => ({
  invalid,
  problem: invalid ? problem : null,
});

const isWrong = ({ result }: AdminState, order: string, field: string): boolean =>
  result?.kind === 'team_wrong' && result.wrong.order === order && result.wrong.field === field;

const wrongTexts: Readonly<Record<Wrong['problem'], Key>> = {
  hours: 'team.wrong_hours',
  date: 'team.wrong_date',
  dates: 'team.wrong_dates',
};

function problemIn({ result }: AdminState, order: string, t: Translate): string | null {
  if (result?.kind !== 'team_wrong' || result.wrong.order !== order) return null;
  return t(wrongTexts[result.wrong.problem]);
}

/** The field's own place on the page, so that the keyboard can be brought there. */
export const partOf = (order: string, field: string): string => `team-${order}-${field}`;
