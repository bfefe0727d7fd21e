import { expect, test } from '@jest/globals';
import { exportsSchema, type ExportsPage } from '../../../contract/exports.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminEvent } from '../../../widget/admin/admin-state.js';
import { viewExports } from '../../../widget/admin/exports/exports-view.js';
import { answers } from '../../fixtures/admin/answers.mjs';
import { languages, settingIn } from '../dictionaries.js';

const page = exportsSchema.parse(answers()['/widget/v1/admin/exports']);
const [failed, done] = page.exports;
if (failed === undefined || done === undefined) throw new Error('the fixture has no copies');
const well = { ...page, problem: null, exports: [done] };

function shown(
  value: ExportsPage | null,
  events: readonly AdminEvent[] = [],
  language: (typeof languages)[number] = 'es',
): HTMLElement {
  const now = Date.now();
  const arrived: readonly AdminEvent[] =
    value === null ? [] : [{ kind: 'arrived', name: 'exports', value, at: now }];
  const state = [...arrived, ...events].reduce(reduceAdmin, firstState);
  const root = document.createElement('div');
  root.innerHTML = viewExports(state, { ...settingIn(language), now, nameOf: () => 'Laura' });
  return root;
}
const make = (root: HTMLElement) => root.querySelector('[data-action=export]');
const textOf = (root: HTMLElement): string => root.textContent.replace(/\s+/g, ' ');

test('while nothing has come a skeleton stands there, and a failure says why with the way on (R8.3)', () => {
  expect(shown(null).querySelector('.al-skeleton')).not.toBeNull();
  const failure = { code: 'kommo_unreachable', requestId: 'request-7' } as const;
  const root = shown(null, [{ kind: 'not_arrived', name: 'exports', failure }]);
  expect(textOf(root)).toContain('request-7');
  expect(root.querySelector('[data-action=refresh]')?.textContent).toBe('Reintentar');
});

test('before the first copy the page says so, makes one now, and tells the way back (R8.3)', () => {
  const root = shown({ ...well, exports: [] });
  expect(textOf(root)).toContain('Todavía no hay ninguna copia.');
  expect(root.querySelector('table')).toBeNull();
  expect(make(root)?.ariaDisabled).toBe('false');
  expect(root.querySelector('code')?.textContent).toContain('npm run restore');
});

test('where none are made there is nothing to press, but what to do (R8.3)', () => {
  const problem = 'No se hacen copias: falta EXPORT_RECIPIENT.';
  const root = shown({ ...well, exports: [], recipient: null, problem });
  expect(make(root)).toBeNull();
  expect(root.querySelector('[role=status]')?.textContent).toBe(problem);
});

test('one that runs shows how far it is, and a second one cannot be begun (R8.3)', () => {
  const running = { ...done, state: 'running' as const, finishedAt: null, rows: 12_500, bytes: 0 };
  const root = shown({ ...well, running: true, exports: [running, done] });
  expect(root.querySelector('[data-part=run] [role=status]')?.textContent).toBe(
    'Exportando: 12,500 filas hasta ahora',
  );
  expect(root.querySelector('progress')).not.toBeNull();
  expect([make(root)?.textContent, make(root)?.ariaDisabled]).toEqual(['Exportando…', 'true']);
  expect(root.querySelector('tbody tr')?.textContent).toContain('—');
});

test('one that failed has its reason in its row, and is not told as done (R8.3)', () => {
  const root = shown(page, [{ kind: 'action_ended', result: { kind: 'exported' } }]);
  const [row] = root.querySelectorAll('tbody tr');
  expect(row?.querySelector('.al-state_failed')).not.toBeNull();
  expect(row?.querySelector('.al-problem')?.textContent).toContain('ENOSPC');
  expect(textOf(root)).toContain('Revise el espacio en disco.');
  expect(textOf(root)).not.toContain('Copia hecha.');
});

test.each(languages)('one that is done tells when, how much and who, in %s (R8.3)', (language) => {
  const root = shown(well, [{ kind: 'action_ended', result: { kind: 'exported' } }], language);
  const cells = [...root.querySelectorAll('tbody td')].map((cell) => cell.textContent.trim());
  expect(cells[1]).toMatch(/^18[,.]204$/);
  expect(cells[2]).toMatch(/^2[,.]4 MB$/);
  expect(root.querySelector('.al-done')).not.toBeNull();
  expect(textOf(root)).not.toMatch(/exports\.|undefined/);
});
