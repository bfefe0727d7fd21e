import { patchChildren } from './patch.js';

/**
 * Brings `root` to show `html`, changing only what differs, so that focus, open sections and live regions survive.
 * When the focused control is gone, focus stays in its section or the one around it, and does not go to the page's top.
 */
export function draw(root: HTMLElement, html: string): void {
  const focused = focusedIn(root);
  const section = focused?.closest('[data-part]')?.getAttribute('data-part') ?? null;
  // Parsed apart from the page: nothing in it loads or runs, and every value in it was escaped by its template.
  const next = new DOMParser().parseFromString(html, 'text/html');
  patchChildren(root, next.body);
  if (section === null || focusedIn(root) !== null) return;
  focusWithin(partOf(root, section) ?? partOf(root, 'section'));
}

const partOf = (root: HTMLElement, name: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-part="${name}"]`);

function focusWithin(part: HTMLElement | null): void {
  const control = findFirst(part) ?? part?.querySelector<HTMLElement>('button, a[href]') ?? part;
  control?.focus();
}

/** Where the keyboard goes in a question: to the answer that does nothing. */
export function findFirst(part: HTMLElement | null): HTMLElement | null {
  return part?.querySelector<HTMLElement>('[data-first]') ?? null;
}

function focusedIn(root: HTMLElement): Element | null {
  const focused = document.activeElement;
  return focused !== null && focused !== root && root.contains(focused) ? focused : null;
}
