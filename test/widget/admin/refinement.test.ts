import { expect, test } from '@jest/globals';
import { refinementSchema } from '../../../contract/refinement.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminState } from '../../../widget/admin/admin-state.js';
import { viewRefinement } from '../../../widget/admin/refinement/refinement-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: (id: number) => (id === 1001 ? 'Rosa Mejía' : null),
};
const page = refinementSchema.parse(answers()['/widget/v1/admin/refinement']);
const shown = (change: Partial<AdminState> = {}): HTMLElement => {
  const arrived = { kind: 'arrived', name: 'refinement', value: page, at: now } as const;
  const root = document.createElement('div');
  root.innerHTML = viewRefinement({ ...reduceAdmin(firstState, arrived), ...change }, setting);
  return root;
};

test('points change only behind a question that says what happens and how to go back (R8.8)', () => {
  const [button] = shown().querySelectorAll('[data-action^="activate:pre:proposal"]');
  expect(button?.textContent).toBe('Usar los puntos propuestos');
  const asked = shown({
    intent: { kind: 'activate', model: 'pre', id: page.models[0]?.proposalId ?? '' },
  });
  expect(asked.textContent).toContain('¿Usar los puntos propuestos?');
  expect(asked.textContent).toContain('Leads pasados que habrían cambiado: 1');
  expect(
    shown({ intent: { kind: 'activate', model: 'pre', id: 'blueprint' } }).textContent,
  ).toContain('¿Volver a los puntos pre-2026-11-1?');
});

test('every version says who made it count, and any but the one in use has its way back (R8.8)', () => {
  const [first] = shown().querySelectorAll('.al-refined');
  const rows = [...(first?.querySelectorAll('.al-rows__item') ?? [])];
  expect(rows.map((row) => row.querySelector('button') !== null)).toEqual([false, true]);
  expect(rows[0]?.textContent).toContain('por Rosa Mejía');
});

test('the chart has its numbers in a table, and a model without a proposal has no button for one (R8.8)', () => {
  const root = shown();
  expect(root.querySelector('img')?.alt).toContain('Sus números están en la tabla');
  expect(root.querySelectorAll('[data-action^="activate:lead:proposal"]')).toHaveLength(0);
  expect(root.textContent).toContain('Faltan 12 ganados');
});
