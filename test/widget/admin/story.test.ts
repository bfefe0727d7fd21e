import { expect, test } from '@jest/globals';
import { storySchema } from '../../../contract/story.js';
import { firstState, reduceAdmin } from '../../../widget/admin/admin-state.js';
import type { AdminState } from '../../../widget/admin/admin-state.js';
import { viewStory } from '../../../widget/admin/story/story-view.js';
import { createTranslate } from '../../../widget/view/translate.js';
import es from '../../../widget/i18n/es.json';
import { answers } from '../../fixtures/admin/answers.mjs';

const now = Date.parse('2026-11-24T12:00:00Z');
const setting = {
  ...{ t: createTranslate(es, 'es'), now, language: 'es', timeZone: 'UTC' },
  nameOf: () => null,
};
const page = storySchema.parse(answers()['/widget/v1/admin/story']);
const shown = (find: string, value = page): HTMLElement => {
  const asked: AdminState = reduceAdmin(firstState, {
    kind: 'lead_asked',
    asked: { find, lead: null },
  });
  const root = document.createElement('div');
  root.innerHTML = viewStory(
    reduceAdmin(asked, { kind: 'arrived', name: 'story', value, at: now }),
    setting,
  );
  return root;
};

test('the story is a list in order, each line with its time, what went wrong in words (R8.4)', () => {
  const lines = [...shown('carmen').querySelectorAll('.al-story__event')];
  expect(lines.map((line) => line.querySelector('time')?.dateTime)).toEqual(
    page.story?.events.map(({ at }) => at),
  );
  const bad = lines.filter(({ textContent }) => textContent.includes('Salió mal'));
  expect(bad.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Odoo rechazó el RNC.'),
  ]);
  expect(lines.some(({ textContent }) => textContent.includes('Lo hizo Ana Ruiz'))).toBe(true);
});

test('each lead that was found can be chosen by keyboard, and the chosen one says so (R8.4)', () => {
  const found = [...shown('carmen').querySelectorAll('[data-part="found"] button')];
  expect(found.map((one) => one.getAttribute('data-action'))).toEqual([
    'lead:lead-1',
    'lead:lead-2',
  ]);
  expect(found.map((one) => one.getAttribute('aria-pressed'))).toEqual(['true', 'false']);
});

test('before a search it says what one would see, and after one that found nothing so (R8.4)', () => {
  const nothing = { found: [], story: null };
  expect(shown('', nothing).textContent).toContain('Busque un lead');
  const hostile = '<b>nadie</b>';
  const root = shown(hostile, nothing);
  expect(root.querySelector('[role="status"]')?.textContent).toContain(hostile);
  expect(root.querySelector('[role="status"] b')).toBeNull();
});
