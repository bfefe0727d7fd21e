import type { PersonFound } from '../../../contract/privacy.js';
import personTemplate from '../../templates/admin/person.hbs';
import personsTemplate from '../../templates/admin/persons.hbs';
import type { Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';
import type { AdminState } from '../admin-state.js';
import { viewIntent, viewLoaded, viewResult } from '../view/parts.js';
import { viewRequests } from './requests-view.js';

/** A person is found, exported, corrected or erased, and what was asked for before is listed (R8.1). */
export function viewPersons(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    personsTemplate({
      title: t('persons.title'),
      intro: t('persons.intro'),
      label: t('persons.find'),
      hint: t('persons.find_hint'),
      search: t('persons.search'),
      query: state.person,
      busy: state.known.person.asking || state.doing !== null,
    }) +
    viewResult(state, t, saidOf(state, t)) +
    viewErase(state, t) +
    viewWithdraw(state, t) +
    (state.person === ''
      ? ''
      : viewLoaded(state.known.person, setting, (found) =>
          personTemplate(viewFound(found, state, t)),
        )) +
    viewLoaded(state.known.persons, setting, (page) => viewRequests(page, state, setting))
  );
}

function saidOf({ result }: AdminState, t: Translate): string | null {
  if (result?.kind === 'downloaded') return t('persons.downloaded', { name: result.name });
  if (result?.kind === 'withdrawn') return t('persons.withdrawn');
  return result?.kind === 'request_done' ? t('persons.request_done') : null;
}

/** What goes, what stays and why, before it is too late. */
function viewErase({ intent, doing, known, person }: AdminState, t: Translate): string {
  if (intent?.kind !== 'erase') return '';
  const { places = [], people = [] } = known.person.value ?? {};
  const who = people.map(({ name }) => name).join(', ');
  return viewIntent({
    title: t('persons.erase_title', { who: who === '' ? person : who }),
    lines: places.map(({ what, count, effect }) => ({
      text: `${what} (${count})`,
      changes: [effect],
    })),
    reason: {
      label: t('persons.repeat', { query: person }),
      hint: t('persons.repeat_hint'),
      invalid: false,
    },
    yes: t('persons.erase_yes'),
    no: t('admin.cancel'),
    busy: doing !== null,
  });
}

const viewWithdraw = ({ intent, doing, person }: AdminState, t: Translate): string =>
  intent?.kind === 'withdraw'
    ? viewIntent({
        title: t('persons.withdraw_title', { who: person }),
        lines: [{ text: t('persons.withdraw_what'), changes: [] }],
        yes: t('persons.withdraw'),
        no: t('admin.cancel'),
        busy: doing !== null,
      })
    : '';

function viewFound({ people, shared, places }: PersonFound, state: AdminState, t: Translate) {
  const { person: query, doing } = state;
  const total = places.reduce((sum, { count }) => sum + count, 0);
  return {
    busy: doing !== null,
    title: t('persons.found_title', { query }),
    none: total === 0 ? t('persons.none') : null,
    people: people.map(({ name, company }) => (company === '' ? name : `${name} · ${company}`)),
    several: people.length > 1 ? t('persons.several', { n: people.length }) : null,
    shared: shared.length === 0 ? null : t('persons.shared', { keys: shared.join(', ') }),
    table: t('persons.places'),
    heads: [t('persons.where'), t('persons.count'), t('persons.effect')],
    places: places.map(({ system, ...place }) => ({
      ...place,
      system: t.word('person_systems', system),
    })),
    can: total > 0,
    json: t('persons.export_json'),
    page: t('persons.export_page'),
    withdraw: t('persons.withdraw'),
    erase: t('persons.erase'),
    rectify: {
      title: t('persons.rectify'),
      hint: t('persons.rectify_hint'),
      save: t('persons.rectify_save'),
      fields: ['fullName', 'phone', 'email', 'taxId'].map((name) => ({
        name,
        label: t.word('act_fields', name),
      })),
    },
  };
}
