import type { Report } from '../../../contract/report.js';
import reportTemplate from '../../templates/admin/report.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewCosts } from './costs-view.js';
import { viewLoaded, viewResult } from '../view/parts.js';

type Figure = Report['figures'][number];
export type ReportName = 'health' | 'analytics';

/** Figures, each with whether it is good, what to do, its picture and its table (R8.4). */
export const viewReport =
  (name: ReportName) =>
  (state: AdminState, setting: Setting): string =>
    viewResult(state, setting.t, state.result?.kind === 'saved' ? setting.t('costs.saved') : null) +
    viewLoaded(state.known[name], setting, (report) =>
      reportTemplate(viewPage(name, report, { state, setting })),
    );

interface Shown {
  readonly state: AdminState;
  readonly setting: Setting;
}

function viewPage(
  name: ReportName,
  { raised, figures, costs, csv }: Report,
  { state, setting }: Shown,
): object {
  const { t } = setting;
  const busy = state.known[name].asking;
  return {
    title: t.word('admin_sections', name),
    again: { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy },
    csv: csv === '' ? null : { label: t('report.csv'), action: `csv:${name}` },
    raised: name === 'health' ? viewRaised(raised, setting) : null,
    figures: figures.map((figure) => ({
      ...viewFigure(figure, setting),
      costs: figure.key === 'channels' && costs !== null ? viewCosts(costs, state, setting) : null,
    })),
  };
}

const viewRaised = (raised: Report['raised'], setting: Setting): object => ({
  title: setting.t('report.raised'),
  none: raised.length === 0 ? setting.t('report.none_raised') : null,
  items: raised.map(({ text, level, since }) => ({
    text,
    full: level >= 100,
    since: setting.t('report.since', { age: sayAge(readTime(since) ?? setting.now, setting) }),
  })),
});

const marks = { good: '✓', watch: '!', bad: '×', none: '–' } as const;
const looks = { good: 'ok', watch: 'warning', bad: 'failed', none: 'none' } as const;

function viewFigure(figure: Figure, { t }: Setting): object {
  const { key, title, value, state, advice, chart, head, rows } = figure;
  return {
    ...{ key, title, value, advice, head },
    look: looks[state],
    mark: marks[state],
    state: t.word('report_states', state),
    chart: chart === null ? null : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(chart)}`,
    chartLabel: t('report.chart', { title }),
    table: t('report.table', { title }),
    rows: rows.map(([first = '', ...rest]) => ({ first, rest })),
  };
}
