import type { SourcesPage } from '../../../contract/source.js';
import sourcesTemplate from '../../templates/admin/sources.hbs';
import type { Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';
import type { AdminState } from '../admin-state.js';
import { viewLoaded, viewResult } from '../view/parts.js';
import { nameField, sourceRows, valueField } from './source-rows.js';
import type { Source, SourceRow } from './source-rows.js';

/** How each source's own names are read, a sample tried before it matters, and where visitors leave the form (R1.3, R2.4). */
export function viewSources(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const saved = state.result?.kind === 'saved' ? t('sources.saved') : null;
  return (
    viewResult(state, t, saved) +
    viewLoaded(state.known.sources, setting, (page) =>
      sourcesTemplate(viewPage(page, state.doing !== null, t)),
    )
  );
}

const viewPage = (page: SourcesPage, busy: boolean, t: Translate): object => ({
  title: t('sources.title'),
  intro: t('sources.intro'),
  sources: page.sources.map((source) => viewSource(source, { busy, t })),
  form: viewForm(page.form, t),
});

interface Shown {
  readonly busy: boolean;
  readonly t: Translate;
}

function viewSource(source: Source, { busy, t }: Shown): object {
  const { tried } = source;
  const name = t.word('delivery_sources', `capture:${source.source}`);
  return {
    ...{ busy, name, source: source.source, sample: tried?.sample ?? '' },
    sampleLabel: t('sources.sample', { name }),
    sampleHint: t('sources.sample_hint'),
    try: t('sources.try'),
    save: t('sources.save'),
    ...outcomeOf(tried, t),
    rows: sourceRows(source).map((row) => viewRow(row, source.keys, t)),
    table: t('sources.table', { name }),
    heads: [t('sources.theirs'), t('sources.said'), t('sources.means')],
    none: t('sources.none'),
  };
}

/** What the sample would become: said above its fields. */
function outcomeOf(tried: Source['tried'], t: Translate): object {
  if (tried === null) return {};
  if (tried.fields.length === 0) return { bad: t('sources.unreadable') };
  const { missing } = tried;
  const wrong = tried.fields.some(({ problem }) => problem !== null);
  if (missing.length > 0) return { bad: t('sources.missing', { fields: missing.join(', ') }) };
  return wrong ? { bad: t('sources.wrong') } : { good: t('sources.lead') };
}

function viewRow(row: SourceRow, keys: Source['keys'], t: Translate): object {
  const { name, said, count, key, problem, options } = row;
  const meanings = [
    { key: '', label: t('sources.nothing') },
    { key: 'ignore', label: t('sources.ignore') },
    ...keys,
  ];
  return {
    ...{ name, said, problem },
    count: count === null ? null : t('sources.times', { n: count, count }),
    label: t('sources.meaning_of', { name }),
    field: nameField(row),
    meanings: meanings.map((one) => ({ ...one, chosen: one.key === key })),
    option:
      options.length === 0
        ? null
        : {
            field: valueField(row),
            label: t('sources.option_of', { said }),
            options: [{ key: '', label: t('sources.choose') }, ...options],
          },
  };
}

function viewForm({ days, opened, steps, questions }: SourcesPage['form'], t: Translate): object {
  return {
    title: t('sources.form_title'),
    intro: t('sources.form_intro', { days, opened }),
    none: opened === 0 && questions.length === 0 ? t('sources.form_none') : null,
    table: t('sources.form_table'),
    heads: [t('sources.question'), t('sources.answered'), t('sources.left')],
    steps: steps.map(({ label, sent }) => t('sources.step', { label, sent })),
    questions,
  };
}
