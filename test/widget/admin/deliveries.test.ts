import { expect, test } from '@jest/globals';
import { deliveriesSchema, type Deliveries } from '../../../contract/delivery.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminEvent } from '../../../widget/admin/admin-state.js';
import { viewDeliveries } from '../../../widget/admin/deliveries/deliveries-view.js';
import { answers } from '../../fixtures/admin/answers.mjs';
import { languages, settingIn } from '../dictionaries.js';

const page = deliveriesSchema.parse(answers()['/widget/v1/admin/deliveries']);

function shown(
  value: Deliveries | null,
  events: readonly AdminEvent[] = [],
  language: (typeof languages)[number] = 'es',
): HTMLElement {
  const now = Date.now();
  const arrived: readonly AdminEvent[] =
    value === null ? [] : [{ kind: 'arrived', name: 'deliveries', value, at: now }];
  const state = [...arrived, ...events].reduce(reduceAdmin, firstState);
  const root = document.createElement('div');
  root.innerHTML = viewDeliveries(state, { ...settingIn(language), now, nameOf: () => null });
  return root;
}
const textOf = (root: HTMLElement): string => root.textContent.replace(/\s+/g, ' ');

test('while nothing has come a skeleton stands there, and a failure says why with the way on (R8.3)', () => {
  expect(shown(null).querySelector('.al-skeleton')).not.toBeNull();
  const failure = { code: 'internal', requestId: 'request-7' } as const;
  const root = shown(null, [{ kind: 'not_arrived', name: 'deliveries', failure }]);
  expect(textOf(root)).toContain('request-7');
  expect(root.querySelector('[data-action=refresh]')?.textContent).toBe('Reintentar');
});

test('where nothing fits, the page says so and the filters stay (R8.3)', () => {
  const root = shown({ items: [], next: null });
  expect(root.querySelector('[role=status]')?.textContent).toBe('No hay entregas así.');
  expect(root.querySelectorAll('[data-part=sources] button').length).toBeGreaterThan(7);
});

test('each says whence it came, what became of it and with which lead; only what can be is replayed (R8.3)', () => {
  const [sent, failed] = shown(page).querySelectorAll('li');
  expect(sent?.textContent.replace(/\s+/g, ' ')).toMatch(/^ ?Meta \(anuncios\) ?En Kommo/);
  expect(sent?.querySelector('a')?.getAttribute('href')).toBe('/leads/detail/501');
  expect(failed?.querySelector('.al-state_failed')?.textContent).toBe('Falló');
  expect(failed?.querySelector('button')).toBeNull();
});

test('each button says which delivery it replays, and the body can be reached by keyboard (R8.3, R9.1)', () => {
  const [sent] = shown(page).querySelectorAll('li');
  const [, when = ''] = /(\d.*)/.exec(sent?.querySelector('.al-muted')?.textContent ?? '') ?? [];
  expect(sent?.querySelector('button')?.getAttribute('aria-label')).toBe(
    `Repetir: Meta (anuncios), ${when.split(' · ')[0]?.trim()}`,
  );
  expect(sent?.querySelector('pre')?.getAttribute('tabindex')).toBe('0');
});

test('what is chosen is pressed, and a body is text whatever it holds (R8.3)', () => {
  const received = { of: 'hook', source: 'account', failed: true } as const;
  const items = page.items.map((item) => ({ ...item, body: '<img src=x>' }));
  const root = shown({ items, next: null }, [{ kind: 'deliveries_chosen', received }]);
  const pressed = [...root.querySelectorAll('[aria-pressed=true]')].map((one) => one.textContent);
  expect(pressed).toEqual(['Kommo', 'Solo con problemas']);
  expect(root.querySelector('img')).toBeNull();
});

test('while one is replayed no other can be; at the end the page says what that means (R8.3)', () => {
  const begun = shown(page, [{ kind: 'action_started', action: 'delivery' }]);
  expect(begun.querySelector('[data-action^=received-replay]')?.ariaDisabled).toBe('true');
  const ended = shown(page, [{ kind: 'action_ended', result: { kind: 'replayed' } }]);
  expect(textOf(ended)).toContain('Lo hecho no se repite.');
});

test.each(languages)('has a word for every source and outcome in %s (R8.3)', (language) => {
  const outcomes = deliveriesSchema.shape.items.unwrap().element.shape.outcome.options;
  const [first] = page.items;
  if (first === undefined) throw new Error('no delivery');
  const items = outcomes.map((outcome) => ({ ...first, outcome }));
  const said = [...shown({ items, next: 'x' }, [], language).querySelectorAll('li')].map(
    (row) => row.querySelector('[class^=al-state]')?.textContent ?? '',
  );
  expect(new Set(said).size).toBe(outcomes.length);
  expect(said.join(' ')).not.toMatch(/undefined|delivery_/);
});
