import { expect, test } from '@jest/globals';
import { sourcesSchema } from '../../../contract/source.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminState } from '../../../widget/admin/admin-state.js';
import { readSaved } from '../../../widget/admin/sources/source-rows.js';
import { viewSources } from '../../../widget/admin/sources/sources-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: () => null,
};
const page = sourcesSchema.parse(answers()['/widget/v1/admin/sources']);
const shown = (value = page, change: Partial<AdminState> = {}): HTMLElement => {
  const arrived = { kind: 'arrived', name: 'sources', value, at: now } as const;
  const root = document.createElement('div');
  root.innerHTML = viewSources({ ...reduceAdmin(firstState, arrived), ...change }, setting);
  return root;
};

test('a sample shows what was read as what, what is missing and what was not understood (R1.3)', () => {
  const [inlead] = shown().querySelectorAll('.al-source');
  expect(inlead?.querySelector('[role="alert"]')?.textContent).toContain('Teléfono con WhatsApp');
  const [name, size, unread] = inlead?.querySelectorAll('tbody tr') ?? [];
  expect(name?.querySelector('select')?.value).toBe('full_name');
  expect(size?.textContent).toContain('La opción no existe');
  expect(size?.querySelectorAll('select')).toHaveLength(2);
  expect(unread?.textContent).toContain('12 veces');
  const [first] = page.sources;
  const once = { ...first, seen: [{ name: 'color', example: 'azul', count: 1 }] };
  const said = shown({ ...page, sources: [once] } as typeof page).textContent;
  expect(said).toContain('1 vez');
});

test('a source of which nothing came yet says so (R1.3)', () => {
  const [, meta] = shown().querySelectorAll('.al-source');
  expect(meta?.textContent).toContain('Todavía no llegó');
  const empty = { days: 30, opened: 0, steps: [], questions: [] };
  expect(shown({ ...page, form: empty }).textContent).toContain('Todavía no hay visitas');
});

test('only what the reader changed is saved (R1.3)', () => {
  const [source] = page.sources;
  if (source === undefined) throw new Error('no source');
  const fields = {
    ...{ sample: '{}', 'name:B02naZ': 'full_name', 'name:etapa_03_x': 'company_size' },
    ...{ 'name:empleados': 'company_size', 'value:company_size:muchos': '21-50' },
  };
  expect(readSaved(source, fields)).toEqual({
    source: 'inlead',
    names: [{ name: 'etapa_03_x', key: 'company_size' }],
    values: [{ key: 'company_size', said: 'muchos', option: '21-50' }],
    sample: '{}',
  });
});

test('drop-off stands question by question, with heads (R2.4)', () => {
  const rows = [...shown().querySelectorAll('[data-part="drop-off"] tbody tr')];
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['Servicio de Interés', '260', '41'],
  ]);
});

test('where it did not load, the reason and a way to try again (R9.2)', () => {
  const failure = { code: 'unreachable', requestId: null };
  const failed = reduceAdmin(firstState, { kind: 'not_arrived', name: 'sources', failure });
  const root = document.createElement('div');
  root.innerHTML = viewSources(failed, setting);
  expect(root.querySelector('[role="alert"] ~ button, [role="alert"] button')).not.toBeNull();
});
