import { expect, test } from '@jest/globals';
import { reportSchema } from '../../../contract/report.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import { viewReport } from '../../../widget/admin/report/report-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: () => null,
};
const report = reportSchema.parse(answers()['/widget/v1/admin/health']);
const shown = (value = report): HTMLElement => {
  const arrived = { kind: 'arrived', name: 'health', value, at: now } as const;
  const root = document.createElement('div');
  root.innerHTML = viewReport('health')(reduceAdmin(firstState, arrived), setting);
  return root;
};

test('each figure says in words whether it is good and what to do, not by colour alone (R8.4)', () => {
  const articles = [...shown().querySelectorAll('article')];
  expect(articles).toHaveLength(report.figures.length);
  articles.forEach((article, at) => {
    const figure = report.figures[at];
    const words = { good: 'Bien', watch: 'Atención', bad: 'Mal', none: 'Sin evaluar' };
    expect(article.querySelector('.al-state')?.textContent).toContain(
      words[figure?.state ?? 'none'],
    );
    expect(article.querySelector('.al-figure__advice')?.textContent).toBe(figure?.advice);
    expect(article.getAttribute('aria-label')).toBe(figure?.title);
  });
});

test('each chart names its table, which has row and column heads and can be scrolled by keyboard (R8.4)', () => {
  const root = shown();
  for (const chart of root.querySelectorAll('img')) {
    expect(chart.alt).toContain('Sus números están en la tabla');
    expect(chart.getAttribute('src')).toMatch(/^data:image\/svg\+xml/u);
  }
  const [table] = root.querySelectorAll('table');
  const [figure] = report.figures;
  const texts = (selector: string) =>
    [...(table?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent);
  expect(texts('thead th[scope="col"]')).toEqual(figure?.head);
  expect(texts('tbody th[scope="row"]')).toEqual(figure?.rows.map(([first]) => first));
  expect(table?.closest('[role="region"]')?.getAttribute('tabindex')).toBe('0');
});

test('what is raised stands first, the limit that is reached in bold; nothing raised is said too (R8.5)', () => {
  const items = [...shown().querySelectorAll('.al-raised__list li')];
  expect(items.map((item) => item.querySelector('strong') !== null)).toEqual([true, false]);
  expect(shown({ ...report, raised: [] }).textContent).toContain('No hay ninguna alerta');
});

test('what a sender typed into a figure stays text (R8.4)', () => {
  const [figure] = report.figures;
  if (figure === undefined) throw new Error('no figure');
  const hostile = '<img src=x onerror=alert(1)>';
  const root = shown({
    ...report,
    figures: [{ ...figure, title: hostile, rows: [[hostile, hostile]] }],
  });
  expect(root.querySelectorAll('img:not(.al-chart)')).toHaveLength(0);
  expect(root.querySelector('tbody th')?.textContent).toBe(hostile);
});
