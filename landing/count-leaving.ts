import { formOf, isControl } from './page.js';

/** Tells which questions were answered when the page is left, never how: that is all that is known of who gave up (R2.4). */
export function countLeaving(main: HTMLElement): void {
  let last = '';
  main.addEventListener('change', ({ target }) => {
    if (isControl(target)) last = target.name;
  });
  window.addEventListener('pagehide', () => {
    const form = formOf(main);
    if (form === null || last === '') return;
    const body = new URLSearchParams({ step: form.dataset['step'] ?? '', last });
    navigator.sendBeacon('/form/left', body);
  });
}
