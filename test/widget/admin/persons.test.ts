import { expect, test } from '@jest/globals';
import { personFoundSchema, personRequestsSchema } from '../../../contract/privacy.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminEvent, AdminState } from '../../../widget/admin/admin-state.js';
import { viewPersons } from '../../../widget/admin/persons/persons-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: (id: number) => (id === 1001 ? 'Rosa Mejía' : null),
};
const found = personFoundSchema.parse(answers()['/widget/v1/admin/persons/find']);
const requests = personRequestsSchema.parse(answers()['/widget/v1/admin/persons']);
const events: readonly AdminEvent[] = [
  { kind: 'person_asked', person: '809-555-0142' },
  { kind: 'arrived', name: 'persons', value: requests, at: now },
  { kind: 'arrived', name: 'person', value: found, at: now },
];
const known = events.reduce(reduceAdmin, firstState);
const shown = (state: AdminState): HTMLElement => {
  const root = document.createElement('div');
  root.innerHTML = viewPersons(state, setting);
  return root;
};

test('every place is told with its count and what an erasure does there (R8.1)', () => {
  const rows = [...shown(known).querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows).toHaveLength(found.places.length);
  expect(rows.join(' ')).toContain('Copias cifradas (exportaciones)');
  expect(shown(known).textContent).toContain('contador@muchos.example');
});

test('an erasure asks first: what goes, what stays and why, and who is meant, typed again (R8.1)', () => {
  const asked = shown(reduceAdmin(known, { kind: 'intended', intent: { kind: 'erase' } }));
  const question = asked.querySelector('[data-part=intent]');
  expect(question?.textContent).toContain('¿Borrar a Altagracia Vásquez?');
  expect(question?.textContent).toContain('Queda como prueba de que se podía escribir');
  expect(question?.querySelector('[name=reason]')).not.toBeNull();
  expect(question?.querySelector('[data-first]')?.textContent).toBe('Cancelar');
});

test('a request says how far it is, what is left to delete by hand, and its receipt (R8.1)', () => {
  const root = shown(known);
  expect(root.querySelector('progress')?.getAttribute('value')).toBe('1');
  expect(root.textContent).toContain('Falta borrar a mano: 1');
  expect(root.querySelectorAll('[data-action^="person-check:"]')).toHaveLength(1);
  expect(root.querySelectorAll('[data-action^="person-receipt:"]')).toHaveLength(1);
});

test('what was found of one person is gone when another is looked for (R8.1)', () => {
  const other = reduceAdmin(known, { kind: 'person_asked', person: '809-555-0199' });
  expect(other.known.person.value).toBeNull();
  expect(shown(other).textContent).not.toContain('Altagracia');
});

test('a withdrawal asks first, and says what it changes (R8.1)', () => {
  const before = shown(known);
  expect(before.querySelector('[data-action="person-withdraw"]')?.textContent).toBe(
    'Retirar su autorización',
  );
  const asked = shown(reduceAdmin(known, { kind: 'intended', intent: { kind: 'withdraw' } }));
  expect(asked.textContent).toContain('¿Retirar la autorización de 809-555-0142?');
  expect(asked.textContent).toContain('Solo un formulario nuevo');
});
