import { expect, test } from '@jest/globals';
import { experimentsSchema } from '../../../contract/experiment.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminState } from '../../../widget/admin/admin-state.js';
import { readNotes, readWanted } from '../../../widget/admin/experiments/read-experiment.js';
import { viewExperiments } from '../../../widget/admin/experiments/experiments-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: () => null,
};
const { experiments, targets } = experimentsSchema.parse(answers()['/widget/v1/admin/experiments']);
const shown = (change: Partial<AdminState> = {}): HTMLElement => {
  const page = { experiments, targets };
  const arrived = { kind: 'arrived', name: 'experiments', value: page, at: now } as const;
  const root = document.createElement('div');
  root.innerHTML = viewExperiments({ ...reduceAdmin(firstState, arrived), ...change }, setting);
  return root;
};

test('what the form says becomes an experiment of halves (R8.7)', () => {
  const fields = { name: 'Corta', tried: 'conversation:payroll', a: '', b: 'Nómina corta' };
  expect(readWanted(fields)).toEqual({
    ...{ name: 'Corta', subject: 'conversation', target: 'payroll' },
    ...{ versions: { a: '', b: 'Nómina corta' }, weights: { a: 1, b: 1 } },
  });
});

test.each([
  ['1,500.50', 1_500.5],
  ['1 500', 1_500],
  ['', 0],
  ['mucho', 0],
  ['-3', 0],
])('an amount typed as %p is %p (R3.4)', (typed, amount) => {
  const { costs } = readNotes('x', { shared: typed, own_b: typed, currency: 'USD' });
  expect(costs).toEqual({ currency: 'USD', shared: amount, own: { a: 0, b: amount } });
});

test('the chart has a name and its numbers in a table with row and column heads (R3.4)', () => {
  const root = shown();
  const [chart] = root.querySelectorAll('img');
  expect(chart?.alt).toContain('Piloto');
  expect(chart?.getAttribute('src')).toMatch(/^data:image\/svg\+xml/u);
  const [first] = experiments;
  const heads = [...root.querySelectorAll('article:first-of-type tbody th[scope="row"]')];
  expect(heads.map(({ textContent }) => textContent)).toEqual(first?.rows.map(({ what }) => what));
  expect(root.querySelectorAll('article:first-of-type thead th[scope="col"]')).toHaveLength(3);
});

test('a broken split is said as an alarm in place of any verdict (R3.4)', () => {
  const broken = experiments.findIndex(({ alarm }) => alarm !== null);
  const article = shown().querySelectorAll('article')[broken];
  expect(article?.querySelector('[role="alert"]')?.textContent).toBe(experiments[broken]?.alarm);
  expect(article?.querySelector('[role="status"]')).toBeNull();
});

test('ending one asks first, and the focus goes to "no" (R8.7)', () => {
  const root = shown({ intent: { kind: 'end', id: 'pilot', stays: 'b' } });
  const intent = root.querySelector('[data-part="intent"]');
  expect(intent?.textContent).toContain('recibirá B');
  expect(intent?.querySelector('[data-first]')?.getAttribute('data-action')).toBe('cancel');
});

test('what ended says what everybody gets since, and can be ended no more (R8.7)', () => {
  const ended = experiments.findIndex(({ endedAt }) => endedAt !== null);
  const article = shown().querySelectorAll('article')[ended];
  expect(article?.textContent).toContain('desde entonces todos reciben A');
  expect(article?.querySelectorAll('[data-action^="end:"]')).toHaveLength(0);
});
