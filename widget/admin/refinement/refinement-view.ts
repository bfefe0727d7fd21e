import type { RefinementPage } from '../../../contract/refinement.js';
import refinementTemplate from '../../templates/admin/refinement.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewIntent, viewLoaded, viewResult } from '../view/parts.js';

type Model = RefinementPage['models'][number];

/** How leads of each score ended, what each answer was worth, and what is proposed of it (R8.8). */
export function viewRefinement(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const saved = state.result?.kind === 'saved' ? t('refinement.activated') : null;
  return (
    viewResult(state, t, saved) +
    viewActivate(state, setting) +
    viewLoaded(state.known.refinement, setting, (page) =>
      refinementTemplate(viewPage(page, state, setting)),
    )
  );
}

function viewActivate({ intent, doing, known }: AdminState, { t }: Setting): string {
  if (intent?.kind !== 'activate') return '';
  const model = known.refinement.value?.models.find((one) => one.model === intent.model);
  const version = model?.versions.find(({ id }) => id === intent.id)?.version;
  return viewIntent({
    title:
      version === undefined
        ? t('refinement.activate_title', { n: model?.changed ?? 0 })
        : t('refinement.back_title', { version }),
    yes: t('refinement.activate'),
    no: t('admin.cancel'),
    busy: doing !== null,
  });
}

function viewPage(page: RefinementPage, { doing }: AdminState, setting: Setting): object {
  const { t } = setting;
  return {
    title: t('refinement.title'),
    ended: t('refinement.ended', { won: page.won, lost: page.lost }),
    chart: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(page.chart)}`,
    chartLabel: t('refinement.chart'),
    score: t('refinement.score'),
    won: t('refinement.won'),
    bands: page.bands,
    bandTable: t('refinement.band_table'),
    models: page.models.map((model) => viewModel(model, doing !== null, setting)),
  };
}

function viewModel(model: Model, busy: boolean, setting: Setting): object {
  const { t } = setting;
  const name = t.word('models', model.model);
  return {
    ...{ key: model.model, name, busy, says: model.says, judgement: model.judgement },
    inForce: t('refinement.in_force', { version: model.version }),
    options: {
      open: t('refinement.options'),
      heads: [t('refinement.answer'), t('refinement.won'), t('refinement.points')],
      rows: model.options.map((option) => viewOption(option, setting)),
      table: t('refinement.option_table', { name }),
    },
    changes: model.changes.length === 0 ? null : viewChanges(model, setting),
    activate:
      model.proposalId === null
        ? null
        : { action: `activate:${model.model}:${model.proposalId}`, label: t('refinement.propose') },
    history: viewHistory(model, busy, setting),
  };
}

const viewOption = (
  { factor, option, won, points, proposed }: Model['options'][number],
  { t }: Setting,
): object => ({
  answer: `${t.word('factors', factor)}: ${option ?? t('refinement.unanswered')}`,
  won,
  points: points === null ? '—' : String(points),
  proposed: proposed === null || proposed === points ? null : `→ ${proposed}`,
});

function viewChanges({ changes, changed }: Model, { t }: Setting): object {
  const shown = ({ total, leadClass }: Model['changes'][number]['before']): string =>
    `${total} ${t.word('classes', leadClass)}`;
  return {
    open: t('refinement.changes', { n: changed }),
    table: t('refinement.change_table'),
    heads: [
      t('refinement.lead'),
      t('refinement.ending'),
      t('refinement.before'),
      t('refinement.after'),
    ],
    rows: changes.map(({ kommoLeadId, isWon, before, after }) => ({
      id: String(kommoLeadId),
      ending: t(isWon ? 'refinement.is_won' : 'refinement.is_lost'),
      before: shown(before),
      after: shown(after),
    })),
  };
}

function viewHistory({ model, versions }: Model, busy: boolean, setting: Setting): object {
  const { t, nameOf, now } = setting;
  return {
    open: t('refinement.versions'),
    rows: versions.map(({ id, version, at, by, isActive }) => ({
      version,
      when:
        at === null
          ? t('refinement.of_specification')
          : t('refinement.by', {
              age: sayAge(readTime(at) ?? now, setting),
              who: by === null ? '—' : (nameOf(by) ?? String(by)),
            }),
      active: isActive ? t('refinement.active') : null,
      back: isActive
        ? null
        : { busy, action: `activate:${model}:${id}`, label: t('refinement.back') },
    })),
  };
}
