import type { Lifetime } from '../host/lifetime.js';

/** One listener for every control of the panel: controls come and go, the root stays. */
export function bindActions(
  root: HTMLElement,
  lifetime: Lifetime,
  act: (action: string) => void,
): void {
  lifetime.listen(root, 'click', (event) => {
    const control = closest(event.target, '[data-action]');
    if (control === null || control.getAttribute('aria-disabled') === 'true') return;
    act(control.getAttribute('data-action') ?? '');
  });
  lifetime.listen(root, 'keydown', (event) => {
    if (event instanceof KeyboardEvent) moveBetweenTabs(event, act);
  });
}

/** Arrow keys choose among tabs, as in every tab list. */
function moveBetweenTabs(event: KeyboardEvent, act: (action: string) => void): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const tab = closest(event.target, '[role="tab"]');
  if (step === undefined || tab === null) return;
  const tabs = [...(tab.parentElement?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
  const next = tabs.at((tabs.findIndex((one) => one === tab) + step) % tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  act(next.getAttribute('data-action') ?? '');
  next.focus();
}

function closest(target: EventTarget | null, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null;
}
